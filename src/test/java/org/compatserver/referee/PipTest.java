package org.compatserver.referee;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How pip is asked, and when it is believed: programs that stand in for it. */
class PipTest {
    private static final String IMPOSSIBLE = "ERROR: No matching distribution found for b\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private StandIn standIn;

    @BeforeEach
    void write() {
        standIn = StandIn.in(folder);
    }

    private Answer ask(Duration patience, String... requirements) throws InterruptedException {
        PythonVersion version = new PythonVersion(3, 13, 0);
        Interpreter python = new Interpreter(standIn.program(), version, Platform.DEFAULT);
        Pip pip = new Pip(
                python, PipRelease.on(version), folder.resolve("pip"), Map.of("PATH", "/usr/bin:/bin"), patience);
        return pip.ask(new Ask(pip.name(), python, true, List.of(requirements), null, LocalDate.EPOCH, ""));
    }

    private Answer ask(String... requirements) throws InterruptedException {
        return ask(Duration.ofSeconds(60), requirements);
    }

    @Test
    void aSetIsReadFromTheReport() throws InterruptedException {
        standIn.installs("a b", "B_x==2.0", "a==1.0");
        assertThat(ask("a", "b"))
                .hasToString("Installed[pins=["
                        + "Pin[project=a, version=1.0, file=a-1.0-py3-none-any.whl], "
                        + "Pin[project=b-x, version=2.0, file=B_x-2.0-py3-none-any.whl]]]");
    }

    @Test
    void whatIsImpossibleIsAskedTwice() throws InterruptedException {
        standIn.fails("b", IMPOSSIBLE).logs("b", "Could not fetch URL https://index.example/b/: 404 Client Error\n");
        assertThat(ask("b")).isEqualTo(new Answer.Impossible("No matching distribution found for b"));
        assertThat(standIn.asked()).containsExactly("b_", "b_");
    }

    @Test
    void whatIsImpossibleForAPageThatWasNotHadIsABreakdown() throws InterruptedException {
        standIn.fails("b", IMPOSSIBLE)
                .logs("b", "Could not fetch URL https://index.example/b/: 403 Client Error: Forbidden - skipping\n");
        assertThat(ask("b"))
                .isEqualTo(new Answer.Broken("A page could not be had: Could not fetch URL https://index.example/b/:"
                        + " 403 Client Error: Forbidden - skipping"));
    }

    @Test
    void aSetChosenWithTroubleOnTheWayIsABreakdown() throws InterruptedException {
        standIn.fails("b", "WARNING: Retrying (Retry(total=4)) after connection broken: /simple/b/\n" + IMPOSSIBLE);
        assertThat(ask("b"))
                .isEqualTo(new Answer.Broken("WARNING: Retrying (Retry(total=4)) after connection broken: /simple/b/"));
    }

    @Test
    void anAnswerThatTakesTooLongIsABreakdown() throws InterruptedException {
        standIn.sleeps("a");
        assertThat(ask(Duration.ofMillis(500), "a"))
                .isEqualTo(new Answer.Broken("pip took longer than 0 s (--patience)"));
    }

    @Test
    void aCrashIsABreakdown() throws InterruptedException {
        assertThat(ask("unheard-of")).isEqualTo(new Answer.Broken("pip ended with 9: "));
    }
}
