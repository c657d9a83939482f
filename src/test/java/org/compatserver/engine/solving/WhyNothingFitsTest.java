package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The reasons for an INSTALL_ERROR, each in words of its own. */
class WhyNothingFitsTest {
    @Test
    void unknownNamesAreSaidFirst() {
        assertThat(Asking.in("""
                        a 1.0
                        """).ask("a", "nothere", "neither")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: The index does not know a project named 'neither'. The index does not know a project named 'nothere'.
                        description: The index does not know a project named 'neither'. The index does not know a project named 'nothere'.""");
    }

    @Test
    void aVersionThatDoesNotExist() {
        assertThat(Asking.in("""
                        a 1.0
                        """).ask("a==7")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: No version of a is ==7; the newest is 1.0.
                        description: No version of a is ==7; the newest is 1.0.""");
    }

    @Test
    void sourceArchivesOnly() {
        assertThat(Asking.in("""
                        a 1.0
                          sdist static
                        """).wheelsOnly().ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: a 1.0 has source archives only, while only wheels count here.
                        description: a cannot be installed: a 1.0 has source archives only, while only wheels count here.""");
    }

    @Test
    void wheelsForOtherPlatformsOnly() {
        assertThat(Asking.in("""
                        a 1.0
                          wheel cp313-cp313-win_amd64
                        a 2.0
                          wheel cp312-cp312-win_amd64
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: it has wheels for Windows only.
                        description: a cannot be installed: it has wheels for Windows only.""");
    }

    @Test
    void anotherPythonOnly() {
        assertThat(Asking.in("""
                        a 1.0
                          python <3.10
                        a 2.0
                          python <3.12
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: it needs another Python than 3.13 (2.0 needs <3.12).
                        description: a cannot be installed: it needs another Python than 3.13 (2.0 needs <3.12).""");
    }

    @Test
    void invalidMetadata() {
        assertThat(Asking.in("""
                        a 1.0
                          invalid
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: a 1.0 has metadata that cannot be used (a-1.0-py3-none-any.whl: Requires-Dist 'this is no requirement' cannot be read: Expected a version clause, ';' or the end: this is no requirement).
                        description: a cannot be installed: a 1.0 has metadata that cannot be used (a-1.0-py3-none-any.whl: Requires-Dist 'this is no requirement' cannot be read: Expected a version clause, ';' or the end: this is no requirement).""");
    }

    @Test
    void anUnknownDependency() {
        assertThat(Asking.in("""
                        a 1.0: nothere>=1
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: a 1.0 needs nothere>=1, which the index does not know.
                        description: a cannot be installed: a 1.0 needs nothere>=1, which the index does not know.""");
    }

    @Test
    void aPackageThatContradictsItself() {
        assertThat(Asking.in("""
                        a 1.0: c<2, c>=2
                        b 1.0
                        c 1.0
                        c 2.0
                        """).ask("a", "b")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed, even alone: a 1.0 needs c>=2 and c<2.
                        description: a cannot be installed, even alone: a 1.0 needs c>=2 and c<2.""");
    }

    @Test
    void aConflictOfTwoHealthyPackages() {
        assertThat(Asking.in("""
                        a 1.0: c<2
                        b 1.0: c>=2
                        c 1.0
                        c 2.0
                        """).inFull().ask("a", "b")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.
                        description: a and b cannot be installed together: a 1.0 needs c<2 and b 1.0 needs c>=2.""");
    }

    @Test
    void versionsAreMergedInTheSummary() {
        assertThat(Asking.in("""
                        app 1: lib>=1, plug
                        app 2: lib>=2, plug
                        app 3: lib>=3, plug
                        app 4: lib>=4, plug
                        lib 1: core>=5
                        lib 2: core>=5
                        lib 3: core>=5
                        lib 4: core>=5
                        plug 1: core<5
                        core 4
                        core 5
                        """).inFull().ask("app")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: app cannot be installed: every version of app needs lib, which needs core>=5, and plug, which needs core<5.
                        description: app cannot be installed: every version of app needs lib, which needs core>=5, and plug, which needs core<5.""");
    }

    @Test
    void nothingWasUploadedInTime() {
        assertThat(Asking.in("""
                        a 2.0
                          uploaded 2024-06-01
                        """).asOf("2024-06-01T00:00:00Z").ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: a 2.0 was uploaded only after the moment asked for.
                        a 2.0 was uploaded later, 2024-06-01T00:00:00Z.
                        description: a cannot be installed: a 2.0 was uploaded only after the moment asked for.
                        notice: Yanks and deletions carry no date: those of today count.""");
    }

    @Test
    void aConstraintExcludes() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                        b 1.0: a>=2
                        """).constrainedBy("a<2").ask("b")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: b cannot be installed: b 1.0 needs a>=2; a 2.0 is excluded by the constraint <2.
                        description: b cannot be installed: b 1.0 needs a>=2; a 2.0 is excluded by the constraint <2.""");
    }

    @Test
    void versionsThatDoNotCountAreNoMoreThanAClosingClause() {
        assertThat(Asking.in("""
                        tf 2.17.0rc0: np>=1
                          wheel cp312-cp312-manylinux_2_17_x86_64
                        tf 2.17.0: np>=1
                          wheel cp312-cp312-manylinux_2_17_x86_64
                        tf 2.18.0: np>=1
                          wheel cp311-cp311-manylinux_2_17_x86_64
                          wheel cp313-cp313-win_amd64
                        tf 2.20.0rc0: np>=1
                        tf 2.20.0: np>=2
                        tf 2.21.0: np>=2
                        tf 2.22.0rc0
                        np 1.0
                        np 2.0
                        """).ask("tf", "np<2")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: np<2 and tf cannot be installed together: tf 2.20.0 and later need np>=2; older versions of tf have no wheel for CPython 3.13 on Linux (glibc).
                        With pre-releases (--pre, over HTTP pre=true) everything fits, with tf 2.22.0rc0.
                        description: np<2 and tf cannot be installed together: tf 2.20.0 and later need np>=2; older versions of tf have no wheel for CPython 3.13 on Linux (glibc).""");
    }

    @Test
    void thePythonThatHasNoWheelYet() {
        assertThat(Asking.in("""
                        a 1.0
                          wheel cp311-cp311-manylinux_2_17_x86_64
                        a 2.0
                          wheel cp39-cp39-manylinux_2_17_x86_64
                          wheel cp312-cp312-manylinux_2_17_x86_64
                          wheel cp312-cp312-win_amd64
                        a 3.0rc1
                          wheel cp314-cp314-manylinux_2_17_x86_64
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: it has no wheel for CPython 3.13; the newest Python it has wheels for is 3.12.
                        description: a cannot be installed: it has no wheel for CPython 3.13; the newest Python it has wheels for is 3.12.""");
    }

    @Test
    void wheelsOfManyPlatformsAreNamedByFamily() {
        assertThat(Asking.in("""
                        a 1.0
                          wheel cp313-cp313-win_amd64
                          wheel cp313-cp313-win32
                          wheel cp39-abi3-macosx_11_0_arm64
                        a 2.0
                          wheel cp313-cp313-musllinux_1_2_x86_64
                          wheel cp313-cp313-manylinux_2_17_aarch64
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: it has wheels for Linux (glibc) on other machines, Linux (musl), Windows and macOS only.
                        description: a cannot be installed: it has wheels for Linux (glibc) on other machines, Linux (musl), Windows and macOS only.""");
    }

    @Test
    void noVersionWasUploadedInTime() {
        assertThat(Asking.in("""
                        a 1.0
                          uploaded 2024-06-01
                        a 2.0
                          uploaded 2024-06-02
                        """).asOf("2024-06-01T00:00:00Z").ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: no version of a was uploaded before the moment asked for.
                        a 1.0 was uploaded later, 2024-06-01T00:00:00Z.
                        description: a cannot be installed: no version of a was uploaded before the moment asked for.
                        notice: Yanks and deletions carry no date: those of today count.""");
    }

    @Test
    void requirementsThatContradictEachOther() {
        assertThat(Asking.in("""
                        a 3.0
                        a 4.0
                        """).ask("a<4,>=4")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a<4,>=4 cannot be installed: <4 and >=4 contradict each other.
                        description: a<4,>=4 cannot be installed: <4 and >=4 contradict each other.""");
    }

    @Test
    void anUnknownNameIsEchoedAsItWasSpelled() {
        assertThat(Asking.in("""
                        a 1.0
                        """).ask("Not_Here")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: The index does not know a project named 'Not_Here'.
                        description: The index does not know a project named 'Not_Here'.""");
    }
}
