package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import org.compatserver.engine.EngineFault;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.verdict.Verdict;
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
    void aVerdictThatIsCertainStandsWithoutItsReasons() {
        Set<String> answers = new LinkedHashSet<>();
        for (long steps = 1; steps <= 400; steps++) {
            answers.add(held(steps));
        }
        assertThat(answers)
                .containsExactly(
                        "fault",
                        "a==2.0 b==1.0 c==1.0: b 2.0 -> 1.0, 1 releases, 728 days, because nothing newer fits with the rest (the budget ended before the reason was found)",
                        "a==2.0 b==1.0 c==1.0: b 2.0 -> 1.0, 1 releases, 728 days, because a 2.0 needs c<2 and b 2.0 needs c>=2");
    }

    private static String held(long steps) {
        Asking asking = Asking.in("""
                        a 1.0: c<2
                        a 2.0: c<2
                        b 1.0: c
                        b 2.0: c>=2
                        c 1.0
                        c 2.0
                        """).within(new Limits(steps, Duration.ofSeconds(20), 10));
        try {
            return asking.verdict("a", "b") instanceof Verdict.CheckWarning warning
                    ? Asking.pins(warning.installation()) + ": "
                            + Asking.held(warning.heldBack().getFirst())
                    : "another verdict";
        } catch (EngineFault fault) {
            return "fault";
        }
    }

    /** Of two packages the answer is exact, or a fault. */
    @Test
    void ofThreePackagesWhatIsFoundSoFarIsToldAndSaid() {
        Set<String> answers = new LinkedHashSet<>();
        for (long steps = 1; steps <= 400; steps++) {
            answers.add(threeWays(new Limits(steps, Duration.ofSeconds(20), 10)));
        }
        assertThat(answers)
                .containsSubsequence(
                        "fault",
                        "1: [The budget ended before every way of holding packages back was found: the best of 1 is shown.]",
                        "2: [The budget ended before every way of holding packages back was found: the best of 2 is shown.]",
                        "3: []");
        assertThat(threeWays(new Limits(400, Duration.ofSeconds(20), 2)))
                .isEqualTo(
                        "2: [The budget ended before every way of holding packages back was found: the best of 2 is shown.]");
    }

    private static String threeWays(Limits limits) {
        Asking asking = Asking.in("""
                        a 1.0
                        a 2.0: x<2
                        b 1.0
                        b 2.0: x>=2&<3
                        c 1.0
                        c 2.0: x>=3
                        x 1
                        x 2
                        x 3
                        """).within(limits);
        try {
            Verdict.CheckWarning warning = (Verdict.CheckWarning) asking.verdict("a", "b", "c");
            int sets = warning.alternatives().size() + 1;
            return sets + ": "
                    + warning.context().notices().stream()
                            .filter(notice -> notice.contains("every way"))
                            .toList();
        } catch (EngineFault fault) {
            return "fault";
        }
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
