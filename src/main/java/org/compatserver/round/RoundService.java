package org.compatserver.round;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.compatserver.check.Fault;
import org.compatserver.check.Outcome;
import org.compatserver.engine.EngineFault;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.round.RoundStore.Writing;

/** Use case: a round. Every way to fail is a {@link Fault}; what was found before is kept. */
public final class RoundService {
    private final RoundEngine engine;
    private final RoundStore store;
    private final InstantSource clock;
    private final RoundMeter meter;

    public RoundService(RoundEngine engine, RoundStore store, InstantSource clock) {
        this(engine, store, clock, RoundMeter.NONE);
    }

    public RoundService(RoundEngine engine, RoundStore store, InstantSource clock, RoundMeter meter) {
        this.meter = meter;
        this.engine = engine;
        this.store = store;
        this.clock = clock;
    }

    /** What is kept. */
    public RoundStore store() {
        return store;
    }

    /** The packages that the index does not know, sorted. */
    public Outcome<List<ProjectName>> unknown(Plan plan) {
        return guarded(() -> engine.unknown(plan));
    }

    /**
     * Runs a round to its end, or goes on with one that was cut off.
     *
     * @param again whether what earlier rounds found is left aside
     */
    public Outcome<Round> run(Plan plan, boolean again, RoundListener listener) {
        meter.begun();
        boolean finished = false;
        try {
            Outcome<Round> outcome = guarded(() -> written(plan, again, listener));
            finished = outcome instanceof Outcome.Answered<Round>;
            return outcome;
        } finally {
            meter.ended(finished);
        }
    }

    private Round written(Plan plan, boolean again, RoundListener listener) {
        try (Writing writing = store.begin(plan, clock.instant(), again)) {
            listener.begun(writing.id());
            Counting counting = new Counting(writing, plan, listener, meter);
            engine.run(plan, writing.known(), counting);
            counting.tellWhatWasKept();
            RoundProblem unsaved = writing.finish(clock.instant());
            if (unsaved != null) {
                listener.unsaved(String.valueOf(unsaved.getMessage()));
            }
            return writing.round();
        }
    }

    static <T> Outcome<T> guarded(java.util.function.Supplier<T> task) {
        try {
            return new Outcome.Answered<>(task.get());
        } catch (EngineFault fault) {
            return new Outcome.Failed<>(Fault.of(fault));
        } catch (RoundProblem problem) {
            return new Outcome.Failed<>(new Fault(Fault.Kind.STORE, String.valueOf(problem.getMessage())));
        } catch (CancellationException cancelled) {
            return new Outcome.Failed<>(
                    new Fault(Fault.Kind.BUSY, "The round was stopped; run it again to go on with it"));
        }
    }

    /** Tells a listener what passes. */
    private static final class Counting implements Sink {
        private final Sink sink;
        private final Plan plan;
        private final RoundListener listener;
        private final RoundMeter meter;
        private final AtomicLong done = new AtomicLong();
        /** Of pairs, in this run: what was kept may have to be found anew. */
        private final AtomicLong given = new AtomicLong();

        Counting(Writing writing, Plan plan, RoundListener listener, RoundMeter meter) {
            this.sink = writing;
            this.plan = plan;
            this.listener = listener;
            this.meter = meter;
            for (int target = 0; target < plan.targets().size(); target++) {
                for (int first = 0; first < plan.size() - 1; first++) {
                    if (writing.known().hasRow(target, first)) {
                        done.addAndGet(plan.size() - 1L - first);
                    }
                }
            }
        }

        void tellWhatWasKept() {
            long pairs = plan.checks() - (long) plan.targets().size() * plan.size();
            if (given.get() < pairs) {
                listener.resumed(pairs - given.get());
            }
        }

        private void done(long more) {
            listener.progress(done.addAndGet(more), plan.checks());
        }

        @Override
        public int clash(Clash clash) {
            return sink.clash(clash);
        }

        @Override
        public int text(String text) {
            return sink.text(text);
        }

        @Override
        public void alone(int target, List<Alone> alone) {
            sink.alone(target, alone);
            done(alone.size());
        }

        @Override
        public void told(int target, List<Alone> alone) {
            sink.told(target, alone);
        }

        @Override
        public void looked(int target, List<Readings.Reading> projects) {
            sink.looked(target, projects);
        }

        @Override
        public void row(int target, Row row) {
            sink.row(target, row);
            given.addAndGet(row.cells().length);
            meter.settled(row.cells());
            done(row.cells().length);
        }

        @Override
        public void whole(int target, List<Whole> wholes) {
            sink.whole(target, wholes);
        }

        @Override
        public void spent(Timing timing) {
            listener.spent(timing);
        }

        @Override
        public void readings(int target, Readings readings) {
            sink.readings(target, readings);
        }
    }
}
