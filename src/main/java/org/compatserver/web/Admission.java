package org.compatserver.web;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.compatserver.wire.Problem;

/** Bounds how many requests are worked on at once, of all clients and of one, so that neither a crowd nor a single one locks everybody out. */
final class Admission {
    private final int atOnce;
    private final int ofOneClient;
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentMap<String, Integer> clients = new ConcurrentHashMap<>();

    Admission(int atOnce, int ofOneClient) {
        this.atOnce = atOnce;
        this.ofOneClient = ofOneClient;
    }

    /** The handler's answer, or at once that there is no place: 503 for all, 429 for the one client that holds too many. */
    Response admit(Request request, Function<Request, Response> handler) {
        return enter(request.client())
                .map(problem -> Response.problem(request, problem).with("Retry-After", "1"))
                .orElseGet(() -> {
                    try {
                        return handler.apply(request);
                    } finally {
                        leave(request.client());
                    }
                });
    }

    private Optional<Problem> enter(String client) {
        if (inside.incrementAndGet() > atOnce) {
            inside.decrementAndGet();
            return Optional.of(new Problem(
                    "Service Unavailable", 503, "More than " + atOnce + " requests at once; ask again later"));
        }
        if (clients.merge(client, 1, Integer::sum) > ofOneClient) {
            leave(client);
            return Optional.of(new Problem(
                    "Too Many Requests",
                    429,
                    "More than " + ofOneClient
                            + " requests at once from one address; wait for answers, or send a batch"));
        }
        return Optional.empty();
    }

    private void leave(String client) {
        clients.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
        inside.decrementAndGet();
    }
}
