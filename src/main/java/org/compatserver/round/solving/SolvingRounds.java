package org.compatserver.round.solving;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.catalog.Scope;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.engine.solving.Spending;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.Known;
import org.compatserver.round.Origin;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.RoundEngine;
import org.compatserver.round.Sink;
import org.compatserver.round.Whole;
import org.compatserver.round.solving.Singles.Telling;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Verdict;

/** Rounds with the resolver: rules that prove most pairs, the solver for the rest (rounds.md). */
public final class SolvingRounds implements RoundEngine {
    private final BiFunction<Plan, Target, ReleaseSource> sources;
    private final BiFunction<Plan, Target, Telling> tellings;
    private final InstantSource clock;
    private final Limits limits;

    private SolvingRounds(
            BiFunction<Plan, Target, ReleaseSource> sources,
            BiFunction<Plan, Target, Telling> tellings,
            InstantSource clock,
            Limits limits) {
        this.sources = sources;
        this.tellings = tellings;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Over anything that can be solved. It can tell results, and no reasons in words.
     *
     * @param sources what a plan sees on a target
     */
    public SolvingRounds(BiFunction<Plan, Target, ReleaseSource> sources, InstantSource clock, Limits limits) {
        this(sources, (plan, target) -> SolvingRounds::inShort, clock, limits);
    }

    /** Over the index. */
    public SolvingRounds(Catalog catalog, InstantSource clock, Limits limits) {
        this(
                (plan, target) -> catalog.source(scope(plan, target)),
                (plan, target) -> (packages, result) -> described(
                        new SolvingEngine(catalog, clock, limits).answer(plan.question(target, packages)), result),
                clock,
                limits);
    }

    private static String inShort(List<Integer> packages, Result result) {
        return switch (result) {
            case SUCCESS -> "";
            case CHECK_WARNING -> "Some requested package is older than it could be.";
            case INSTALL_ERROR -> "No set of versions holds together.";
            case UNKNOWN -> "It depends on files that cannot be read without building them.";
        };
    }

    private static String described(Verdict verdict, Result result) {
        String description = Sentences.description(verdict);
        return description == null ? inShort(List.of(), result) : description;
    }

    private static Scope scope(Plan plan, Target target) {
        return SolvingEngine.scope(plan.question(target, List.of(0)));
    }

    @Override
    public List<ProjectName> unknown(Plan plan) {
        return guarded(plan, () -> {
            ReleaseSource source = sources.apply(plan, plan.targets().getFirst());
            for (int number = 0; number < plan.size(); number++) {
                source.expect(plan.project(number), VersionSet.none(0));
            }
            boolean[] unknown = new boolean[plan.size()];
            Crew.each(plan.size(), number -> unknown[number] = isUnknown(source, plan.project(number)));
            List<ProjectName> names = new ArrayList<>();
            for (int number = 0; number < unknown.length; number++) {
                if (unknown[number]) {
                    names.add(plan.project(number));
                }
            }
            return List.copyOf(new TreeSet<>(names));
        });
    }

    private static boolean isUnknown(ReleaseSource source, ProjectName project) {
        return source.releases(project).versions().isEmpty()
                && source.unavailable(project, -1) instanceof Unavailable.UnknownProject;
    }

    @Override
    public void run(Plan plan, Known known, Sink sink) {
        guarded(plan, () -> {
            new Running(plan, known, sink).run();
            return true;
        });
    }

    private static <T> T guarded(Plan plan, Supplier<T> task) {
        SolvingEngine.refuseWhatNeedsABuild(plan.question(plan.targets().getFirst(), List.of(0)));
        try {
            return task.get();
        } catch (IndexFault fault) {
            throw SolvingEngine.index(fault);
        }
    }

    /** One run. */
    private final class Running {
        private final Plan plan;
        private final Known known;
        private final Sink sink;
        private final Instant now;
        private final List<TargetRound> targets = new ArrayList<>();
        private final List<Scene> scenes = new ArrayList<>();

        Running(Plan plan, Known known, Sink sink) {
            this.plan = plan;
            this.known = known;
            this.now = Objects.requireNonNullElseGet(known.begun(), clock::instant);
            this.sink = sink;
        }

        void run() {
            for (Target target : plan.targets()) {
                Scene scene = Scene.of(plan, target, sources.apply(plan, target), now, limits, clock);
                scenes.add(scene);
                targets.add(new TargetRound(scene, new SolverPairs(scene), sink, tellings.apply(plan, target)));
            }
            int size = plan.size();
            Crew.each(targets.size() * size, i -> targets.get(i / size).alone(i % size));
            for (int target = 0; target < targets.size(); target++) {
                targets.get(target).meet();
                sink.alone(
                        target,
                        targets.get(target).stances().stream()
                                .map(stance -> stance.alone(Origin.COMPUTED))
                                .toList());
            }
            int rows = size - 1;
            Crew.each(targets.size() * (rows + 1), i -> {
                int target = i % targets.size();
                int first = i / targets.size() - 1;
                if (first < 0) {
                    sink.whole(target, wholes(target));
                } else if (!known.hasRow(target, first)) {
                    sink.row(target, targets.get(target).row(first));
                }
            });
        }

        private List<Whole> wholes(int target) {
            Scene scene = scenes.get(target);
            List<Ask> all = new ArrayList<>();
            List<Ask> rest = new ArrayList<>();
            for (Stance stance : targets.get(target).stances()) {
                Ask ask = stance.solo().ask();
                if (ask != null) {
                    all.add(ask);
                    if (stance.result() != Result.INSTALL_ERROR) {
                        rest.add(ask);
                    }
                }
            }
            List<Whole> wholes = new ArrayList<>();
            wholes.add(whole(scene, all));
            if (rest.size() < all.size()) {
                wholes.add(whole(scene, rest));
            }
            return wholes;
        }

        private Whole whole(Scene scene, List<Ask> asks) {
            if (asks.isEmpty()) {
                return new Whole(0, Result.SUCCESS, Map.of(), "");
            }
            Finding finding = new Finding(
                    scene.source(),
                    scene.world(),
                    asks,
                    scene.moment(),
                    scene.limits(),
                    new Spending(scene.limits(), scene.clock()));
            try {
                Map<ProjectName, String> held = new TreeMap<>();
                Result result = switch (finding.find()) {
                    case Found.AtNewest _ -> Result.SUCCESS;
                    case Found.Held found -> {
                        Point point = found.ranked().getFirst().point();
                        for (int i = 0; i < asks.size(); i++) {
                            Ask ask = asks.get(i);
                            if (ask.isHeldAt(point.position(i))) {
                                held.put(ask.project(), Singles.version(ask, point.position(i)));
                            }
                        }
                        yield Result.CHECK_WARNING;
                    }
                    case Found.Nothing _ -> Result.INSTALL_ERROR;
                    case Found.InDoubt _ -> Result.UNKNOWN;
                };
                return new Whole(asks.size(), result, held, "");
            } catch (BudgetSpent spent) {
                return new Whole(asks.size(), null, Map.of(), String.valueOf(spent.getMessage()));
            }
        }
    }
}
