package org.compatserver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.compatserver.testing.KilledRounds.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: a round whose process is killed at any moment is gone on with, and comes to the same results. */
class KilledRoundsTest {
    private static final int PROJECTS = 150;

    @Test
    @Timeout(300)
    void aRoundThatWasKilledThreeTimesHasTheResultsOfOneThatWasNot(@TempDir Path folder)
            throws IOException, InterruptedException {
        List<String> command = KilledRounds.command(MadeUpProcess.class, "usual", String.valueOf(PROJECTS), "1");
        KilledRounds rounds = new KilledRounds(command, folder, Duration.ofMinutes(2), line -> {});

        Outcome outcome = rounds.run(3, KilledRounds.DRAWS, new Random(1));

        assertThat(outcome.killed()).isPositive();
        assertThat(outcome.undisturbed()).hasSize(PROJECTS);
        assertThat(outcome.resumed()).isEqualTo(outcome.undisturbed());
    }
}
