package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.compatserver.engine.EngineFault;
import org.junit.jupiter.api.Test;

/** Dependencies that are older together than alone, or gone. */
class DraggedTest {
    @Test
    void aDependencyThatAPartnerKeepsOlderIsDragged() {
        assertThat(Asking.in("""
                        a 1.0: x
                        b 1.0: x<2
                        x 1
                        x 2
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==1.0 b==1.0 x==1
                        drags: x 2 -> 1""");
    }

    @Test
    void soIsOneThatIsGone() {
        assertThat(Asking.in("""
                        a 1.0: x
                        b 1.0: x<2
                        x 1
                        x 2: y
                        y 1
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==1.0 b==1.0 x==1
                        drags: x 2 -> 1
                        drags: y 1 -> not installed""");
    }

    @Test
    void whatTheNewestOfTwoPackagesHaveAloneCounts() {
        assertThat(Asking.in("""
                        a 1.0: x<3
                        b 1.0: x
                        c 1.0: x<2
                        x 1
                        x 2
                        x 3
                        """).ask("a", "b", "c")).isEqualTo("""
                        SUCCESS a==1.0 b==1.0 c==1.0 x==1
                        drags: x 3 -> 1""");
    }

    @Test
    void aRequestedPackageIsHeldBackNotDragged() {
        assertThat(Asking.in("""
                        a 1.0: b
                        b 1.0
                        b 2.0: c<1
                        c 1.0
                        """).ask("a", "c")).isEqualTo("""
                        SUCCESS a==1.0 b==1.0 c==1.0""");
        assertThat(Asking.in("""
                        a 1.0: b
                        b 1.0
                        b 2.0: c<2
                        c 1.0
                        c 2.0
                        """).ask("a", "c")).isEqualTo("""
                        SUCCESS a==1.0 b==1.0 c==2.0
                        drags: b 2.0 -> 1.0""");
    }

    @Test
    void thePackageAloneMayBeHeldBackItself() {
        assertThat(Asking.in("""
                        a 1.0: x
                        a 2.0: x<0
                        b 1.0: x<2
                        x 1
                        x 2
                        """).ask("a", "b")).startsWith("""
                        CHECK_WARNING a==1.0 b==1.0 x==1
                        held: a 2.0 -> 1.0, 1 releases, 730 days, because a 2.0 needs x<0, which no version is (the newest is 2)
                        drags: x 2 -> 1""");
    }

    @Test
    void aPackageThatCannotBeInstalledAloneDragsNothing() {
        assertThat(Asking.in("""
                        a 1.0: x
                          yanked
                        b 1.0: a==1.0, x<2
                        x 1
                        x 2
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==1.0 b==1.0 x==1
                        notice: a 1.0 is yanked.""");
    }

    @Test
    void onePackageDragsNothing() {
        assertThat(Asking.in("""
                        a 1.0: x<2, y
                        x 1
                        x 2
                        y 1: x
                        """).ask("a")).isEqualTo("SUCCESS a==1.0 x==1 y==1");
    }

    /** Alone, a takes d 2 before it knows that e 1 does not want it, and so e 0. */
    @Test
    void aPackageAloneMayTakeAnotherWayThanTheSet() {
        assertThat(Asking.in("""
                        a 1: e, d
                        b 1: e>=1
                        d 1
                        d 2
                        e 0
                        e 1: d<2
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==1 b==1 d==1 e==1
                        drags: d 2 -> 1""");
        assertThat(Asking.in("""
                        a 1: e, c
                        b 1: e>=1
                        c 1: d
                        d 1
                        d 2
                        e 0
                        e 1: d<2
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==1 b==1 c==1 d==1 e==1
                        drags: d 2 -> 1""");
    }

    /** Alone, b comes to e first, which admits pre-releases of d; with a, whose bound makes d urgent, d comes first. */
    @Test
    void soItMayWithPreReleases() {
        assertThat(Asking.in("""
                        a 1: d<9
                        b 1: d, e<5
                        d 1.0
                        d 2.0b1
                        e 1: d>=1.0a1
                        e 2: d>=1.0a1
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==1 b==1 d==1.0 e==2
                        drags: d 2.0b1 -> 1.0""");
        assertThat(Asking.in("""
                        a 1: c<5
                        b 1: d<9, c
                        c 1: d>=1.0a1
                        c 2: d>=1.0a1
                        d 1.0: g
                        d 2.0b1
                        g 1
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==1 b==1 c==2 d==2.0b1
                        drags: g 1 -> not installed""");
    }

    @Test
    void whenTheBudgetEndsHereTheSetStands() {
        Set<String> answers = new LinkedHashSet<>();
        for (long steps = 1; steps <= 60; steps++) {
            answers.add(within(steps));
        }
        assertThat(answers).containsExactly("fault", """
                SUCCESS a==1.0 b==1.0 x==1
                notice: Which dependencies would be newer without the other packages is not said: the budget ended before.""", """
                SUCCESS a==1.0 b==1.0 x==1
                drags: x 2 -> 1""");
    }

    private static String within(long steps) {
        try {
            return Asking.in("""
                            a 1.0: x
                            b 1.0: x<2
                            x 1
                            x 2
                            """)
                    .within(new Limits(steps, Duration.ofSeconds(20), 10))
                    .ask("a", "b");
        } catch (EngineFault fault) {
            return "fault";
        }
    }
}
