package org.compatserver.round.solving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Does many like things, some of them at a time: as many as there are processors where they compute, more where they wait. */
final class Crew {
    private static final int MOST = 64;

    /** How long, in all, tasks are waited for that were interrupted. */
    private static final Duration STOPPING = Duration.ofSeconds(2);

    /** Where each task mostly computes: more would only keep each other waiting while the time of their checks runs. */
    static final int COMPUTING = 4 * Runtime.getRuntime().availableProcessors();

    private Crew() {}

    /**
     * Does a task for each number below a count, and returns when all are done, or one has failed: then with what went wrong there.
     *
     * @throws CancellationException if the thread is interrupted
     */
    static void each(int count, IntConsumer task) {
        each(count, MOST, task);
    }

    /** The same, with at most so many at a time. */
    static void each(int count, int most, IntConsumer task) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> problem = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(count, most); i++) {
            threads.add(Thread.ofVirtual().start(() -> work(next, count, task, problem)));
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            CancellationException stopped = new CancellationException("The round was stopped");
            problem.compareAndSet(null, stopped);
            threads.forEach(Thread::interrupt);
            await(threads);
            Thread.currentThread().interrupt();
            throw stopped;
        }
        switch (problem.get()) {
            case RuntimeException fault -> throw fault;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
            case null -> {}
        }
    }

    /** So that nothing is given on any more, as far as tasks end when they are interrupted. */
    private static void await(List<Thread> threads) {
        long end = System.nanoTime() + STOPPING.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    private static void work(
            AtomicInteger next, int count, IntConsumer task, AtomicReference<@Nullable Throwable> problem) {
        for (int i = next.getAndIncrement(); i < count && problem.get() == null; i = next.getAndIncrement()) {
            try {
                task.accept(i);
            } catch (RuntimeException | Error fault) {
                problem.compareAndSet(null, fault);
                return;
            }
        }
    }
}
