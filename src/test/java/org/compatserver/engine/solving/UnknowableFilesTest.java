package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.compatserver.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** Three-valued: what holds whatever a build would tell, and what depends on it. */
class UnknowableFilesTest {
    @Test
    void theNewestVersionExistsEvenIfItCannotBeRead() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0
                          sdist unknowable
                        """).ask("a")).isEqualTo("""
                        UNKNOWN
                        file: a-2.0.tar.gz, its setup.py would have to run -> pip install --dry-run under the target's Python
                        description: The answer depends on what a-2.0.tar.gz needs, which cannot be known without building.""");
    }

    @Test
    void anOlderKnownDependencyIsASuccess() {
        assertThat(Asking.in("""
                        a 1.0: b
                        b 1.0
                        b 2.0
                          sdist unknowable
                        """).ask("a")).isEqualTo("""
                        SUCCESS a==1.0 b==1.0""");
    }

    @Test
    void aDependencyThatCannotBeReadIsNamed() {
        assertThat(Asking.in("""
                        a 1.0: b
                        b 2.0
                          sdist unknowable
                        """).ask("a")).isEqualTo("""
                        UNKNOWN
                        file: b-2.0.tar.gz, its setup.py would have to run -> pip install --dry-run under the target's Python
                        description: The answer depends on what b-2.0.tar.gz needs, which cannot be known without building.""");
    }

    @Test
    void aConflictThatHoldsInAnyCaseIsAnError() {
        assertThat(Asking.in("""
                        a 1.0: b<1
                        b 2.0
                          sdist unknowable
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: a 1.0 needs b<1, which no version is (the newest is 2.0).
                        description: a cannot be installed: a 1.0 needs b<1, which no version is (the newest is 2.0).""");
    }

    @Test
    void anotherWayOutThatOnlyABuildCanProveIsNotToldButThatThereMayBeOne() {
        Verdict verdict = Asking.in("""
                        a 1.0
                        a 2.0: c>=2
                          uploaded 2026-11-01
                        b 1.0
                          sdist unknowable
                        b 2.0: c<2
                          uploaded 2020-01-01
                        c 1.0
                        c 2.0
                        """).verdict("a", "b");
        assertThat(verdict).isInstanceOf(Verdict.CheckWarning.class);
        assertThat(((Verdict.CheckWarning) verdict).alternatives()).isEmpty();
        assertThat(verdict.context().notices())
                .contains("Whether holding b at 1.0 would do instead depends on files that only a build can read;"
                        + " what is older was not tried.");
    }

    @Test
    void aHoldBackThatHoldsInAnyCaseStands() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0: c<2
                        b 1.0: c>=2, d
                        c 1.0
                        c 2.0
                        d 1.0
                          sdist unknowable
                        d 0.5
                        """).ask("a", "b")).isEqualTo("""
                        CHECK_WARNING a==1.0 b==1.0 c==2.0 d==0.5
                        held: a 2.0 -> 1.0, 1 releases, 730 days, because b 1.0 needs c>=2 and a 2.0 needs c<2
                        explanation: The newest releases of a and b do not fit together: a 2.0 needs c<2 and b 1.0 needs c>=2.
                        description: With the newest releases: a 2.0 has requirement c<2, but you have c 2.0. a is held at 1.0, 1 release before 2.0 (newer ones have been out for 730 days), because b 1.0 needs c>=2 and a 2.0 needs c<2.""");
    }

    @Test
    void aHoldBackThatABuildCouldRefuteIsUnknown() {
        assertThat(Asking.in("""
                        a 1.0: c>=2
                        a 1.5
                          sdist unknowable
                        a 2.0: c<2
                        b 1.0: c>=2
                        c 1.0
                        c 2.0
                        """).ask("a", "b")).isEqualTo("""
                        UNKNOWN
                        file: a-1.5.tar.gz, its setup.py would have to run -> pip install --dry-run under the target's Python
                        description: The answer depends on what a-1.5.tar.gz needs, which cannot be known without building.""");
    }

    @Test
    void eggInfoIsTakenAtItsWordAndNamed() {
        assertThat(Asking.in("""
                        a 1.0: b
                          sdist egg-info
                        b 1.0
                        """).ask("a")).isEqualTo("""
                        SUCCESS a==1.0 b==1.0
                        assumed: a-1.0.tar.gz""");
    }

    @Test
    void aStrictQuestionDoesNotTakeEggInfoAtItsWord() {
        assertThat(Asking.in("""
                        a 1.0: b
                          sdist egg-info
                        b 1.0
                        """).strictly().ask("a")).isEqualTo("""
                        UNKNOWN
                        file: a-1.0.tar.gz, its requirements are those of its egg-info, which a build may contradict -> pip install --dry-run under the target's Python
                        description: The answer depends on what a-1.0.tar.gz needs, which cannot be known without building.""");
    }
}
