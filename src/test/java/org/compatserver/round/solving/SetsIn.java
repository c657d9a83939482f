package org.compatserver.round.solving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.CheckService;
import org.compatserver.check.Outcome;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Plan;
import org.compatserver.round.sets.LargestSet;
import org.compatserver.round.sets.LeftOut;
import org.compatserver.round.sets.SetListener;
import org.compatserver.round.sets.SetService;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Question.Sources;

/** Looks for the largest set in a small universe, and writes the answer as text. */
final class SetsIn {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final Target TARGET = new Target(new PythonVersion(3, 13, 0), Platform.DEFAULT);

    private SetsIn() {}

    /** A plan for the packages, and nothing else said. */
    static Plan plan(String... packages) {
        return new Plan(
                Plan.byProject(requirements(List.of(packages))),
                List.of(),
                List.of(TARGET),
                null,
                Sources.STATIC,
                false,
                false);
    }

    /** A plan for what a random universe's question asks. */
    static Plan plan(RandomUniverse random) {
        return new Plan(
                Plan.byProject(requirements(random.packages())),
                requirements(random.constraintTexts()),
                List.of(TARGET),
                random.asOf(),
                random.wheelsOnly() ? Sources.WHEELS : Sources.STATIC,
                random.preReleases(),
                random.strict());
    }

    private static List<Requirement> requirements(List<String> texts) {
        return texts.stream().map(text -> Requirement.parse(text).orElseThrow()).toList();
    }

    static Catalog catalog(Universe universe) {
        return new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED));
    }

    static Outcome<LargestSet> largest(Universe universe, Plan plan, Limits limits, Duration time) {
        InstantSource clock = InstantSource.fixed(NOW);
        try (Catalog catalog = catalog(universe);
                CheckService checks = new CheckService(
                        Map.of(EngineName.RESOLVER, new SolvingEngine(catalog, clock, Limits.DEFAULT)),
                        new CheckService.Limits(4, Duration.ofSeconds(20), Duration.ofSeconds(60)))) {
            return new SetService(new SolvingSets(catalog, clock, limits), checks, clock)
                    .largest(plan, TARGET, time, SetListener.NONE);
        }
    }

    static LargestSet largest(String universe, String... packages) {
        return ((Outcome.Answered<LargestSet>)
                        largest(Universe.of(universe), plan(packages), Limits.DEFAULT, Duration.ofMinutes(1)))
                .answer();
    }

    /** The whole answer. */
    static String ask(String universe, String... packages) {
        return text(largest(universe, packages));
    }

    static String text(LargestSet set) {
        StringBuilder text = new StringBuilder(set.fitting().size() + " of " + set.packages() + " fit, at most "
                + set.atMost() + ", if built " + set.atMostIfBuilt());
        if (set.set() != null) {
            text.append("\n")
                    .append(set.set().installation().pins().stream()
                            .map(pin -> pin.name() + "==" + pin.version())
                            .collect(Collectors.joining(" ")));
        }
        for (LeftOut out : set.leftOut()) {
            text.append("\nwithout ")
                    .append(out.project())
                    .append(' ')
                    .append(out.newest())
                    .append(", ")
                    .append(out.kind())
                    .append(out.with().isEmpty() ? "" : " with " + out.with())
                    .append(": ")
                    .append(out.because());
        }
        set.further().forEach(further -> text.append("\nbeside ").append(further));
        set.notices().forEach(notice -> text.append("\nnotice: ").append(notice));
        return text.toString();
    }
}
