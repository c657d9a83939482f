package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What makes a set admissible, and which version is newest (design.md, "The verdict"). */
class AdmissibleSetTest {
    @Test
    void isClosedUnderTheRequirementsThatCountOnTheTarget() {
        assertThat(Asking.in("""
                        a 1.0: b
                        b 1.0
                          requires c; python_version >= "3.8"
                          requires d; sys_platform == "win32"
                          requires e; extra == "x"
                          extra x
                        c 1.0
                        d 1.0
                        e 1.0
                        """).ask("a")).isEqualTo("SUCCESS a==1.0 b==1.0 c==1.0");
    }

    @Test
    void anExtraBringsItsRequirements() {
        assertThat(Asking.in("""
                        a 1.0: b[x]
                        b 1.0
                          requires e; extra == "x"
                          requires f; extra == "y"
                          extra x
                          extra y
                        e 1.0
                        f 1.0
                        """).ask("a")).isEqualTo("SUCCESS a==1.0 b==1.0 e==1.0");
    }

    @Test
    void anExtraThatADependencyDoesNotHaveIsANoticeAndHoldsNothingBack() {
        assertThat(Asking.in("""
                        a 1.0: b[x]
                        b 1.0
                          extra x
                        b 2.0
                        """).ask("a")).isEqualTo("""
                        SUCCESS a==1.0 b==2.0
                        notice: b 2.0 has no extra 'x'.""");
    }

    @Test
    void aPinHasAFileForTheTarget() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          wheel cp313-cp313-win_amd64
                        """).ask("a")).isEqualTo("SUCCESS a==1.0");
    }

    @Test
    void requiresPythonOfTheIndexHolds() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          python <3.13
                        """).ask("a")).isEqualTo("SUCCESS a==1.0");
    }

    @Test
    void soDoesThatOfTheMetadataAlone() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          metadata-python <3.13
                        """).ask("a")).isEqualTo("SUCCESS a==1.0");
    }

    @Test
    void metadataIsValid() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          invalid
                        """).ask("a")).isEqualTo("SUCCESS a==1.0");
    }

    @Test
    void newestIsWhatAPackagesOwnClausesAdmit() {
        assertThat(Asking.in("""
                        a 1.0
                        a 1.5
                        a 2.0
                        """).ask("a<2")).isEqualTo("SUCCESS a==1.5");
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0b1
                        """).ask("a>=1.0a1")).isEqualTo("SUCCESS a==2.0b1");
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          yanked
                        """).ask("a")).isEqualTo("SUCCESS a==1.0");
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          yanked
                        """).ask("a==2.0")).isEqualTo("SUCCESS a==2.0\nnotice: a 2.0 is yanked.");
    }

    /** That b 1.0 admits it does not make anybody want it. */
    @Test
    void noPackageIsNewerThanNewestForItsOwnSake() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0b1: b<2
                        b 1.0: a>=2.0b1
                        b 2.0
                        """).ask("a")).isEqualTo("SUCCESS a==1.0");
    }

    @Test
    void aPackageAloneIsHeldBackByItsOwnDependencies() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0: b>=3
                        b 2.0
                        """).ask("a")).isEqualTo("""
                        CHECK_WARNING a==1.0
                        held: a 2.0 -> 1.0, 1 releases, 730 days, because a 2.0 needs b>=3, which no version is (the newest is 2.0)
                        explanation: The newest release of a cannot be installed: a 2.0 needs b>=3, which no version is (the newest is 2.0).
                        description: With the newest releases: a 2.0 requires b, which is not installed. a is held at 1.0, 1 release before 2.0 (newer ones have been out for 730 days), because a 2.0 needs b>=3, which no version is (the newest is 2.0).""");
    }
}
