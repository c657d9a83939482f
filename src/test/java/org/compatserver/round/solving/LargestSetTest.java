package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.compatserver.check.Outcome;
import org.compatserver.engine.solving.Limits;
import org.compatserver.round.sets.LargestSet;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;

/** The largest set of packages that fits together at newest, in universes small enough to see it. */
class LargestSetTest {
    @Test
    void allFit() {
        assertThat(SetsIn.ask("""
                a 1: c>=1
                b 1: c<3
                c 1
                c 2
                c 3
                """, "a", "b")).isEqualTo("""
                        2 of 2 fit, at most 2, if built 2
                        a==1 b==1 c==2""");
    }

    @Test
    void whoClashesWithManyIsLeftOut() {
        assertThat(SetsIn.ask("""
                core 1: proto>=5
                storage 2: proto>=5
                iot 1: proto<6
                iot 2: proto<5
                six 1
                proto 4
                proto 5
                """, "core", "iot", "six", "storage")).isEqualTo("""
                        3 of 4 fit, at most 3, if built 3
                        core==1 proto==5 six==1 storage==2
                        without iot 2, CLASH with [core]: The newest releases of core and iot do not fit together: core 1 needs proto>=5 and iot 2 needs proto<5.
                        beside [iot]""");
    }

    @Test
    void ofTwoThatClashTheOneOfTheOlderReleaseIsLeftOut() {
        String old = """
                a 1: c<2
                  uploaded 2024-01-01
                b 1: c>=2
                  uploaded 2025-01-01
                c 1
                c 2
                """;
        assertThat(SetsIn.ask(old, "a", "b")).isEqualTo("""
                        1 of 2 fit, at most 1, if built 1
                        b==1 c==2
                        without a 1, CLASH with [b]: a and b cannot be installed together: a 1 needs c<2 and b 1 needs c>=2.
                        beside [a]""");
        assertThat(SetsIn.ask(old.replace("2025", "2023"), "a", "b")).isEqualTo("""
                        1 of 2 fit, at most 1, if built 1
                        a==1 c==1
                        without b 1, CLASH with [a]: a and b cannot be installed together: a 1 needs c<2 and b 1 needs c>=2.
                        beside [b]""");
    }

    @Test
    void threeOfWhichEachTwoFit() {
        assertThat(SetsIn.ask("""
                a 1: d!=1
                b 1: d!=2
                c 1: d!=3
                d 1
                d 2
                d 3
                e 1: d
                """, "a", "b", "c", "e")).isEqualTo("""
                        3 of 4 fit, at most 3, if built 3
                        b==1 c==1 d==1 e==1
                        without a 1, CLASH with [b, c]: a, b and c cannot be installed together: a 1 needs d!=1 and b 1 needs d!=2 and c 1 needs d!=3.
                        beside [a]""");
    }

    @Test
    void whatCannotBeAtItsNewestAloneIsNamedApart() {
        assertThat(SetsIn.ask("""
                a 1
                a 2: gone
                b 1
                native 1
                  wheel cp312-cp312-manylinux_2_17_x86_64
                """, "a", "b", "native", "unheard-of")).isEqualTo("""
                        1 of 4 fit, at most 1, if built 1
                        b==1
                        without a 2, ALONE: The newest release of a cannot be installed: a 2 needs gone, which the index does not know.
                        without native null, ALONE: native cannot be installed: native 1 has no wheel for CPython 3.13.
                        without unheard-of null, ALONE: The index does not know a project named 'unheard-of'.""");
    }

    @Test
    void noneFits() {
        assertThat(SetsIn.ask("a 1: gone", "a")).isEqualTo("""
                        0 of 1 fit, at most 0, if built 0
                        without a 1, ALONE: a cannot be installed: a 1 needs gone, which the index does not know.""");
    }

    @Test
    void whatDependsOnABuildIsNotTakenForCertain() {
        assertThat(SetsIn.ask("""
                a 1: built
                b 1
                built 1
                  sdist unknowable
                """, "a", "b")).isEqualTo("""
                        1 of 2 fit, at most 1, if built 2
                        b==1
                        without a 1, UNKNOWN: The answer depends on what built-1.tar.gz needs, which cannot be known without building.""");
    }

    @Test
    void whatFailsWhateverABuildTellsIsNotHopedFor() {
        assertThat(SetsIn.ask("""
                a 1: built, c<2
                b 1: c>=2
                built 1
                  sdist unknowable
                c 1
                c 2
                d 1: c>=2
                """, "a", "b", "d")).isEqualTo("""
                        2 of 3 fit, at most 2, if built 2
                        b==1 c==2 d==1
                        without a 1, CLASH with [b]: a and b cannot be installed together: a 1 needs c<2 and b 1 needs c>=2.""");
    }

    @Test
    void aPartnerMayAdmitWhatAPackageNeeds() {
        String universe = """
                a 1: c, d
                c 1: d<2
                c 2b1: d>=2
                d 1
                d 2
                b 1: c>=2b1
                e 1: d>=2
                """;
        assertThat(SetsIn.ask(universe, "a", "b", "e")).isEqualTo("""
                        3 of 3 fit, at most 3, if built 3
                        a==1 b==1 c==2b1 d==2 e==1""");
        assertThat(SetsIn.ask(universe, "a", "e")).isEqualTo("""
                        1 of 2 fit, at most 1, if built 1
                        d==2 e==1
                        without a 1, CLASH with [e]: a and e cannot be installed together: a 1 needs c, which needs d<2, and e 1 needs d>=2.
                        beside [a]""");
    }

    @Test
    void aRequirementThatDoesNotCountOnTheTargetIsNoPackage() {
        assertThat(SetsIn.ask("""
                a 1
                b 1
                """, "a", "b; python_version < '3'")).isEqualTo("""
                        1 of 1 fit, at most 1, if built 1
                        a==1
                        notice: The requirement b; python_version < "3" does not count on this target: its marker is false there.""");
    }

    @Test
    void whereEveryTrialTakesTooLongNothingIsClaimed() {
        Outcome<LargestSet> outcome = SetsIn.largest(
                Universe.of("""
                        a 1: c<2
                        b 1: c>=2
                        c 1
                        c 2
                        """),
                SetsIn.plan("a", "b"),
                new Limits(1, Duration.ofSeconds(1), 1),
                Duration.ofMinutes(1));
        assertThat(SetsIn.text(((Outcome.Answered<LargestSet>) outcome).answer()))
                .isEqualTo("""
                        0 of 2 fit, at most 2, if built 2
                        without a 1, UNDECIDED: It could not be decided in time.
                        without b 1, UNDECIDED: It could not be decided in time.""");
    }
}
