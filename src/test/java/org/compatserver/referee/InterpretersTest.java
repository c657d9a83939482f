package org.compatserver.referee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.compatserver.pep.target.PythonVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which Pythons are found, and what platform they are on. */
class InterpretersTest {
    private static final Path PROGRAM = Path.of("python");

    @Test
    void aCPythonTellsItsVersionAndItsPlatform() {
        assertThat(Interpreters.read(PROGRAM, "CPython\n3.13.0\nglibc 2.36\nx86_64\n"))
                .map(Interpreter::toString)
                .contains("CPython 3.13.0, manylinux_2_36_x86_64");
        assertThat(Interpreters.read(PROGRAM, "CPython\n2.7.18\nglibc 2.36\naarch64\n"))
                .map(Interpreter::toString)
                .contains("CPython 2.7.18, manylinux_2_36_aarch64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PyPy\n3.10.0\nglibc 2.36\nx86_64",
                "CPython\n3.5.0\nglibc 2.36\nx86_64",
                "CPython\n3.13.0\nNone\nx86_64",
                "CPython\n3.13.0\nglibc 2.36\nriscv64",
                ""
            })
    void othersAreLeftOut(String output) {
        assertThat(Interpreters.read(PROGRAM, output)).isEmpty();
    }

    @Test
    void pyenvsAreFound(@TempDir Path folder) throws InterruptedException {
        StandIn standIn = StandIn.in(folder);
        Interpreters interpreters =
                new Interpreters(Map.of("PYENV_ROOT", standIn.pyenv().toString(), "PATH", "/usr/bin:/bin"));
        assertThat(interpreters.find(new PythonVersion(3, 13, 9), false).map(Interpreter::executable))
                .contains(standIn.program());
        assertThat(interpreters.find(new PythonVersion(3, 13, 0), true)).isPresent();
        assertThat(interpreters.find(new PythonVersion(3, 13, 9), true)).isEqualTo(Optional.empty());
        assertThat(interpreters
                        .find(new PythonVersion(3, 6, 15), false)
                        .map(found -> found.python().minorVersion()))
                .satisfiesAnyOf(
                        found -> assertThat(found).isEmpty(),
                        found -> assertThat(found).contains("3.6"));
    }
}
