package org.compatserver.engine.solving;

import java.time.Duration;

/**
 * What one question may cost.
 *
 * @param steps decisions and conflicts of the solver
 * @param time since the question was begun, waiting for the index included
 * @param points maximal sets that are looked for, of more than two packages; of two all are
 */
public record Limits(long steps, Duration time, int points) {
    public static final Limits DEFAULT = new Limits(400_000, Duration.ofSeconds(20), 200);

    public Limits {
        if (steps < 1 || time.isNegative() || time.isZero() || points < 1) {
            throw new IllegalArgumentException("A budget is positive: " + steps + " steps, " + time + ", " + points);
        }
    }
}
