package org.compatserver.round.solving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.compatserver.round.Timing;

/** Sums up what time goes into. Safe for many threads. */
final class Stopwatch {
    private final InstantSource clock;
    private final List<LongAdder> micros = new ArrayList<>();

    Stopwatch(InstantSource clock) {
        this.clock = clock;
        for (Phase _ : Phase.values()) {
            micros.add(new LongAdder());
        }
    }

    enum Phase {
        OPEN,
        ALONE,
        RULES,
        PAIRS,
        SOLVER,
        WHOLE
    }

    <T> T time(Phase phase, Supplier<T> task) {
        Instant start = clock.instant();
        try {
            return task.get();
        } finally {
            micros(phase).add(Duration.between(start, clock.instant()).toNanos() / 1_000);
        }
    }

    Timing timing() {
        return new Timing(
                of(Phase.OPEN), of(Phase.ALONE), of(Phase.RULES), of(Phase.PAIRS), of(Phase.SOLVER), of(Phase.WHOLE));
    }

    private Duration of(Phase phase) {
        return Duration.ofNanos(1_000 * micros(phase).sum());
    }

    @SuppressWarnings("EnumOrdinal")
    private LongAdder micros(Phase phase) {
        return micros.get(phase.ordinal());
    }
}
