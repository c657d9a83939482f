package org.compatserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.compatserver.process.ChildProcess.Result;
import org.junit.jupiter.api.Test;

/** Child processes: what is kept of them, and that none outlives its time. */
class ChildProcessTest {
    private static Result shell(String script, Duration timeout, int limit) throws InterruptedException {
        return new ChildProcess(List.of("sh", "-c", script), Map.of("GREETING", "hello"), timeout, limit).run();
    }

    @Test
    void tellsTheExitCodeAndBothOutputs() throws InterruptedException {
        assertThat(shell("echo $GREETING; echo trouble >&2; exit 3", Duration.ofSeconds(20), 1_000))
                .isEqualTo(new Result.Ended(3, "hello\n", "trouble\n"));
    }

    @Test
    void keepsNoMoreOutputThanAskedFor() throws InterruptedException {
        assertThat(shell("head -c 1000000 /dev/zero | tr '\\0' x", Duration.ofSeconds(20), 10))
                .isEqualTo(new Result.Ended(0, "xxxxxxxxxx", ""));
    }

    @Test
    void killsWhatTakesTooLongAndItsChildren() throws InterruptedException {
        assertThat(shell("echo begun; sleep 600 & sleep 600", Duration.ofMillis(500), 1_000))
                .isInstanceOf(Result.TimedOut.class);
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(child -> child.info().commandLine().orElse("").contains("sleep 600"));
    }

    @Test
    void noneOutlivesAProgramThatIsAskedToEnd() throws Exception {
        Process program = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        home(ChildProcess.class) + File.pathSeparator + home(Sleeper.class),
                        Sleeper.class.getName())
                .start();
        try (var lines = program.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("begun");
            List<ProcessHandle> children = program.descendants().toList();
            assertThat(children).isNotEmpty();
            program.destroy();
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            for (ProcessHandle child : children) {
                child.onExit().get(20, TimeUnit.SECONDS);
            }
        } finally {
            program.destroyForcibly();
        }
    }

    private static String home(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** A program that says when its child has begun, and waits for it. */
    static final class Sleeper {
        private Sleeper() {}

        static void main() throws Exception {
            Thread.ofVirtual().start(Sleeper::tellWhenThereIsAChild);
            shell("sleep 600", Duration.ofMinutes(10), 10);
        }

        private static void tellWhenThereIsAChild() {
            while (ProcessHandle.current().children().findAny().isEmpty()) {
                Thread.onSpinWait();
            }
            System.out.println("begun");
        }
    }

    @Test
    void whatIsNotReadToItsEndIsNoAnswer() throws InterruptedException {
        assertThat(shell("sleep 60 & echo all", Duration.ofSeconds(20), 100))
                .isIn(new Result.Ended(0, "all\n", ""), new Result.TimedOut("", ""));
    }

    @Test
    void readsNoInput() throws InterruptedException {
        assertThat(shell("cat", Duration.ofSeconds(20), 10)).isEqualTo(new Result.Ended(0, "", ""));
    }

    @Test
    void aProgramThatIsNotThereIsNotStarted() throws InterruptedException {
        ChildProcess none = new ChildProcess(List.of("no-such-program-at-all"), Map.of(), Duration.ofSeconds(1), 10);
        assertThat(none.run()).isInstanceOf(Result.NotStarted.class);
    }
}
