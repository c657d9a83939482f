package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.compatserver.testing.KilledRounds;
import org.compatserver.testing.KilledRounds.Outcome;
import org.compatserver.testing.LoopbackIndex;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: a round over a slow index whose process is killed, while it fetches or while it checks, is gone on with, and comes to the same results. */
class KilledRoundsOfAnIndexTest {
    private static final Duration SLOW = Duration.ofMillis(80);

    @Test
    @Timeout(300)
    void aRoundThatWasKilledThreeTimesHasTheResultsOfOneThatWasNot(@TempDir Path folder)
            throws IOException, InterruptedException {
        RandomUniverse universe = RandomUniverse.of(3, new Shape(14, 6, 3, true, EnumSet.allOf(Feature.class)));
        List<String> names = universe.releases().stream()
                .map(RandomUniverse.Release::project)
                .distinct()
                .toList();
        try (LoopbackIndex index = LoopbackIndex.start()) {
            String address = index.serve(Universe.of(universe.text())).toString();
            index.slow(SLOW);
            List<String> command = KilledRounds.command(IndexedProcess.class, address, String.join(",", names));

            Outcome outcome =
                    new KilledRounds(command, folder, Duration.ofMinutes(2), line -> {}).run(3, 1, new Random(1));

            assertThat(outcome.undisturbed()).hasSize(2 * names.size());
            assertThat(outcome.resumed()).isEqualTo(outcome.undisturbed());
        }
    }
}
