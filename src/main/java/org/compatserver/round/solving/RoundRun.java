package org.compatserver.round.solving;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.Limits;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Known;
import org.compatserver.round.Origin;
import org.compatserver.round.Plan;
import org.compatserver.round.Sink;
import org.compatserver.round.solving.Singles.Telling;
import org.compatserver.round.solving.Stopwatch.Phase;

/** One run of a round: all targets' packages, then all targets' pairs and whole sets. */
final class RoundRun {
    private final Plan plan;
    private final Known known;
    private final Sink sink;
    private final Stopwatch watch;
    private final List<TargetRound> targets = new ArrayList<>();

    RoundRun(Plan plan, Known known, Sink sink, InstantSource clock) {
        this.plan = plan;
        this.known = known;
        this.sink = sink;
        this.watch = new Stopwatch(clock);
    }

    /** Begins with a target; may wait for the index. */
    void add(Target target, ReleaseSource source, Telling telling, Limits limits, InstantSource clock) {
        Instant now = Objects.requireNonNullElseGet(known.begun(), clock::instant);
        watch.time(Phase.OPEN, () -> {
            Scene scene = Scene.of(plan, target, source, now, limits, clock);
            Function<Scene, PairSolver> solver = SolverPairs::new;
            targets.add(new TargetRound(scene, solver.apply(scene), sink, telling, watch));
            return true;
        });
    }

    void run() {
        int size = plan.size();
        watch.time(Phase.ALONE, () -> {
            Crew.each(targets.size() * size, i -> targets.get(i / size).alone(i % size));
            return true;
        });
        for (int target = 0; target < targets.size(); target++) {
            TargetRound round = targets.get(target);
            sink.alone(
                    target,
                    watch.time(Phase.RULES, round::meet).stream()
                            .map(stance -> stance.alone(Origin.COMPUTED))
                            .toList());
        }
        // Whole sets first: they take longest.
        Crew.each(targets.size() * size, i -> part(i % targets.size(), i / targets.size() - 1));
        sink.spent(watch.timing());
    }

    private void part(int target, int row) {
        TargetRound round = targets.get(target);
        if (row < 0) {
            sink.whole(target, watch.time(Phase.WHOLE, round::wholes));
        } else if (!known.hasRow(target, row)) {
            sink.row(target, watch.time(Phase.PAIRS, () -> round.row(row)));
        }
    }
}
