package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** What is held back: the maximal set of least lag, and the alternatives to it. */
class HoldingBackTest {
    @Test
    void showsTheSetOfLeastLag() {
        assertThat(Asking.in("""
                        a 1.0: c<2
                        a 2.0: c<2
                        b 1.0: c
                        b 2.0: c>=2
                        c 1.0
                        c 2.0
                        """).ask("b", "a")).isEqualTo("""
                        CHECK_WARNING a==2.0 b==1.0 c==1.0
                        held: b 2.0 -> 1.0, 1 releases, 728 days, because a 2.0 needs c<2 and b 2.0 needs c>=2
                        drags: c 2.0 -> 1.0
                        explanation: The newest releases of a and b do not fit together: a 2.0 needs c<2 and b 2.0 needs c>=2.
                        description: With the newest releases: a 2.0 has requirement c<2, but you have c 2.0. b is held at 1.0, 1 release before 2.0 (newer ones have been out for 728 days), because a 2.0 needs c<2 and b 2.0 needs c>=2.""");
    }

    @Test
    void noMoreThanThreeLinesOfPipCheckAreQuoted() {
        assertThat(Sentences.description(Asking.in("""
                        a 1.0
                        a 2.0: c<2, d<2, e<2, f<2, g<2
                        b 2.0: c, d, e, f, g
                        c 2
                        d 2
                        e 2
                        f 2
                        g 2
                        """).verdict("b", "a"))).isEqualTo("""
                        With the newest releases: a 2.0 has requirement c<2, but you have c 2. a 2.0 has requirement d<2, but you have d 2. a 2.0 has requirement e<2, but you have e 2. And 2 more. a is held at 1.0, 1 release before 2.0 (newer ones have been out for 730 days), because a 2.0 needs c<2, which no version is (the newest is 2).""");
    }

    @Test
    void aChainIsToldInOneLine() {
        assertThat(Asking.held(((Verdict.CheckWarning) Asking.in("""
                        a 1.0
                        a 2.0: c, d
                        c 1.0: e
                        e 1.0: g
                        g 1.0: x<2
                        d 1.0
                        b 2.0: f
                        f 1.0: h
                        h 1.0: x>=2
                        x 1.0
                        x 2.0
                        """).verdict("a", "b"))
                        .heldBack()
                        .getFirst()))
                .isEqualTo("""
                        a 2.0 -> 1.0, 1 releases, 730 days, because b 2.0 needs f, which needs h, which needs x>=2, and a 2.0 needs c, which needs e, which needs g, which needs x<2""");
    }

    @Test
    void threePackagesAreAllWalkedThrough() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0: x<2
                        b 1.0
                        b 2.0: x>=2&<3
                        c 1.0
                        c 2.0: x>=3
                        x 1
                        x 2
                        x 3
                        """).ask("c", "a", "b")).isEqualTo("""
                        CHECK_WARNING a==2.0 b==1.0 c==1.0 x==1
                        held: b 2.0 -> 1.0, 1 releases, 728 days, because a 2.0 needs x<2 and b 2.0 needs x>=2
                        held: c 2.0 -> 1.0, 1 releases, 726 days, because a 2.0 needs x<2 and c 2.0 needs x>=3
                        or: a 2.0 -> 1.0, 1 releases, 730 days, because b 2.0 needs x>=2 and a 2.0 needs x<2 + c 2.0 -> 1.0, 1 releases, 726 days, because b 2.0 needs x<3 and c 2.0 needs x>=3
                        or: a 2.0 -> 1.0, 1 releases, 730 days, because c 2.0 needs x>=3 and a 2.0 needs x<2 + b 2.0 -> 1.0, 1 releases, 728 days, because c 2.0 needs x>=3 and b 2.0 needs x<3
                        drags: x 3 -> 1
                        explanation: The newest releases of a and b do not fit together: a 2.0 needs x<2 and b 2.0 needs x>=2.
                        description: With the newest releases: a 2.0 has requirement x<2, but you have x 3. b 2.0 has requirement x<3,>=2, but you have x 3. b is held at 1.0, 1 release before 2.0 (newer ones have been out for 728 days), because a 2.0 needs x<2 and b 2.0 needs x>=2. c is held at 1.0, 1 release before 2.0 (newer ones have been out for 726 days), because a 2.0 needs x<2 and c 2.0 needs x>=3.""");
    }

    @Test
    void equalLagsAreDecidedByName() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01
                        a 2.0: x<2
                          uploaded 2024-02-01
                        b 1.0
                          uploaded 2024-01-01
                        b 2.0: x>=2
                          uploaded 2024-02-01
                        x 1
                        x 2
                        """).ask("b", "a")).isEqualTo("""
                        CHECK_WARNING a==2.0 b==1.0 x==1
                        held: b 2.0 -> 1.0, 1 releases, 700 days, because a 2.0 needs x<2 and b 2.0 needs x>=2
                        or: a 2.0 -> 1.0, 1 releases, 700 days, because b 2.0 needs x>=2 and a 2.0 needs x<2
                        drags: x 2 -> 1
                        explanation: The newest releases of a and b do not fit together: a 2.0 needs x<2 and b 2.0 needs x>=2.
                        description: With the newest releases: a 2.0 has requirement x<2, but you have x 2. b is held at 1.0, 1 release before 2.0 (newer ones have been out for 700 days), because a 2.0 needs x<2 and b 2.0 needs x>=2.""");
    }

    @Test
    void withoutUploadTimesSkippedReleasesDecide() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded unknown
                        a 1.5: x<2
                          uploaded unknown
                        a 2.0: x<2
                          uploaded unknown
                        b 1.0
                          uploaded unknown
                        b 2.0: x>=2
                          uploaded unknown
                        x 1
                        x 2
                        """).ask("b", "a")).isEqualTo("""
                        CHECK_WARNING a==2.0 b==1.0 x==1
                        held: b 2.0 -> 1.0, 1 releases, null days, because a 2.0 needs x<2 and b 2.0 needs x>=2
                        or: a 2.0 -> 1.0, 2 releases, null days, because b 2.0 needs x>=2 and a 1.5 and later need x<2
                        drags: x 2 -> 1
                        explanation: The newest releases of a and b do not fit together: a 2.0 needs x<2 and b 2.0 needs x>=2.
                        description: With the newest releases: a 2.0 has requirement x<2, but you have x 2. b is held at 1.0, 1 release before 2.0, because a 2.0 needs x<2 and b 2.0 needs x>=2.""");
    }

    @Test
    void moreThanThreeYearsOfLagAreImplausible() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2020-01-01
                        a 2.0: x<2
                          uploaded 2021-02-01
                        b 1.0
                          uploaded 2024-01-01
                        b 2.0: x>=2
                          uploaded 2025-02-01
                        x 1
                        x 2
                        """).ask("b", "a")).isEqualTo("""
                        CHECK_WARNING a==2.0 b==1.0 x==1
                        held: b 2.0 -> 1.0, 1 releases, 334 days, because a 2.0 needs x<2 and b 2.0 needs x>=2
                        or: a 2.0 -> 1.0, 1 releases, 1795 days, because b 2.0 needs x>=2 and a 2.0 needs x<2 (implausible)
                        drags: x 2 -> 1
                        explanation: The newest releases of a and b do not fit together: a 2.0 needs x<2 and b 2.0 needs x>=2.
                        description: With the newest releases: a 2.0 has requirement x<2, but you have x 2. b is held at 1.0, 1 release before 2.0 (newer ones have been out for 334 days), because a 2.0 needs x<2 and b 2.0 needs x>=2.""");
    }
}
