package org.compatserver.metadata;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.compatserver.index.IndexFault;

/**
 * Work that is done once for all who ask for it at the same time. It runs on a thread of its own, so that one asker who gives up does not
 * take it from the others.
 */
final class SingleFlight<T> {
    /** Longer than any fetch may take; who waits longer has met a mistake of this program. */
    private static final int LONGEST_WAIT_MINUTES = 60;

    private final ConcurrentHashMap<String, CompletableFuture<T>> flights = new ConcurrentHashMap<>();

    /**
     * The work's result.
     *
     * @throws CancellationException if the asking thread is interrupted
     */
    T share(String key, Supplier<T> work) {
        CompletableFuture<T> flight = flights.computeIfAbsent(key, any -> start(key, work));
        try {
            return flight.get(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("Interrupted").initCause(e);
        } catch (TimeoutException e) {
            throw new IndexFault(IndexFault.Kind.FAILED, "Waited " + LONGEST_WAIT_MINUTES + " minutes for one file", e);
        } catch (ExecutionException e) {
            throw asUnchecked(e.getCause() == null ? e : e.getCause());
        }
    }

    private CompletableFuture<T> start(String key, Supplier<T> work) {
        CompletableFuture<T> flight = new CompletableFuture<>();
        Thread.ofVirtual().name("metadata").start(() -> {
            try {
                T result = work.get();
                flights.remove(key, flight);
                flight.complete(result);
            } catch (Throwable e) {
                flights.remove(key, flight);
                flight.completeExceptionally(e);
            }
        });
        return flight;
    }

    /** The failure as it was, so that all who wait see the same; an error keeps its kind. */
    private static RuntimeException asUnchecked(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> new IllegalStateException(failure);
        };
    }
}
