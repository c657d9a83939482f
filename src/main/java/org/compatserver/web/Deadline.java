package org.compatserver.web;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.compatserver.wire.Problem;

/**
 * Ends what takes too long and has no bound of its own. What cannot be interrupted goes on after its time is over, and counts until it ends: a few at once.
 */
final class Deadline {
    private static final int AT_ONCE = 8;

    private final Duration most;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Deadline(Duration most) {
        this.most = most;
    }

    /**
     * The answer; or in time that there is none.
     *
     * @param otherwise what the client can do if there is none
     */
    Response before(Request request, String otherwise, Supplier<Response> handler) {
        FutureTask<Response> task = new FutureTask<>(handler::get);
        long end = System.nanoTime() + most.toNanos();
        try {
            if (!places.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
                return late(
                        request, "Earlier requests have not ended within " + most.toSeconds() + " s; ask again later");
            }
            Thread.startVirtualThread(() -> run(task));
            return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return late(request, "No answer within " + most.toSeconds() + " s; " + otherwise);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException mistake) {
                throw mistake;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Response.problem(
                            request, new Problem("Service Unavailable", 503, "The server is stopping; ask again later"))
                    .with("Retry-After", "5");
        } finally {
            task.cancel(true);
        }
    }

    private void run(FutureTask<Response> task) {
        try {
            task.run();
        } finally {
            places.release();
        }
    }

    private static Response late(Request request, String words) {
        return Response.problem(request, new Problem("Gateway Timeout", 504, words))
                .with("Retry-After", "30");
    }
}
