package org.compatserver.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.compatserver.check.CheckService;
import org.compatserver.check.Fault;
import org.compatserver.check.Outcome;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Causes;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundListener;
import org.compatserver.round.RoundService;
import org.compatserver.round.Summary;
import org.compatserver.round.Telling;
import org.compatserver.wire.rounds.RoundProgress;
import org.compatserver.wire.rounds.Shown;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Runs rounds, one at a time: a round takes every processor there is. The last one is kept as it was told. */
final class RoundDesk implements AutoCloseable {
    private static final int TOLD = 5;
    private static final Duration TELLING = Duration.ofSeconds(10);
    private static final Duration UNTIL_BEGUN = Duration.ofSeconds(30);
    private static final Duration UNTIL_STOPPED = Duration.ofSeconds(5);

    private final RoundService rounds;
    private final CheckService checks;
    private @Nullable Job last;
    private boolean closed;

    RoundDesk(RoundService rounds, CheckService checks) {
        this.rounds = rounds;
        this.checks = checks;
    }

    /**
     * A round that somebody wants.
     *
     * @param again whether what earlier rounds found is left aside
     */
    record Order(Plan plan, boolean again, Map<ProjectName, String> sections, List<String> notices) {
        /** Whether who wants the other gets it from this one. */
        boolean includes(Order other) {
            return plan.equals(other.plan) && (again || !other.again);
        }
    }

    /** What came of it. */
    sealed interface Taken {
        /** It runs, or one that it is included in does already. */
        record Begun(long id) implements Taken {}

        /** Another one is running. */
        record Busy() implements Taken {}

        /** It did not begin. */
        record Failed(Fault fault) implements Taken {}
    }

    /** Whether a round runs that is not what is wanted here. */
    synchronized boolean isBusyBut(Order order) {
        Job job = last;
        return job != null && job.thread.isAlive() && !job.order.includes(order);
    }

    Taken take(Order order) {
        Job job;
        synchronized (this) {
            Job before = last;
            if (closed || before != null && before.thread.isAlive() && !before.order.includes(order)) {
                return new Taken.Busy();
            }
            job = before != null && before.thread.isAlive() ? before : new Job(order);
            if (job != before) {
                last = job;
                job.thread.start();
            }
        }
        return job.begun();
    }

    /** The last round, if it has this number. */
    private synchronized @Nullable Job job(long id) {
        Job job = last;
        return job != null && id > 0 && job.id.getNow(0L) == id ? job : null;
    }

    /** How far a round is; null if it is not running here. */
    @Nullable
    RoundProgress progress(long id) {
        Job job = job(id);
        return job != null && job.thread.isAlive() ? job.progress() : null;
    }

    /** A round that ended here last, as it was told; null of others. */
    @Nullable
    Shown shown(long id) {
        Job job = job(id);
        return job == null ? null : job.shown;
    }

    /** Why a round that was the last one here was cut off; null of others. */
    @Nullable
    Fault fault(long id) {
        Job job = job(id);
        return job == null ? null : job.fault;
    }

    /** Cuts a running round off: what it has found is stored, and asking for it again goes on with it. */
    @Override
    public void close() {
        Job job;
        synchronized (this) {
            closed = true;
            job = last;
        }
        if (job != null) {
            boolean runs = job.thread.isAlive();
            job.thread.interrupt();
            try {
                job.thread.join(UNTIL_STOPPED);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (runs && job.shown == null) {
                job.sayCutOff();
            }
        }
    }

    /** One round. */
    private final class Job implements RoundListener {
        private final Order order;
        private final CompletableFuture<Long> id = new CompletableFuture<>();
        private final Thread thread = Thread.ofPlatform().name("round").unstarted(this::run);
        private final long started = System.nanoTime();
        private final AtomicLong done = new AtomicLong();
        private final List<String> notices;
        private volatile long doneFirst = -1;
        private volatile @Nullable Shown shown;
        private volatile @Nullable Fault fault;

        Job(Order order) {
            this.order = order;
            this.notices = new ArrayList<>(order.notices());
        }

        private void run() {
            try {
                switch (rounds.run(order.plan(), order.again(), this)) {
                    case Outcome.Failed<Round>(var failed) -> fault = failed;
                    case Outcome.Answered<Round>(var round) -> {
                        var causes = new Telling(checks).of(round, Causes.of(round), TOLD, TELLING);
                        shown = new Shown(Summary.of(round, causes), order.sections(), null, notices);
                    }
                }
            } catch (RuntimeException e) {
                LoggerFactory.getLogger(RoundDesk.class).error("A round was cut off", e);
                fault = new Fault(Fault.Kind.INTERNAL, "A mistake of this program (" + e + "); please report it");
            } finally {
                // for whoever still waits for a number
                id.complete(0L);
            }
        }

        @Override
        public void begun(long number) {
            id.complete(number);
        }

        @Override
        public void resumed(long checks) {
            notices.add(Shown.resumed(checks));
        }

        @Override
        public void progress(long now, long all) {
            if (doneFirst < 0) {
                doneFirst = now;
            }
            done.accumulateAndGet(now, Math::max);
        }

        Taken begun() {
            try {
                long number = id.get(UNTIL_BEGUN.toMillis(), TimeUnit.MILLISECONDS);
                Fault failed = fault;
                return number > 0
                        ? new Taken.Begun(number)
                        : new Taken.Failed(
                                failed == null ? new Fault(Fault.Kind.INTERNAL, "The round did not begin") : failed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Taken.Busy();
            } catch (TimeoutException | ExecutionException e) {
                return new Taken.Failed(new Fault(
                        Fault.Kind.BUDGET,
                        "The round has not begun within " + UNTIL_BEGUN.toSeconds()
                                + " s; it may yet, and /rounds lists it then"));
            }
        }

        void sayCutOff() {
            LoggerFactory.getLogger(RoundDesk.class)
                    .info(
                            "Round {} was cut off at {} of {} checks; who asks for it again goes on with it",
                            id.getNow(0L),
                            done.get(),
                            order.plan().checks());
        }

        RoundProgress progress() {
            long all = order.plan().checks();
            long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
            long done = this.done.get();
            long worked = done - Math.max(0, doneFirst);
            long left = worked <= 0 ? 0 : seconds * (all - done) / worked;
            return new RoundProgress(id.getNow(0L), "running", all, done, seconds, left == 0 ? null : left);
        }
    }
}
