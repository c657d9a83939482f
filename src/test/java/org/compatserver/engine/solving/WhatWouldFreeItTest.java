package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.Question.Detail;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** Who would have to relax what so that it fits: found by solving without it. */
class WhatWouldFreeItTest {
    private static String freedBy(Asking asking, String... packages) {
        return String.join(
                "\n", Sentences.remedies(explanation(asking.verdict(packages)).remedies(), Detail.SHORT));
    }

    private static Explanation explanation(Verdict verdict) {
        return switch (verdict) {
            case Verdict.CheckWarning warning -> warning.explanation();
            case Verdict.InstallError error -> error.explanation();
            case Verdict.Success _, Verdict.Unknown _ -> throw new AssertionError(verdict);
        };
    }

    @Test
    void eitherSideCanRelaxItsRequirementAndTheOneThatIsBehindComesFirst() {
        assertThat(freedBy(Asking.in("""
                        core 1
                        core 2: proto>=5.29&<8
                        iot 1
                        iot 2: proto<5.dev0&!=4.21&>=3
                        proto 4
                        proto 7
                        """), "core", "iot")).isEqualTo("""
                        It would fit with a release of iot that allows proto 7 (2 needs proto<5.dev0).
                        It would fit with a release of core that allows proto 4 (2 needs proto>=5.29).""");
    }

    @Test
    void whereTwoThingsAreInTheWayBothHaveToGo() {
        assertThat(freedBy(Asking.in("""
                        a 1
                        a 2: x<2, y<2
                        b 1
                        b 2: x>=2, y>=2
                        x 1
                        x 2
                        y 1
                        y 2
                        """), "a", "b")).isEqualTo("""
                        It would fit with a release of a that allows x 2 and y 2 (2 needs x<2 and y<2).
                        It would fit with a release of b that allows x 1 and y 1 (2 needs x>=2 and y>=2).
                        It would fit with a release of a that allows x 2 (2 needs x<2) and a release of b that allows y 1 (2 needs y>=2).
                        And with 1 other change.""");
    }

    @Test
    void threeThingsInTheWayAreTooMany() {
        assertThat(freedBy(Asking.in("""
                        a 1
                        a 2: x<2, y<2, z<2
                        b 1
                        b 2: x>=2, y>=2, z>=2
                        x 1
                        x 2
                        y 1
                        y 2
                        z 1
                        z 2
                        """), "a", "b"))
                .isEqualTo("No one requirement, and no two together, are all that is in the way.");
    }

    @Test
    void whatIsAskedForCanBeInTheWay() {
        assertThat(freedBy(Asking.in("""
                        a 1
                        a 2
                        b 1
                        b 2: a>=2
                        """), "a<2", "b")).isEqualTo("""
                        It would fit with a 2 (a<2 is asked for).
                        It would fit with a release of b that allows a 1 (2 needs a>=2).""");
    }

    @Test
    void soCanAConstraint() {
        assertThat(freedBy(Asking.in("""
                        a 1
                        a 2
                        b 1: a>=2
                        """).constrainedBy("a!=3,<2"), "b")).isEqualTo("""
                        It would fit with a 2 (which the constraint a<2 excludes).
                        It would fit with a release of b that allows a 1 (1 needs a>=2).""");
    }

    /** Newer releases of lib are out of the question for another reason. */
    @Test
    void aDependencyWouldReleaseItsNewestVersionThatTheOthersAllow() {
        assertThat(freedBy(Asking.in("""
                        app 1: lib<2
                        tool 1: base>=2
                        lib 1.0: base<2
                        lib 1.1: base<2
                        lib 2.0: base<2
                        base 1
                        base 2
                        """), "app", "tool")).isEqualTo("""
                        It would fit with a release of tool that allows base 1 (1 needs base>=2).
                        It would fit with a release of lib that allows base 2 (1.1 needs base<2).""");
    }

    @Test
    void aRequirementOfAnExtraIsARequirement() {
        assertThat(freedBy(Asking.in("""
                        a 1
                          extra x
                        a 2
                          extra x
                          requires base<2; extra == "x"
                        b 1
                        b 2: base[y]>=2
                        base 1
                          extra y
                        base 2
                          extra y
                          requires more; extra == "y"
                        more 1
                        """), "a[x]", "b")).isEqualTo("""
                        It would fit with a release of a that allows base 2 (2 needs base<2).
                        It would fit with a release of b that allows base 1 (2 needs base>=2).""");
    }

    @Test
    void anOldSetIsBetterThanNoneWhereNoneExists() {
        assertThat(freedBy(Asking.in("""
                        a 1: c<2
                        b 1: c>=2
                        b 2: c>=2, d<2, e
                        c 1
                        c 2
                        d 1
                        d 2
                        e 1: d>=2
                        """), "a", "b")).isEqualTo("""
                        It would fit with a release of a that allows c 2 (1 needs c<2).
                        It would fit with a release of b that allows c 1 (1 needs c>=2).""");
    }

    @Test
    void nothingIsToBeRelaxedWhereNoRequirementIsInTheWay() {
        assertThat(freedBy(Asking.in("""
                        a 1: b
                        b 1
                          wheel cp313-cp313-win_amd64
                        """), "a")).isEmpty();
        assertThat(freedBy(Asking.in("a 1"), "unheard-of")).isEmpty();
    }

    @Test
    void aBudgetThatEndsLeavesTheVerdictAlone() {
        assertThat(freedBy(Asking.in("""
                        a 1
                        a 2: c<2
                        b 1
                        b 2: c>=2
                        c 1
                        c 2
                        """).within(new Limits(40, Duration.ofSeconds(20), 10)), "a", "b"))
                .isEqualTo("What would free it was not found; not everything was tried.");
    }

    /** A new release of b would not be b 1. */
    @Test
    void whatIsPinnedCannotBeReleasedAgain() {
        String universe = """
                a 1: c<2
                b 1: c>=2
                c 1
                c 2
                """;
        assertThat(freedBy(Asking.in(universe), "a", "b==1"))
                .isEqualTo("It would fit with a release of a that allows c 2 (1 needs c<2).");
        assertThat(freedBy(Asking.in(universe), "a==1", "b==1")).isEqualTo("""
                        It would fit with another a (a==1 is asked for) and a release of a that allows c 2 (1 needs c<2).
                        It would fit with another b (b==1 is asked for) and a release of b that allows c 1 (1 needs c>=2).""");
    }

    @Test
    void whatHasNoWheelForThePythonMayHaveOneForAnother() {
        assertThat(freedBy(Asking.in("""
                        a 1: b
                        a 2rc1: b
                        b 1
                          wheel cp310-cp310-manylinux_2_17_x86_64
                        b 2: a>=2rc1
                          wheel cp312-cp312-manylinux_2_17_x86_64
                        """), "a")).isEqualTo("It would fit with Python 3.10 (a 1).");
        assertThat(freedBy(Asking.in("""
                        a 1
                          python <3.12
                        a 2
                          python <3.8
                        """), "a>=2")).isEqualTo("It would fit with Python 3.7 (a 2).");
    }

    @Test
    void whatCannotBeReadMayFitWithoutARequirement() {
        String depends =
                "Whether one requirement, or two together, are all that is in the way depends on files that cannot be read without building.";
        assertThat(freedBy(Asking.in("""
                        a 1: c<1
                        b 1: c>=1
                        c 0
                          wheel cp313-cp313-win_amd64
                        c 1
                          sdist unknowable
                        """), "a", "b")).isEqualTo(depends);
        assertThat(freedBy(Asking.in("""
                        a 1
                          wheel cp313-cp313-win_amd64
                        a 2
                          sdist unknowable
                        """), "a==1")).isEqualTo(depends);
    }

    @Test
    void whatCannotBeReadMakesNoDifferenceWhereItFitsInNoCase() {
        assertThat(freedBy(Asking.in("""
                        a 1: c<1, d<2
                        c 0
                          wheel cp313-cp313-win_amd64
                        c 1
                          sdist unknowable
                        d 1
                          wheel cp313-cp313-win_amd64
                        """), "a"))
                .isEqualTo("No one requirement, and no two together, are all that is in the way.");
    }
}
