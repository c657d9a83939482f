package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Verdict.Alternative;
import org.junit.jupiter.api.Test;

/** Of all maximal sets, the one of least lag; what decides where that is equal, and what becomes of the others. */
class WhichSetIsShownTest {
    /** What is held back in the shown set, and in the others. */
    private static List<String> held(Asking asking, String... packages) {
        Verdict.CheckWarning warning = (Verdict.CheckWarning) asking.verdict(packages);
        List<String> lines = warning.alternatives().stream()
                .map(Alternative::heldBack)
                .map(WhichSetIsShownTest::held)
                .collect(Collectors.toList());
        lines.addFirst(held(warning.heldBack()));
        return lines;
    }

    private static String held(List<HeldBack> list) {
        return list.stream()
                .map(held ->
                        held.name() + " " + held.to() + " (" + held.releasesBehind() + ", " + held.lagDays() + " days)")
                .collect(Collectors.joining(" + "));
    }

    @Test
    void aSetIsMaximalWhereNoPackageCanBeNewerUnlessAnotherGetsOlder() {
        assertThat(held(Asking.in("""
                        a 1.0
                        a 2.0: x<2
                        a 3.0: x<2
                        b 1.0: x
                        b 2.0: x<3
                        b 3.0: x>=2
                        x 1
                        x 2
                        """), "a", "b")).containsExactly("b 2.0 (1, 726 days)", "a 1.0 (2, 730 days)");
    }

    /** With a 1.0 there is b 3.0b1, with a 1.1 b 2.0, which is b's newest. */
    @Test
    void toBeNewerThanItsNewestIsNoAdvantage() {
        assertThat(held(Asking.in("""
                        a 1.0: b>=3.0b1
                        a 1.1: b
                        a 2.0: x<2
                        b 1.0
                        b 2.0: x>=2
                        b 3.0b1: x>=2
                        x 1
                        x 2
                        """), "a", "b")).containsExactly("b 1.0 (1, 727 days)", "a 1.1 (1, 729 days)");
    }

    @Test
    void ofEqualLagsFewerPackagesHeldDecide() {
        assertThat(held(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01
                        a 1.1: x<2
                          uploaded 2025-12-29
                        a 1.2: x<2
                          uploaded 2025-12-30
                        a 2.0: x<2
                          uploaded 2025-12-31
                        b 1.0
                          uploaded 2024-01-01
                        b 2.0: x>=2
                          uploaded 2025-12-31
                        c 1.0
                          uploaded 2024-01-01
                        c 2.0: x>=2
                          uploaded 2025-12-30
                        x 1
                        x 2
                        """), "c", "b", "a"))
                .containsExactly("a 1.0 (3, 3 days)", "c 1.0 (1, 2 days) + b 1.0 (1, 1 days)");
    }

    @Test
    void thenFewerReleasesSkipped() {
        assertThat(held(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01
                        a 2.0: x<2
                          uploaded 2025-12-01
                        b 1.0
                          uploaded 2024-01-01
                        b 1.5: x>=2
                          uploaded 2025-12-01
                        b 2.0: x>=2
                          uploaded 2025-12-05
                        x 1
                        x 2
                        """), "a", "b")).containsExactly("a 1.0 (1, 31 days)", "b 1.0 (2, 31 days)");
    }

    @Test
    void aLaterBackportDoesNotMakeAnOlderVersionLagLess() {
        assertThat(held(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01
                        a 2.0: x<2
                          uploaded 2025-01-01
                        a 1.1: x<2
                          uploaded 2025-12-01
                        b 1.0: x>=2
                        x 1
                        x 2
                        """), "a", "b")).containsExactly("a 1.0 (2, 365 days)");
    }

    @Test
    void whereNoFinalReleaseIsSkippedThereIsNoLag() {
        assertThat(held(Asking.in("""
                        a 1.0
                        a 2.0b1: x<2
                        b 1.0: x>=2
                        x 1
                        x 2
                        """), "a>=1.0a1", "b")).containsExactly("a 1.0 (0, 0 days)");
    }

    @Test
    void whereOneLagIsNotKnownReleasesSkippedDecide() {
        assertThat(held(Asking.in("""
                        a 1.0
                        a 2.0: x<2
                          uploaded unknown
                        b 1.0
                        b 1.5: x>=2
                          uploaded 2025-12-31
                        b 2.0: x>=2
                          uploaded 2025-12-31
                        x 1
                        x 2
                        """), "a", "b")).containsExactly("a 1.0 (1, null days)", "b 1.0 (2, 1 days)");
    }

    /** a i and b j fit where i + j is at most 13. */
    private static Asking staircase() {
        return Asking.in(IntStream.rangeClosed(1, 12)
                .mapToObj(i -> "x %d\na %d: x>=%d\nb %d: x<=%d\n".formatted(i, i, i, i, 13 - i))
                .collect(Collectors.joining()));
    }

    @Test
    void atMostEightOthersAreToldTheLeastLagFirstThenByName() {
        assertThat(held(staircase(), "b", "a"))
                .containsExactly(
                        "b 1 (11, 726 days)",
                        "a 1 (11, 727 days)",
                        "b 2 (10, 723 days) + a 11 (1, 697 days)",
                        "b 3 (9, 720 days) + a 10 (2, 700 days)",
                        "b 4 (8, 717 days) + a 9 (3, 703 days)",
                        "b 5 (7, 714 days) + a 8 (4, 706 days)",
                        "b 6 (6, 711 days) + a 7 (5, 709 days)",
                        "a 6 (6, 712 days) + b 7 (5, 708 days)",
                        "a 5 (7, 715 days) + b 8 (4, 705 days)");
    }

    @Test
    void theProofThatThereAreNoOthersSpeaksOfAllOfThem() {
        Verdict.CheckWarning warning = (Verdict.CheckWarning) staircase().verdict("a", "b");
        assertThat(Objects.requireNonNull(warning.complete()).points()).hasSize(12);
    }

    @Test
    void ofTwoPackagesAllSetsAreFoundHoweverManyThereAre() {
        Asking asking = staircase().within(new Limits(400_000, Duration.ofSeconds(20), 2));
        assertThat(asking.verdict("a", "b").context().notices()).isEmpty();
    }
}
