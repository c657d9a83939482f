package org.compatserver.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        assertThat(ProcessHandle.current().descendants()).isEmpty();
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
