package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * FEATURE UNDER TEST: why pins are not at their newest, as far as a look at the set tells. In brackets stands who could change it. The certificate checks each reason against
 * the metadata.
 */
class WhyNotNewerTest {
    /** Without the days. */
    private static String told(Asking asking, String... packages) {
        return asking.notNewer(packages).replaceAll(", (the first )?out for [0-9,]+ days", "");
    }

    @Test
    void whatIsAtItsNewestHasNoReason() {
        assertThat(told(Asking.in("""
                        a 1: b
                        b 1
                        """), "a")).isEmpty();
    }

    @Test
    void aPackageThatWasAskedForExcludesTheNewest() {
        assertThat(Asking.in("""
                        iot 2.9.2: protobuf<5&!=3.20.0
                        protobuf 4.25.8
                          uploaded 2024-06-01
                        protobuf 5.0
                          uploaded 2025-01-01
                        protobuf 6.0
                          uploaded 2025-10-01
                        """).notNewer("iot")).isEqualTo("""
                        protobuf 4.25.8, newest 6.0 (2 newer releases, the first out for 365 days): iot 2.9.2, asked for, needs protobuf<5 [ASKED_FOR]""");
    }

    @Test
    void aThirdProjectDoesAndTheWayThereIsTold() {
        assertThat(told(Asking.in("""
                        beam 1: bigtable
                        bigtable 1: status
                        status 1: protobuf<5
                        status 2: protobuf<5, nothing
                        protobuf 4
                        protobuf 6
                        """), "beam")).isEqualTo("""
                        protobuf 4, newest 6 (1 newer release): status 1 needs protobuf<5 (beam -> bigtable -> status; its newest is 2)
                        status 1, newest 2 (1 newer release): no requirement here excludes status 2; what else keeps it out takes a longer look (explain=full, or compat why status)""");
    }

    /** Where one of several would have to be released by others, what was asked for cannot change it alone. */
    @Test
    void eachThatExcludesItIsNamedWhatWasAskedForFirst() {
        assertThat(told(Asking.in("""
                        a 1: c, d<2
                        b 1: d<3
                        c 1: d<=1
                        d 1
                        d 2
                        d 3
                        """), "a", "b")).isEqualTo("""
                        d 1, newest 3 (2 newer releases): a 1, asked for, needs d<2, b 1, asked for, needs d<3 and c 1 needs d<=1 (a -> c) [OTHERS]
                        drags d 2 -> 1: a 1, asked for, needs d<2 and c 1 needs d<=1 (a -> c)""");
    }

    @Test
    void moreThanThreeAreCounted() {
        assertThat(told(Asking.in("""
                        a 1: x<2
                        b 1: x<2
                        c 1: x<2
                        d 1: x<2
                        e 1: x<2
                        x 1
                        x 2
                        """), "a", "b", "c", "d", "e")).isEqualTo("""
                        x 1, newest 2 (1 newer release): a 1, asked for, needs x<2, b 1, asked for, needs x<2, c 1, asked for, needs x<2 and 2 more like these [ASKED_FOR]""");
    }

    @Test
    void whatWasAskedForExcludesIt() {
        assertThat(told(Asking.in("""
                        a 1
                        a 2
                        """), "A<2")).isEqualTo("a 1, newest 2 (1 newer release): A<2 was asked for [YOU]");
    }

    @Test
    void aConstraintExcludesIt() {
        assertThat(told(Asking.in("""
                        a 1: b
                        b 1
                        b 2
                        """).constrainedBy("b<2"), "a"))
                .isEqualTo("b 1, newest 2 (1 newer release): the constraint <2 excludes it [YOU]");
    }

    @Test
    void aRequirementWithAnExtraIsToldOnceAndAsItIsWritten() {
        assertThat(told(Asking.in("""
                        a 1
                          extra x
                          requires b[y]<2; extra == "x"
                        b 1
                          extra y
                        b 2
                          extra y
                        """), "a[x]"))
                .isEqualTo("b 1, newest 2 (1 newer release): a 1, asked for, needs b[y]<2 [ASKED_FOR]");
    }

    /** It is the reason that stands in held_back. */
    @Test
    void whatIsHeldBackHasTheReasonThatIsGivenThere() {
        assertThat(told(Asking.in("""
                        a 1
                        a 2: c>=2
                        b 1: c<2
                        c 1
                        c 2
                        """), "a", "b")).isEqualTo("""
                        a 1, newest 2 (1 newer release): b 1 needs c<2 and a 2 needs c>=2 [CONFLICT]
                        c 1, newest 2 (1 newer release): b 1, asked for, needs c<2 [ASKED_FOR]
                        drags c 2 -> 1: b 1, asked for, needs c<2""");
    }

    @Test
    void theNewestNeedsWhatTheSetHasOtherwise() {
        assertThat(told(Asking.in("""
                        a 1: c, d
                        c 1
                        c 2: d>=2
                        d 1
                        d 2
                        """).constrainedBy("d<2"), "a")).isEqualTo("""
                        c 1, newest 2 (1 newer release): c 2 needs d>=2, and the set has d 1
                        d 1, newest 2 (1 newer release): the constraint <2 excludes it [YOU]""");
    }

    @Test
    void theNewestCannotBeUsed() {
        assertThat(told(Asking.in("""
                        a 1: b
                        b 1
                        b 2
                          metadata-python >=4
                        """), "a"))
                .isEqualTo("b 1, newest 2 (1 newer release): b 2 needs Python >=4 [OTHERS]");
    }

    /** Every final release is yanked, and what admits the pre-release does not pin. */
    @Test
    void theNewestIsYanked() {
        assertThat(told(Asking.in("""
                        a 1: b>=1.0a1
                        b 1.0a1
                        b 2
                          yanked broken
                        """), "a"))
                .isEqualTo("b 1.0a1, newest 2 (1 newer release): b 2 is yanked, and nothing here pins it [YOU]");
    }

    @Test
    void lagsAreCountedToTheMomentAskedAbout() {
        assertThat(Asking.in("""
                        a 1: b<2
                          uploaded 2023-01-01
                        b 1
                          uploaded 2023-01-01
                        b 2
                          uploaded 2024-01-01
                        b 3
                          uploaded 2025-01-01
                        """).asOf("2024-01-31T00:00:00Z").notNewer("a"))
                .isEqualTo("b 1, newest 2 (1 newer release, out for 30 days): a 1, asked for, needs b<2 [ASKED_FOR]");
    }

    @Test
    void aDraggedDependencySaysWhoHoldsItBelowWhatItIsAlone() {
        assertThat(told(Asking.in("""
                        a 1: x
                        b 1: x<2
                        x 1
                        x 2
                        """), "a", "b")).isEqualTo("""
                        x 1, newest 2 (1 newer release): b 1, asked for, needs x<2 [ASKED_FOR]
                        drags x 2 -> 1: b 1, asked for, needs x<2""");
    }

    @Test
    void oneThatIsGoneSaysWhatLedToIt() {
        assertThat(told(Asking.in("""
                        a 1: x
                        b 1: x<2
                        x 1
                        x 2: y
                        y 1: z
                        z 1
                        """), "a", "b")).isEqualTo("""
                        x 1, newest 2 (1 newer release): b 1, asked for, needs x<2 [ASKED_FOR]
                        drags x 2 -> 1: b 1, asked for, needs x<2
                        drags y 1 -> null: x 2 needs it, and x is 1 here
                        drags z 1 -> null: x 2 leads to it, and x is 1 here""");
    }
}
