package org.compatserver.index;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Lets one request go first to a place not spoken to yet, and the others wait until it has its connection: over HTTP/2 they then share it. Started together,
 * each would make one of its own, TLS and all, most of them for nothing.
 */
final class FirstConnections {
    private final Map<String, CompletableFuture<Boolean>> first = new ConcurrentHashMap<>();
    private final Duration patience;

    FirstConnections(Duration patience) {
        this.patience = patience;
    }

    /** Returns at once to who goes first, who must then call {@link #connected} or {@link #failed}; to others when there is a connection, or none in time. */
    void await(String place) throws InterruptedException {
        @Nullable CompletableFuture<Boolean> leader = first.putIfAbsent(place, new CompletableFuture<>());
        if (leader == null || leader.isDone()) {
            return;
        }
        try {
            leader.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // whoever went first may never come back: then each tries for itself, and the next one leads
            first.remove(place, leader);
            leader.complete(false);
        }
    }

    void connected(String place) {
        @Nullable CompletableFuture<Boolean> leader = first.get(place);
        if (leader != null) {
            leader.complete(true);
        }
    }

    /** Releases those who wait; the next one goes first again. */
    void failed(String place) {
        @Nullable CompletableFuture<Boolean> leader = first.remove(place);
        if (leader != null) {
            leader.complete(false);
        }
    }
}
