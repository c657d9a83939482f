package org.compatserver.round.solving;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.catalog.Scope;
import org.compatserver.engine.Engine;
import org.compatserver.engine.EngineFault;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.Known;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.RoundEngine;
import org.compatserver.round.Sink;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Sentences;

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
        this(sources, (plan, target) -> (number, result) -> Telling.inShort(result), clock, limits);
    }

    /** Over the index. */
    public SolvingRounds(Catalog catalog, InstantSource clock, Limits limits) {
        this(
                (plan, target) -> catalog.source(scope(plan, target)),
                telling(new SolvingEngine(catalog, clock, limits)),
                clock,
                limits);
    }

    private static BiFunction<Plan, Target, Telling> telling(Engine engine) {
        return (plan, target) -> (number, result) -> described(engine, plan.question(target, List.of(number)), result);
    }

    private static String described(Engine engine, Question question, Result result) {
        try {
            String description = Sentences.inShort(engine.answer(question));
            return description == null ? Telling.inShort(result) : description;
        } catch (EngineFault fault) {
            // Every verdict is known by now: none is lost for the want of words.
            return Telling.inShort(result);
        }
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
            RoundRun run = new RoundRun(plan, known, sink, clock);
            for (Target target : plan.targets()) {
                run.add(target, sources.apply(plan, target), tellings.apply(plan, target), limits, clock);
            }
            run.run();
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
}
