package org.compatserver.round.solving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Chosen;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.round.Misfit;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore.Writing;
import org.compatserver.round.Row;
import org.compatserver.testing.MemoryRounds;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Sources;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** A small universe, a plan about it, and what round and engine say of that. */
final class RandomRound implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static final Target TARGET = new Target(new PythonVersion(3, 13, 0), Platform.DEFAULT);

    final Universe universe;
    final Plan plan;
    private final Catalog catalog;

    /** When it is asked. */
    private final Instant now;

    RandomRound(Universe universe, Plan plan) {
        this(universe, plan, NOW);
    }

    RandomRound(Universe universe, Plan plan, Instant now) {
        this.now = now;
        this.universe = universe;
        this.plan = plan;
        this.catalog = new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED));
    }

    static RandomRound of(RandomUniverse random, List<Target> targets) {
        return new RandomRound(
                Universe.of(random.text()),
                new Plan(
                        Plan.byProject(requirements(random.packages())),
                        requirements(random.constraintTexts()),
                        targets,
                        random.asOf(),
                        random.wheelsOnly() ? Sources.WHEELS : Sources.STATIC,
                        random.preReleases(),
                        random.strict()));
    }

    /** A universe written as text, and packages of it. */
    static RandomRound of(String universe, String... packages) {
        return new RandomRound(
                Universe.of(universe),
                new Plan(
                        Plan.byProject(requirements(List.of(packages))),
                        List.of(),
                        List.of(TARGET),
                        null,
                        Sources.STATIC,
                        false,
                        false));
    }

    static List<Requirement> requirements(List<String> texts) {
        return texts.stream().map(text -> Requirement.parse(text).orElseThrow()).toList();
    }

    Round run() {
        return run(new MemoryRounds());
    }

    Round run(MemoryRounds store) {
        try (Writing writing = store.begin(plan, now, false)) {
            new SolvingRounds(catalog, InstantSource.fixed(now), Limits.DEFAULT).run(plan, writing.known(), writing);
            writing.finish(now);
            return Objects.requireNonNull(store.round(writing.id()));
        }
    }

    /** What the engine says of some of the packages: the result, and what is held back. */
    String engine(Target target, List<Integer> packages) {
        return switch (verdict(target, packages)) {
            case Verdict.Success _ -> "SUCCESS {}";
            case Verdict.CheckWarning warning -> {
                Map<String, String> held = new TreeMap<>();
                for (HeldBack one : warning.heldBack()) {
                    held.put(one.project().normalized(), one.to().toString());
                }
                yield "CHECK_WARNING " + held;
            }
            case Verdict.InstallError _ -> "INSTALL_ERROR {}";
            case Verdict.Unknown _ -> "UNKNOWN {}";
        };
    }

    private Verdict verdict(Target target, List<Integer> packages) {
        return new SolvingEngine(catalog, InstantSource.fixed(now), Limits.DEFAULT)
                .answer(plan.question(target, packages));
    }

    /** The set that the engine shows; null where it shows none. */
    @Nullable
    Installation shown(Target target, List<Integer> packages) {
        return switch (verdict(target, packages)) {
            case Verdict.Success success -> success.installation();
            case Verdict.CheckWarning warning -> warning.installation();
            case Verdict.InstallError _, Verdict.Unknown _ -> null;
        };
    }

    /** What a round says of a pair, in the same words. */
    String of(Round round, int target, int first, int second) {
        Row row = round.sheets().get(target).rows().get(first);
        Result result = Objects.requireNonNull(row.cell(second), "open").result();
        Map<String, String> held = new TreeMap<>();
        for (Misfit misfit : row.misfits()) {
            if (misfit.second() == second) {
                put(held, first, round.text(misfit.heldFirst()));
                put(held, second, round.text(misfit.heldSecond()));
            }
        }
        return result + " " + held;
    }

    private void put(Map<String, String> held, int number, @Nullable String version) {
        if (version != null) {
            held.put(plan.project(number).normalized(), version);
        }
    }

    CatalogSource source(Target target) {
        return catalog.source(SolvingEngine.scope(plan.question(target, List.of(0))));
    }

    Question question(Target target, int first, int second) {
        return plan.question(target, List.of(first, second));
    }

    /** A target's round before its rows. */
    TargetRound met(Target target) {
        Scene scene = Scene.of(plan, target, source(target), NOW, Limits.DEFAULT, InstantSource.fixed(NOW));
        Writing nowhere = new MemoryRounds().begin(plan, NOW, true);
        TargetRound round = new TargetRound(
                0,
                scene,
                plan.strict(),
                nowhere,
                (packages, result) -> "",
                new Stopwatch(InstantSource.fixed(NOW)),
                null);
        for (int number = 0; number < plan.size(); number++) {
            round.alone(number, new LinkedHashMap<>(), List.of(round));
        }
        round.meet();
        return round;
    }

    /** A set, as answers show it. */
    Installation installation(Target target, Map<PackageNode, Integer> decisions) {
        CatalogSource source = source(target);
        Map<ProjectName, Integer> positions = new HashMap<>();
        decisions.forEach((node, position) -> positions.put(node.project(), position));
        List<Pin> pins = new ArrayList<>();
        new TreeMap<>(positions).forEach((project, position) -> {
            Chosen file = Objects.requireNonNull(source.chosen(project, position));
            pins.add(new Pin(
                    project,
                    file.spelling(),
                    file.version(),
                    file.filename(),
                    file.uploadTime(),
                    source.releases(project).versions().get(source.newest(project)),
                    null));
        });
        return new Installation(pins);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
