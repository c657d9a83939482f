package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.Scope;
import org.compatserver.certificate.Certificate;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.NotNewerSentences;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Detail;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Question.Sources;
import org.compatserver.verdict.Repair;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.SinceSentences;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.WhyNotNewer;
import org.jspecify.annotations.Nullable;

/** Asks a universe a question, and writes the whole answer as text. Every answer is checked by the certificate. */
final class Asking {
    /** When every question is asked. */
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static final Target TARGET = new Target(new PythonVersion(3, 13, 0), Platform.DEFAULT);

    private final Universe universe;
    private final List<String> constraints = new ArrayList<>();
    private @Nullable Instant asOf;
    private Sources sources = Sources.STATIC;
    private boolean preReleases;
    private boolean strict;
    private boolean since;
    private Detail detail = Detail.SHORT;
    private Limits limits = Limits.DEFAULT;

    private Asking(Universe universe) {
        this.universe = universe;
    }

    static Asking in(String universe) {
        return in(Universe.of(universe));
    }

    static Asking in(Universe universe) {
        return new Asking(universe);
    }

    /** The universe, with all that its question says beside the packages. */
    static Asking of(RandomUniverse random) {
        Asking asking = in(random.text()).constrainedBy(random.constraintTexts().toArray(String[]::new));
        asking.asOf = random.asOf();
        asking.preReleases = random.preReleases();
        asking.strict = random.strict();
        asking.sources = random.wheelsOnly() ? Sources.WHEELS : Sources.STATIC;
        return asking;
    }

    Asking constrainedBy(String... requirements) {
        constraints.addAll(List.of(requirements));
        return this;
    }

    Asking asOf(String instant) {
        return at(Instant.parse(instant));
    }

    Asking at(@Nullable Instant moment) {
        asOf = moment;
        return this;
    }

    Asking withPreReleases() {
        preReleases = true;
        return this;
    }

    Asking wheelsOnly() {
        sources = Sources.WHEELS;
        return this;
    }

    Asking strictly() {
        strict = true;
        return this;
    }

    Asking inFull() {
        detail = Detail.FULL;
        return this;
    }

    Asking within(Limits bounds) {
        limits = bounds;
        return this;
    }

    Verdict verdict(String... packages) {
        Question question = question(packages);
        try (Catalog catalog =
                new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED))) {
            Verdict verdict = new SolvingEngine(catalog, InstantSource.fixed(NOW), limits).answer(question);
            assertThat(Certificate.check(verdict, new UniverseEvidence(universe)))
                    .as("certificate of %s", verdict)
                    .isEmpty();
            return verdict;
        }
    }

    /** Since when they do not fit. */
    Dated since(String... packages) {
        Question question = question(packages);
        try (Catalog catalog =
                new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED))) {
            Dated dated = new SolvingEngine(catalog, InstantSource.fixed(NOW), limits).since(question);
            if (dated.since() instanceof Since.Upload upload) {
                assertThat(upload.before()).isInstanceOf(Verdict.Success.class);
                assertThat(upload.after()).isNotInstanceOf(Verdict.Success.class);
                assertThat(upload.before().context().question().asOf())
                        .isEqualTo(upload.release().uploaded());
                assertThat(upload.after().context().question().asOf())
                        .isEqualTo(upload.release().uploaded().plus(1, ChronoUnit.MICROS));
                for (Verdict verdict : List.of(upload.before(), upload.after())) {
                    assertThat(Certificate.check(verdict, new UniverseEvidence(universe)))
                            .as("certificate of %s", verdict)
                            .isEmpty();
                }
            }
            return dated;
        }
    }

    /** All that is said about since when, without why they did not fit. */
    String askSince(String... packages) {
        Dated dated = since(packages);
        StringBuilder text = new StringBuilder(SinceSentences.sentence(dated.since()));
        if (dated.since() instanceof Since.Upload upload) {
            text.append("\nbefore: ").append(SinceSentences.brief(upload.before()));
            text.append("\nafter: ")
                    .append(SinceSentences.brief(upload.after())
                            .replaceFirst(", because.*|(?<=ERROR|UNKNOWN): .*", ""));
        }
        dated.context().notices().forEach(notice -> text.append("\nnotice: ").append(notice));
        return text.toString();
    }

    /** At how many moments it is solved to know since when. */
    int momentsSolved(String... packages) {
        Question question = question(packages);
        try (Catalog catalog =
                new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED))) {
            History history = new History(
                    catalog.source(new Scope(TARGET, asOf, false, false, question.constraints())),
                    Merging.of(question).requirements(),
                    strict,
                    new Spending(limits, InstantSource.fixed(NOW)));
            var _ = history.walk();
            return history.solved();
        }
    }

    /** Asks a verdict for since when, too. */
    Asking dated() {
        since = true;
        return this;
    }

    /** How the question can be changed; the answers to it and to the changed ones are checked by the certificate. */
    Repairs repairs(String... packages) {
        try (Catalog catalog =
                new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED))) {
            Repairs repairs = new SolvingEngine(catalog, InstantSource.fixed(NOW), limits).repairs(question(packages));
            Stream.concat(
                            Stream.of(repairs.verdict()),
                            repairs.repairs().stream().map(Repair::repaired))
                    .forEach(verdict -> assertThat(Certificate.check(verdict, new UniverseEvidence(universe)))
                            .as("certificate of %s", verdict)
                            .isEmpty());
            return repairs;
        }
    }

    Question question(String... packages) {
        return new Question(
                List.of(packages),
                requirements(List.of(packages)),
                requirements(constraints),
                TARGET,
                asOf,
                sources,
                preReleases,
                strict,
                EngineName.RESOLVER,
                detail,
                since);
    }

    private static List<Requirement> requirements(List<String> texts) {
        return texts.stream().map(text -> Requirement.parse(text).orElseThrow()).toList();
    }

    /** The whole answer. */
    String ask(String... packages) {
        Verdict verdict = verdict(packages);
        StringBuilder text = new StringBuilder();
        switch (verdict) {
            case Verdict.Success success ->
                text.append(("SUCCESS " + pins(success.installation())).strip()).append(drags(success.installation()));
            case Verdict.CheckWarning warning -> {
                text.append("CHECK_WARNING ").append(pins(warning.installation()));
                warning.heldBack().forEach(held -> text.append("\nheld: ").append(held(held)));
                warning.alternatives()
                        .forEach(other -> text.append("\nor: ")
                                .append(other.heldBack().stream()
                                        .map(Asking::held)
                                        .collect(Collectors.joining(" + ")))
                                .append(other.implausible() ? " (implausible)" : ""));
                text.append(drags(warning.installation()));
                text.append("\nexplanation: ")
                        .append(warning.explanation().withRemedies(List.of()).text());
            }
            case Verdict.InstallError error ->
                text.append("INSTALL_ERROR\nexplanation: ")
                        .append(error.explanation().withRemedies(List.of()).text());
            case Verdict.Unknown unknown -> {
                text.append("UNKNOWN");
                unknown.files()
                        .forEach(file -> text.append("\nfile: ")
                                .append(file.file())
                                .append(", ")
                                .append(file.reason())
                                .append(" -> ")
                                .append(file.settledBy()));
            }
        }
        String description = Sentences.description(verdict);
        text.append(description == null ? "" : "\ndescription: " + description);
        verdict.context().assumed().forEach(file -> text.append("\nassumed: ").append(file));
        verdict.context().notices().forEach(notice -> text.append("\nnotice: ").append(notice));
        return text.toString();
    }

    /** Why the versions of the shown set are what they are; checked by the certificate. */
    Why why(@Nullable String project, String... packages) {
        Question question = question(packages);
        try (Catalog catalog =
                new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED))) {
            Why why = new SolvingEngine(catalog, InstantSource.fixed(NOW), limits)
                    .why(question, project == null ? null : ProjectName.of(project));
            assertThat(Certificate.check(why, new UniverseEvidence(universe)))
                    .as("certificate of %s", why)
                    .isEmpty();
            return why;
        }
    }

    /** A line for each pin of the shown set that is not at its newest, then for each dragged dependency whose reason is evident. */
    String notNewer(String... packages) {
        Installation shown = switch (verdict(packages)) {
            case Verdict.Success success -> success.installation();
            case Verdict.CheckWarning warning -> warning.installation();
            case Verdict.InstallError _, Verdict.Unknown _ -> new Installation(List.of());
        };
        List<String> lines = new ArrayList<>();
        for (Pin pin : shown.pins()) {
            WhyNotNewer why = pin.whyNotNewer();
            if (why != null) {
                lines.add(NotNewerSentences.line(why) + (why.canAct() == null ? "" : " [" + why.canAct() + "]"));
            }
        }
        shown.dragged()
                .forEach(one -> lines.add("drags " + one.name() + " " + one.from() + " -> " + one.to() + ": "
                        + NotNewerSentences.dragged(one)));
        return String.join("\n", lines);
    }

    static String pins(Installation installation) {
        return installation.pins().stream()
                .map(pin -> pin.name() + "==" + pin.version())
                .collect(Collectors.joining(" "));
    }

    private static String drags(Installation installation) {
        return installation.dragged().stream()
                .map(dragged -> "\ndrags: " + dragged.name() + " " + dragged.from() + " -> "
                        + (dragged.to() == null ? "not installed" : dragged.to()))
                .collect(Collectors.joining());
    }

    static String held(HeldBack held) {
        return held.name() + " " + held.from() + " -> " + held.to() + ", " + held.releasesBehind() + " releases, "
                + held.lagDays() + " days, because " + held.because();
    }
}
