package org.compatserver.testing;

import java.time.Instant;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.Context.IndexSource;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.Verdict;

/** Since when the packages of {@link SampleVerdicts} do not fit: one answer of each kind. */
public final class SampleDates {
    private static final Instant UPLOADED = Instant.parse("2026-06-03T14:51:26.729855Z");

    private SampleDates() {}

    public static Dated dated(Question question, Since since, String... notices) {
        return new Dated(
                new Context(
                        question,
                        SampleVerdicts.NOW,
                        SampleVerdicts.NOW.minusSeconds(120),
                        IndexSource.LIVE,
                        List.of(),
                        List.of(notices)),
                since);
    }

    public static Dated upload(Question question) {
        return dated(
                question,
                upload(
                        question,
                        Since.Effect.NEWEST,
                        List.of(new Since.Change(
                                ProjectName.of("protobuf"),
                                Version.of("2.30.3"),
                                List.of("protobuf<8,>=4.25.8"),
                                List.of("protobuf<8,>=5.29.6")))));
    }

    /** What was uploaded requires nothing itself. */
    public static Dated refused(Question question) {
        return dated(
                question,
                new Since.Upload(
                        release(),
                        Since.Effect.OTHER_FILE,
                        List.of(),
                        List.of(new Since.Refusal("google-cloud-iot", Version.of("2.9.2"), "google-api-core<2.31")),
                        success(question.at(UPLOADED)),
                        SampleVerdicts.installError(question.at(UPLOADED.plusNanos(1_000)))));
    }

    public static Dated never(Question question) {
        return dated(
                question,
                new Since.NeverFitted(Instant.parse("2013-03-01T00:00:00Z")),
                "Yanks and deletions carry no date: those of today count at every moment.");
    }

    public static Dated notKnown(Question question) {
        return dated(question, new Since.NotKnown(Instant.parse("2024-02-29T23:59:59.5Z"), "the budget ended before"));
    }

    /** The verdict with since when, if it has a package that is held back. */
    public static Verdict dated(Verdict verdict) {
        Question question = verdict.context().question();
        if (!question.since() || !(verdict instanceof Verdict.CheckWarning warning)) {
            return verdict;
        }
        Since since = upload(question).since();
        List<HeldBack> held =
                warning.heldBack().stream().map(one -> one.dated(since)).toList();
        return warning.dated(
                warning.context().dated(since, List.of("a notice about dates")), held, warning.alternatives());
    }

    private static Since.Upload upload(Question question, Since.Effect effect, List<Since.Change> changed) {
        return new Since.Upload(
                release(),
                effect,
                changed,
                List.of(new Since.Refusal("google-cloud-iot", Version.of("2.9.2"), "protobuf<5")),
                success(question.at(UPLOADED)),
                SampleVerdicts.warning(question.at(UPLOADED.plusNanos(1_000))));
    }

    /** With what was asked for alone. */
    private static Verdict success(Question question) {
        List<Pin> pins = question.requirements().stream()
                .map(requirement -> new Pin(
                        requirement.project(),
                        requirement.name(),
                        Version.of("2.9"),
                        "a.whl",
                        null,
                        Version.of("2.9"),
                        null))
                .toList();
        return new Verdict.Success(dated(question, new Since.Fits()).context(), new Installation(pins));
    }

    private static Since.Release release() {
        return new Since.Release(
                ProjectName.of("google-api-core"),
                "google-api-core",
                Version.of("2.31.0"),
                List.of("google_api_core-2.31.0-py3-none-any.whl"),
                UPLOADED);
    }
}
