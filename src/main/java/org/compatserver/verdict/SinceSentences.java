package org.compatserver.verdict;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Since.Change;
import org.compatserver.verdict.Since.Effect;
import org.compatserver.verdict.Since.Refusal;
import org.compatserver.verdict.Since.Release;

/** The sentences about since when packages do not fit. */
public final class SinceSentences {
    private SinceSentences() {}

    /** All of it in a sentence. */
    public static String sentence(Since since) {
        return sentence(since, "The newest releases fitted together", "whether they did before");
    }

    /** The same of one package by itself. */
    public static String sentenceOfOne(Since since) {
        return sentence(since, "The newest release could be installed", "whether it could before");
    }

    private static String sentence(Since since, String fitted, String before) {
        return switch (since) {
            case Since.Fits() -> "The newest releases fit together.";
            case Since.Upload upload -> fitted(upload) + " until " + upload(upload) + ".";
            case Since.NeverFitted(Instant first) ->
                fitted + " at no moment"
                        + (first == null
                                ? "."
                                : " since the first upload of what is asked for, at " + seconds(first) + ".");
            case Since.NotKnown(Instant after, String why) ->
                fitted + " at no moment after " + after + "; " + before + " is not known: " + why + ".";
        };
    }

    private static String fitted(Since.Upload upload) {
        return upload.before().context().question().requirements().size() == 1
                ? "The newest release could be installed"
                : "The newest releases fitted together";
    }

    private static String upload(Since.Upload upload) {
        Release release = upload.release();
        String what = upload.effect() == Effect.OTHER_FILE
                ? Phrases.join(release.files(), "and") + " of " + name(release)
                : name(release);
        boolean several =
                upload.effect() == Effect.OTHER_FILE && release.files().size() > 1;
        return what + (several ? " were" : " was") + " uploaded, at " + seconds(release.uploaded()) + ": "
                + why(upload);
    }

    private static String name(Release release) {
        return release.name() + " " + release.version();
    }

    private static String why(Since.Upload upload) {
        String name = name(upload.release());
        if (upload.effect() == Effect.ADMISSION) {
            return "since it is there, older pre-releases or yanked releases of "
                    + upload.release().name() + " are not considered any more";
        }
        if (!upload.changed().isEmpty()) {
            List<String> changes = upload.changed().stream()
                    .map(change -> change(change, upload.effect()))
                    .toList();
            return "it " + Phrases.join(changes, "and")
                    + (upload.refusals().isEmpty() ? "" : "; " + refusals(upload.refusals()));
        }
        if (!upload.refusals().isEmpty()) {
            return refusals(upload.refusals());
        }
        return switch (upload.after()) {
            case Verdict.Unknown unknown ->
                "what " + name + " needs cannot be known without building "
                        + Phrases.join(
                                unknown.files().stream()
                                        .map(Verdict.UnknownFile::file)
                                        .toList(),
                                "and");
            case Verdict.CheckWarning _, Verdict.InstallError _, Verdict.Success _ ->
                upload.effect() == Effect.OTHER_FILE
                        ? "it is installed from then on"
                        : "it is the newest release from then on";
        };
    }

    private static String change(Change change, Effect effect) {
        String now = "requires " + Phrases.join(change.now(), "and");
        String former = effect == Effect.OTHER_FILE
                ? "the file before it"
                : change.before() == null ? "" : change.before().toString();
        if (former.isEmpty()) {
            return now;
        }
        return now + ", where " + former + " required "
                + (change.requirements().isEmpty()
                        ? "nothing of " + change.of()
                        : Phrases.join(change.requirements(), "and"));
    }

    private static String refusals(List<Refusal> refusals) {
        return Phrases.join(
                refusals.stream()
                        .map(refusal -> refusal.by() + " " + refusal.version() + " requires " + refusal.requirement())
                        .toList(),
                "and");
    }

    /** An answer in brief: {@code SUCCESS: a 1.0, b 2.0}, or {@code CHECK_WARNING: a is held at 1.0, …}. */
    public static String brief(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success success -> "SUCCESS: " + String.join(", ", requested(success));
            case Verdict.CheckWarning warning -> "CHECK_WARNING: " + String.join("; ", held(warning));
            case Verdict.InstallError error ->
                "INSTALL_ERROR: "
                        + error.explanation().summary().lines().findFirst().orElse("");
            case Verdict.Unknown unknown -> "UNKNOWN: " + unknown.description();
        };
    }

    private static List<String> requested(Verdict.Success success) {
        List<String> pins = new ArrayList<>();
        for (Pin pin : success.installation().pins()) {
            if (success.context().question().requirements().stream()
                    .anyMatch(requirement -> requirement.project().equals(pin.project()))) {
                pins.add(pin.name() + " " + pin.version());
            }
        }
        return pins;
    }

    private static List<String> held(Verdict.CheckWarning warning) {
        return warning.heldBack().stream()
                .map(held ->
                        held.name() + " " + held.to() + " instead of " + held.from() + ", because " + held.because())
                .toList();
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
