package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.compatserver.engine.EngineFault;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.junit.jupiter.api.Test;

/** What a question may cost; a spent budget is a fault, never a verdict. */
class BudgetTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;

    private Spending spending(long steps, Duration time) {
        InstantSource clock = () -> now;
        return new Spending(new Limits(steps, time, 10), clock);
    }

    @Test
    void aSpentBudgetIsAFaultThatSaysWhoCanAct() {
        Asking asking = Asking.in("""
                        a 1.0: c<2
                        a 2.0: c<2
                        b 2.0: c>=2
                        c 1.0
                        c 2.0
                        """).within(new Limits(2, Duration.ofSeconds(20), 10));
        assertThatThrownBy(() -> asking.verdict("a", "b"))
                .isInstanceOfSatisfying(
                        EngineFault.class, fault -> assertThat(fault.kind()).isEqualTo(EngineFault.Kind.BUDGET))
                .hasMessageStartingWith(
                        "The budget of 2 steps is spent, and the question is not decided. Ask with fewer");
    }

    @Test
    void stepsAreCounted() {
        Spending spending = spending(3, Duration.ofSeconds(20));
        take(spending, 3);
        assertThatThrownBy(spending::step).isInstanceOf(BudgetSpent.class);
    }

    @Test
    void timeIsLookedAtNowAndThen() {
        Spending spending = spending(1_000, Duration.ofSeconds(20));
        take(spending, 100);
        now = START.plusSeconds(21);
        assertThatThrownBy(() -> take(spending, 64))
                .isInstanceOf(BudgetSpent.class)
                .hasMessage("The budget of 20 seconds is spent, after 128 steps");
    }

    @Test
    void aShareIsKeptForTheTelling() {
        Spending spending = spending(10, Duration.ofSeconds(20));
        spending.keepWithin(0.5);
        take(spending, 5);
        assertThatThrownBy(spending::step).isInstanceOf(BudgetSpent.class);
        spending.keepWithin(1);
        spending.step();
    }

    private static void take(Spending spending, int steps) {
        for (int i = 0; i < steps; i++) {
            spending.step();
        }
    }
}
