package org.compatserver.engine.solving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.compatserver.resolver.spi.Budget;

/** Steps and time for one question. Not safe for several threads. */
public final class Spending implements Budget {
    /** The clock is looked at once in so many steps. */
    private static final int BETWEEN_LOOKS = 64;

    private final Limits limits;
    private final InstantSource clock;
    private final Instant start;
    private long steps;
    private double share = 1;

    public Spending(Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** From now on only so much of the whole may be spent: the rest is kept for what comes later. */
    public void keepWithin(double share) {
        this.share = share;
    }

    /** A part of the whole, from now on, for what need not be known. */
    public Budget part(double part) {
        long lastStep = steps + (long) (limits.steps() * part);
        Instant end = clock.instant().plusMillis((long) (limits.time().toMillis() * part));
        return () -> {
            step();
            if (steps > lastStep
                    || (steps % BETWEEN_LOOKS == 0 && clock.instant().isAfter(end))) {
                throw new BudgetSpent("The part of the budget is spent");
            }
        };
    }

    @Override
    public void step() {
        steps++;
        if (steps > limits.steps() * share) {
            throw new BudgetSpent("The budget of " + limits.steps() + " steps is spent");
        }
        if (steps % BETWEEN_LOOKS == 0) {
            look();
        }
    }

    private void look() {
        Duration spent = Duration.between(start, clock.instant());
        if (spent.toMillis() > limits.time().toMillis() * share) {
            throw new BudgetSpent(
                    "The budget of " + limits.time().toSeconds() + " seconds is spent, after " + steps + " steps");
        }
    }
}
