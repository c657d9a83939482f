package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said beside a proof because it may be of use, each kind where it applies, and not where it does not. */
class HintsTest {
    @Test
    void aNearSpellingThatTheIndexKnows() {
        assertThat(Asking.in("""
                        requests 1.0
                        a 1.0: requests
                        """).ask("a", "reqeusts")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: The index does not know a project named 'reqeusts'.
                        Did you mean 'requests'? The index knows it.
                        description: The index does not know a project named 'reqeusts'.""");
    }

    @Test
    void anAffixThatIsMissing() {
        assertThat(Asking.in("""
                        python-dateutil 1.0
                        """).ask("dateutil")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: The index does not know a project named 'dateutil'.
                        Did you mean 'python-dateutil'? The index knows it.
                        description: The index does not know a project named 'dateutil'.""");
    }

    @Test
    void aRequirementThatIsMisspelled() {
        assertThat(Asking.in("""
                        requests 1.0
                        b 1.0: requests
                        a 1.0: reqests
                        """).ask("b", "a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed, even alone: a 1.0 needs reqests, which the index does not know.
                        The index knows 'requests', spelled nearly like 'reqests'.
                        description: a cannot be installed, even alone: a 1.0 needs reqests, which the index does not know.""");
    }

    @Test
    void noNameIsNearEnough() {
        assertThat(Asking.in("""
                        flask 1.0
                        """).ask("flask", "fist")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: The index does not know a project named 'fist'.
                        description: The index does not know a project named 'fist'.""");
    }

    @Test
    void theReasonOfAYank() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          yanked broken metadata
                        """).ask("a>=2")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a>=2 cannot be installed: a 2.0 is yanked, which only an exact requirement admits.
                        The reason given for yanking a 2.0: broken metadata.
                        description: a>=2 cannot be installed: a 2.0 is yanked, which only an exact requirement admits.""");
    }

    @Test
    void aYankWithoutAReason() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          yanked
                        """).ask("a>=2")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a>=2 cannot be installed: a 2.0 is yanked, which only an exact requirement admits.
                        description: a>=2 cannot be installed: a 2.0 is yanked, which only an exact requirement admits.""");
    }

    @Test
    void whatWasUploadedLater() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2024-01-01
                        a 2.0
                          uploaded 2024-03-01T12:00:00Z
                        a 3.0
                          uploaded 2024-04-01
                        """).asOf("2024-02-01T00:00:00Z").ask("a>=2")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a>=2 cannot be installed: it was uploaded only after the moment asked for.
                        a 2.0 was uploaded later, 2024-03-01T12:00:00Z.
                        description: a>=2 cannot be installed: it was uploaded only after the moment asked for.
                        notice: Yanks and deletions carry no date: those of today count.""");
    }

    @Test
    void theNewestThatThisPythonCanUse() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          python >=3.14
                        b 1.0: a>=2
                        """).ask("b")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: b cannot be installed: b 1.0 needs a>=2, which needs Python >=3.14.
                        description: b cannot be installed: b 1.0 needs a>=2, which needs Python >=3.14.""");
    }

    @Test
    void thePythonsThatHaveWheels() {
        assertThat(Asking.in("""
                        a 1.0
                          wheel cp311-cp311-manylinux_2_17_x86_64
                          wheel cp312-cp312-manylinux_2_17_x86_64
                        a 2.0
                          wheel cp313-cp313-manylinux_2_17_x86_64
                        """).ask("a<2")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a<2 cannot be installed: a 1.0 has no wheel for CPython 3.13.
                        a 1.0 has wheels for CPython 3.11 and 3.12 only.
                        description: a<2 cannot be installed: a 1.0 has no wheel for CPython 3.13.""");
    }

    @Test
    void thePlatformIsSaidOnce() {
        assertThat(Asking.in("""
                        a 1.0
                          wheel cp313-cp313-win_amd64
                        a 2.0
                          wheel cp313-cp313-manylinux_2_17_x86_64
                        """).ask("a<2")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a<2 cannot be installed: a 1.0 has wheels for Windows only.
                        description: a<2 cannot be installed: a 1.0 has wheels for Windows only.""");
    }

    @Test
    void aPreReleaseThatWouldFit() {
        assertThat(Asking.in("""
                        a 1.0: c<2
                        a 2.0rc1: c>=2
                        b 1.0: c>=2
                        c 1.0
                        c 2.0
                        """).ask("a", "b")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.
                        With pre-releases (--pre, over HTTP pre=true) everything fits, with a 2.0rc1.
                        description: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.""");
    }

    @Test
    void aPreReleaseThatIsNotNeededIsNotNamed() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0b1
                        b 1.0: d<2
                        b 2.0rc1: d>=2, a
                        c 1.0: d>=2
                        d 1.0
                        d 2.0
                        """).ask("b", "c")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: b and c cannot be installed together: b 1.0 needs d<2 and c 1.0 needs d>=2.
                        With pre-releases (--pre, over HTTP pre=true) everything fits, with b 2.0rc1.
                        description: b and c cannot be installed together: b 1.0 needs d<2 and c 1.0 needs d>=2.""");
    }

    @Test
    void aPreReleaseThatIsAskedForAndNotNeededIsNotNamed() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0b1
                        b 1.0: d<2
                        b 2.0rc1: d>=2
                        c 1.0: d>=2
                        d 1.0
                        d 2.0
                        """).ask("a", "b", "c"))
                .contains("\nWith pre-releases (--pre, over HTTP pre=true) everything fits, with b 2.0rc1.\n");
    }

    @Test
    void aPreReleaseThatWouldNotFit() {
        assertThat(Asking.in("""
                        a 1.0: c<2
                        a 2.0rc1: c<2
                        b 1.0: c>=2
                        c 1.0
                        c 2.0
                        """).ask("a", "b")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.
                        description: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.""");
    }

    @Test
    void anArchivedProjectThatStandsInTheWay() {
        assertThat(Asking.in("""
                        project a archived
                        a 1.0: c<2
                        b 1.0: c>=2
                        c 1.0
                        c 2.0
                        """).ask("a", "b")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.
                        The index says that 'a' is archived. No newer release of it is to be expected.
                        description: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.""");
    }

    @Test
    void anArchivedProjectThatDoesNot() {
        assertThat(Asking.in("""
                        project d archived
                        a 1.0: c<2
                        b 1.0: c>=2
                        c 1.0
                        c 2.0
                        d 1.0
                        """).ask("a", "b", "d")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.
                        description: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.
                        notice: The index says that 'd' is archived.""");
    }

    @Test
    void aQuarantinedProject() {
        assertThat(Asking.in("""
                        project a quarantined
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: the index lists no file of it that can be installed.
                        The index says that 'a' is quarantined. It is held to be unsafe, and none of its files can be had.
                        description: a cannot be installed: the index lists no file of it that can be installed.""");
    }
}
