package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A source archive whose name ends in -pyX.Y counts for that Python only (pip's rule, resolution semantics 3.2). Questions here are of Python 3.13. */
class OldSourceArchivesTest {
    @Test
    void oneForAnotherPythonDoesNotCount() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0-py2.7
                          metadata-version 2.0
                          sdist static
                        """).ask("a")).isEqualTo("SUCCESS a==1.0");
    }

    @Test
    void whereThereIsNothingElseThatIsTheReason() {
        assertThat(Asking.in("""
                        a 2.0-py2.7
                          metadata-version 2.0
                          sdist static
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: a 2.0 needs Python ==2.7.*.
                        description: a cannot be installed: a 2.0 needs Python ==2.7.*.""");
    }
}
