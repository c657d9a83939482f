package org.compatserver.index;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Spares everybody the wait for a place that has just been found dead: after no connection, no answer in time, or three failed answers in a row, requests to that scheme, host
 * and port fail at once for a while. Then one is let through to try.
 */
final class Circuits {
    private static final int FAILURES = 3;
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final Duration pause;

    Circuits(InstantSource clock, Duration pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Lets a request to the place pass, or not.
     *
     * @throws IndexFault the one that opened the circuit, again
     */
    void enter(String place) {
        State state = states.get(place);
        if (state == null || state.openUntil == null) {
            return;
        }
        boolean[] first = new boolean[1];
        Instant now = clock.instant();
        states.computeIfPresent(place, (key, current) -> {
            first[0] = current.openUntil == null || !now.isBefore(current.openUntil);
            // who comes next waits for what the first one finds
            return first[0] && current.openUntil != null
                    ? new State(current.failures, now.plus(pause), current.fault)
                    : current;
        });
        if (!first[0] && state.fault != null) {
            throw new IndexFault(
                    state.fault.kind(), state.fault.getMessage() + " (not asked again for a while)", state.fault);
        }
    }

    void succeeded(String place) {
        states.remove(place);
    }

    void failed(String place, IndexFault fault) {
        Instant until = clock.instant().plus(pause);
        switch (fault.kind()) {
            case UNREACHABLE -> states.put(place, new State(FAILURES, until, fault));
            case FAILED ->
                states.merge(
                        place,
                        new State(1, null, fault),
                        (old, one) -> new State(old.failures + 1, old.failures + 1 < FAILURES ? null : until, fault));
            case NOT_CONFIGURED, UNAUTHORIZED, MALFORMED, OFFLINE -> succeeded(place);
        }
    }

    private record State(
            int failures,
            @Nullable Instant openUntil,
            @Nullable IndexFault fault) {}
}
