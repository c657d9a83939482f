package org.compatserver.round.solving;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.Limits;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Known;
import org.compatserver.round.Plan;
import org.compatserver.round.Sink;
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
        int number = targets.size();
        watch.time(Phase.OPEN, () -> {
            Scene scene = Scene.of(plan, target, source, now, limits, clock);
            Keeping keeping = Keeping.of(known.earlier(number), plan, source);
            targets.add(new TargetRound(number, scene, plan.strict(), sink, telling, watch, keeping));
            return true;
        });
    }

    void run() {
        int size = plan.size();
        watch.time(Phase.ALONE, () -> {
            Crew.each(size, this::alone);
            return true;
        });
        for (int target = 0; target < targets.size(); target++) {
            sink.alone(target, watch.time(Phase.RULES, targets.get(target)::meet));
        }
        BitSet resumed = new BitSet();
        for (int target = 0; target < targets.size(); target++) {
            for (int first = 0; first < size - 1; first++) {
                resumed.set(target, resumed.get(target) || known.hasRow(target, first));
            }
        }
        // Whole sets first: they take longest.
        Crew.each(targets.size() * size, Crew.COMPUTING, i -> part(i % targets.size(), i / targets.size() - 1));
        for (int target = 0; target < targets.size(); target++) {
            // What the rows of a run that was cut off rest on is not known here: then nothing is kept of them later.
            if (!resumed.get(target)) {
                sink.readings(target, targets.get(target).readings());
            }
        }
        sink.spent(watch.timing());
        tell();
    }

    /** What people are told of packages by themselves takes more than to find their results, and nothing waits for it. */
    private void tell() {
        Crew.each(
                targets.size() * plan.size(),
                Crew.COMPUTING,
                i -> targets.get(i % targets.size()).tell(i / targets.size()));
        for (int target = 0; target < targets.size(); target++) {
            sink.told(target, targets.get(target).alone());
        }
    }

    /** A package's own answers on all targets. */
    private void alone(int number) {
        SequencedMap<Integer, Looking> looked = new LinkedHashMap<>();
        for (int target = 0; target < targets.size(); target++) {
            Looking looking = targets.get(target).alone(number, looked, targets);
            if (looking != null) {
                looked.put(target, looking);
            }
        }
    }

    private void part(int target, int row) {
        TargetRound round = targets.get(target);
        if (row < 0) {
            sink.whole(target, watch.time(Phase.WHOLE, round::wholes));
        } else if (!known.hasRow(target, row)) {
            watch.time(Phase.PAIRS, () -> {
                round.row(row);
                return true;
            });
        }
    }
}
