package org.compatserver.testing;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.Context.IndexSource;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Step;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Derivation.Versions;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Dragged;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Line;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.WhyDragged;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Change;
import org.compatserver.verdict.WhyNotNewer.Reason;
import org.compatserver.verdict.WhyNotNewer.Trial;
import org.jspecify.annotations.Nullable;

/** One verdict of each kind, at a fixed moment. */
public final class SampleVerdicts {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private SampleVerdicts() {}

    private static Context context(Question question, String... notices) {
        return new Context(question, NOW, NOW.minusSeconds(120), IndexSource.LIVE, List.of(), List.of(notices));
    }

    public static Verdict success(Question question) {
        return new Verdict.Success(
                context(question),
                new Installation(List.of(
                        pin("asgiref", "3.9.1", "3.10.0")
                                .because(why(
                                        "asgiref",
                                        "3.9.1",
                                        "3.10.0",
                                        new Reason.Bound(List.of(new Binding.Required(
                                                ProjectName.of("django"),
                                                "Django",
                                                Version.of("5.2.8"),
                                                "asgiref<3.10,>=3.8.1",
                                                Version.of("5.2.8"),
                                                null,
                                                List.of()))))),
                        pin("Django", "5.2.8", "5.2.8"),
                        pin("six", "1.17.0", "1.17.0"),
                        pin("sqlparse", "0.5.3", "0.5.3"))));
    }

    public static Verdict nothing(Question question) {
        return new Verdict.Success(
                new Context(
                        question, NOW, null, null, List.of(), List.of("nothing was dropped: its marker is false here")),
                new Installation(List.of()));
    }

    public static Verdict warning(Question question) {
        return warning(question, List.of());
    }

    public static Verdict warningWithAlternatives(Question question) {
        return warning(
                question,
                List.of(
                        new Verdict.Alternative(List.of(iot()), true),
                        new Verdict.Alternative(List.of(core(), iot()), true)));
    }

    private static Verdict warning(Question question, List<Verdict.Alternative> alternatives) {
        return new Verdict.CheckWarning(
                context(question),
                new Installation(
                        List.of(
                                pin("google-api-core", "2.30.3", "2.44.0")
                                        .because(why(
                                                "google-api-core",
                                                "2.30.3",
                                                "2.44.0",
                                                new Reason.Held(core().because()))),
                                pin("google-cloud-iot", "2.9.2", "2.9.2")),
                        List.of(
                                dragged(
                                        "opentelemetry-api",
                                        "1.45.2",
                                        null,
                                        new WhyDragged.NotRequired(
                                                ProjectName.of("google-api-core"),
                                                "google-api-core",
                                                Version.of("2.44.0"),
                                                Version.of("2.30.3"),
                                                true)),
                                dragged(
                                        "protobuf",
                                        "6.33.1",
                                        "4.25.8",
                                        new WhyDragged.Bound(List.of(new Binding.Required(
                                                ProjectName.of("google-cloud-iot"),
                                                "google-cloud-iot",
                                                Version.of("2.9.2"),
                                                "protobuf!=3.20.0,<5",
                                                Version.of("2.9.2"),
                                                null,
                                                List.of())))))),
                List.of(core()),
                alternatives,
                List.of("google-cloud-iot 2.9.2 has requirement protobuf<5, but you have protobuf 6.33.1."),
                new Explanation(
                        "google-cloud-iot 2.9.2 needs protobuf<5 and google-api-core 2.31.0 and later need protobuf>=5.29.6.",
                        proof()),
                null);
    }

    /** Why the versions of a verdict's set are what they are: one that a newer release would need something else older for. */
    public static Why why(Verdict verdict, @Nullable ProjectName project) {
        Installation shown = switch (verdict) {
            case Verdict.Success success -> success.installation();
            case Verdict.CheckWarning warning -> warning.installation();
            case Verdict.InstallError _, Verdict.Unknown _ -> new Installation(List.of());
        };
        List<Why.Entry> notNewer = shown.pins().stream()
                .map(Pin::whyNotNewer)
                .filter(Objects::nonNull)
                .map(why -> new Why.Entry(why, why.canAct()))
                .toList();
        if (project == null || shown.pins().isEmpty()) {
            return new Why(verdict, notNewer, null);
        }
        Why.About about = shown.pins().stream()
                .filter(pin -> pin.project().equals(project))
                .findFirst()
                .<Why.About>map(SampleVerdicts::about)
                .orElseGet(() -> new Why.About.NotInSet(
                        project,
                        true,
                        shown.dragged().stream()
                                .filter(one -> one.project().equals(project))
                                .findFirst()
                                .orElse(null)));
        return new Why(verdict, notNewer, about);
    }

    private static Why.About about(Pin pin) {
        WhyNotNewer why = pin.whyNotNewer();
        if (why == null || !(why.reason() instanceof Reason.Bound(List<Binding> bindings))) {
            return new Why.About.InSet(pin, true, List.of(new Binding.Asked(pin.name())), List.of(), null);
        }
        List<Line> lines = List.of(new Line("Django 5.2.8 needs asgiref<3.10", List.of()));
        return new Why.About.InSet(
                pin.because(why.tried(new Trial.Impossible(pin.latest(), lines, proof()))),
                false,
                bindings,
                List.of(new Remedy.Release(
                        ProjectName.of("django"),
                        "Django",
                        Version.of("5.2.8"),
                        Requirement.of("asgiref<3.10"),
                        pin.project(),
                        pin.latest())),
                new Trial.Trade(
                        Version.of("3.9.5"),
                        List.of(),
                        List.of(new Change(ProjectName.of("six"), "six", Version.of("1.17.0"), Version.of("1.16.0"))),
                        true,
                        lines,
                        proof()));
    }

    private static Dragged dragged(String name, String from, @Nullable String to, WhyDragged why) {
        return new Dragged(ProjectName.of(name), name, Version.of(from), to == null ? null : Version.of(to), why);
    }

    private static WhyNotNewer why(String name, String version, String newest, Reason reason) {
        return new WhyNotNewer(
                ProjectName.of(name), name, Version.of(version), Version.of(newest), 16, 171L, reason, null);
    }

    private static HeldBack core() {
        return new HeldBack(
                ProjectName.of("google-api-core"),
                "google-api-core",
                Version.of("2.44.0"),
                Version.of("2.30.3"),
                16,
                171L,
                List.of(
                        new Line("google-cloud-iot 2.9.2 needs protobuf<5", List.of()),
                        new Line("google-api-core 2.31.0 and later need protobuf>=5.29.6", List.of())));
    }

    private static HeldBack iot() {
        return new HeldBack(
                ProjectName.of("google-cloud-iot"),
                "google-cloud-iot",
                Version.of("2.9.2"),
                Version.of("2.5.0"),
                12,
                1_628L,
                List.of(new Line("google-api-core 2.44.0 needs protobuf>=5.29.6", List.of())));
    }

    public static Verdict installError(Question question) {
        return new Verdict.InstallError(
                context(question),
                new Explanation(
                        "a and b cannot be installed together: a 1 needs c<2 and b 1 needs c>=2.",
                        List.of(new Line("a 1 needs c<2", List.of()), new Line("b 1 needs c>=2", List.of())),
                        List.of(),
                        List.of(),
                        proof()));
    }

    public static Verdict unknown(Question question) {
        return new Verdict.Unknown(
                context(question),
                List.of(new Verdict.UnknownFile(
                        "unbuilt-1.0.tar.gz", "its metadata is made by setup.py", "the pip engine")),
                "It depends on unbuilt-1.0.tar.gz, whose metadata cannot be read without building it.");
    }

    private static Pin pin(String name, String version, String latest) {
        return new Pin(
                ProjectName.of(name),
                name,
                Version.of(version),
                name + "-" + version + "-py3-none-any.whl",
                Instant.parse("2025-01-02T03:04:05Z"),
                Version.of(latest),
                Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    /** A lemma used twice, and a conclusion without claims. */
    private static Derivation proof() {
        Derivation shared = new Fact(List.of(claim("a", true), claim("c", false)), new Ground.Requires("c<2"));
        Derivation left = new Step(
                List.of(claim("a", true), claim("b", true)),
                shared,
                new Fact(List.of(claim("b", true), claim("c", true)), new Ground.Requires("c>=2")));
        Derivation right = new Step(
                List.of(claim("a", true), claim("b", false)),
                shared,
                new Fact(
                        List.of(new Claim(Subject.QUESTION, true, new Versions(List.of())), claim("b", false)),
                        new Ground.NotAdmittedThere("b is asked for")));
        return new Step(List.of(), left, right);
    }

    private static Claim claim(String name, boolean positive) {
        return new Claim(
                new Subject(ProjectName.of(name), null),
                positive,
                new Versions(List.of(new Versions.Run(Version.of("1"), Version.of("1.5")))));
    }
}
