package org.compatserver.web;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.compatserver.wire.Problem;

/** Ends what takes too long and has no bound of its own. */
record Deadline(Duration most) {

    /** The answer; or in time that there is none. */
    Response before(Request request, Supplier<Response> handler) {
        FutureTask<Response> task = new FutureTask<>(handler::get);
        Thread.startVirtualThread(task);
        try {
            return task.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Response.problem(
                            request,
                            new Problem(
                                    "Gateway Timeout",
                                    504,
                                    "No answer within " + most.toSeconds()
                                            + " s; ask again later, or look with compat rounds on the server's"
                                            + " machine"))
                    .with("Retry-After", "30");
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
}
