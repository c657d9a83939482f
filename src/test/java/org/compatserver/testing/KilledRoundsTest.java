package org.compatserver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.compatserver.round.RoundStore.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: a round whose process is killed at any moment is gone on with, and comes to the same results. */
class KilledRoundsTest {
    private static final int PROJECTS = 800;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    @Timeout(300)
    void aRoundThatWasKilledThreeTimesHasTheResultsOfOneThatWasNot(@TempDir Path folder)
            throws IOException, InterruptedException {
        List<String> command = KilledRounds.command(MadeUpProcess.class, "usual", String.valueOf(PROJECTS), "1");
        KilledRounds rounds = new KilledRounds(command, folder, PATIENCE, line -> {});
        List<String> undisturbed = rounds.toItsEnd("undisturbed");
        long kept = 0;
        for (int i = 0; i < 3; i++) {
            long before = kept;
            assertThat(rounds.kill("killed", process -> awaitMore(before, process, rounds)))
                    .as("killed amid its round")
                    .isTrue();
            assertThat(rounds.store("killed").rounds(2))
                    .singleElement()
                    .satisfies(header -> assertThat(header.ended()).isNull());
            kept = decided(rounds);
        }

        assertThat(rounds.toItsEnd("killed")).isEqualTo(undisturbed).hasSize(PROJECTS);
    }

    /** Until more of the round is kept than that; it is written long before its end. */
    private static void awaitMore(long kept, Process process, KilledRounds rounds) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (process.isAlive() && decided(rounds) <= kept && Instant.now().isBefore(end)) {
            Thread.sleep(5);
        }
    }

    private static long decided(KilledRounds rounds) {
        return rounds.store("killed").rounds(2).stream()
                .mapToLong(Header::decided)
                .sum();
    }
}
