package org.compatserver.wire;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.SinceSentences;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Since when packages have not fitted at their newest, on the wire; all components are always there.
 *
 * @param kind fits; upload, when one ended it; never_fitted; or not_known, when the search ended before it was found
 * @param text a sentence
 * @param time when the upload was; of never_fitted the first upload; of not_known the moment after which they fitted at none
 * @param release what was uploaded; null but for upload, as is what follows
 * @param effect newest: the newest release from then on; other_file: another file of a release that was there; admission: since it is there, older
 *     pre-releases or yanked releases are not considered
 * @param changed what it requires otherwise than what was there before
 * @param refusals what others required of the same projects then; where it requires nothing that matters, of it
 * @param before the answer {@code as-of} the upload, which does not count it
 * @param after the answer a microsecond later
 */
public record Beginning(
        String kind,
        String text,
        @Nullable Instant time,
        @Nullable Release release,
        @Nullable String effect,
        List<Change> changed,
        List<Refusal> refusals,
        @Nullable Answer before,
        @Nullable Answer after) {

    /** What was uploaded. */
    public record Release(String name, String version, List<String> files) {}

    /**
     * What the release requires of a project.
     *
     * @param version the release before; null when there was none
     * @param before what that one required of the project
     */
    public record Change(String of, @Nullable String version, List<String> before, List<String> now) {}

    /** What another release requires. */
    public record Refusal(String name, String version, String requirement) {}

    /** An answer in brief. */
    public record Answer(Instant asOf, String result, String text) {}

    static @Nullable Beginning orNull(@Nullable Since since) {
        return since == null ? null : of(since);
    }

    static Beginning of(Since since) {
        String text = SinceSentences.sentence(since);
        return switch (since) {
            case Since.Fits() -> without("fits", text, null);
            case Since.NeverFitted(Instant first) -> without("never_fitted", text, first);
            case Since.NotKnown(Instant after, String _) -> without("not_known", text, after);
            case Since.Upload upload ->
                new Beginning(
                        "upload",
                        text,
                        upload.release().uploaded(),
                        release(upload.release()),
                        upload.effect().name().toLowerCase(Locale.ROOT),
                        upload.changed().stream().map(Beginning::change).toList(),
                        upload.refusals().stream().map(Beginning::refusal).toList(),
                        answer(upload.before()),
                        answer(upload.after()));
        };
    }

    private static Beginning without(String kind, String text, @Nullable Instant time) {
        return new Beginning(kind, text, time, null, null, List.of(), List.of(), null, null);
    }

    private static Release release(Since.Release release) {
        return new Release(release.name(), release.version().toString(), release.files());
    }

    private static Change change(Since.Change change) {
        Version before = change.before();
        return new Change(
                change.of().normalized(),
                before == null ? null : before.toString(),
                change.requirements(),
                change.now());
    }

    private static Refusal refusal(Since.Refusal refusal) {
        return new Refusal(refusal.by(), refusal.version().toString(), refusal.requirement());
    }

    private static @Nullable Answer answer(Verdict verdict) {
        Instant asOf = verdict.context().question().asOf();
        String[] brief = SinceSentences.brief(verdict).split(": ", 2);
        return asOf == null ? null : new Answer(asOf, brief[0], brief[1]);
    }
}
