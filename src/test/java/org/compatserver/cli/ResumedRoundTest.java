package org.compatserver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.compatserver.check.CheckService;
import org.compatserver.check.Outcome;
import org.compatserver.engine.solving.Limits;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundListener;
import org.compatserver.round.RoundService;
import org.compatserver.round.solving.SolvingRounds;
import org.compatserver.store.SqliteRounds;
import org.compatserver.testing.SmallWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: {@code compat round} says that a round was cut off before, and how much was kept from then. */
class ResumedRoundTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SmallWorld world = SmallWorld.of("a 1\nb 1\nc 1\nd 1\n");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private RoundService rounds(String store) {
        return new RoundService(
                new SolvingRounds(world.catalog(), CLOCK, Limits.DEFAULT),
                new SqliteRounds(folder.resolve(store), "test", SqliteRounds.Limits.DEFAULT),
                CLOCK);
    }

    private int run(RoundService rounds, String... more) throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "a\nb\nc\nd\n");
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        NoServices services = new NoServices() {
            @Override
            public CheckService checks() {
                return world.checks();
            }

            @Override
            public RoundService rounds() {
                return rounds;
            }
        };
        String[] words = {"round", list.toString(), "--python", "3.13"};
        String[] all = Stream.of(words, more).flatMap(Arrays::stream).toArray(String[]::new);
        return new CommandLineFace(settings -> services, Map.of(), console).run(all);
    }

    /** The plan of the command, as a round that ended has it. */
    private Plan plan() throws IOException {
        RoundService rounds = rounds("whole.db");
        assertThat(run(rounds)).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        return Objects.requireNonNull(rounds.store().round(1)).plan();
    }

    /** How many pairs are kept of a round that is cut off when some are. */
    private int cutOff(RoundService rounds, Plan plan) {
        RoundListener stop = (done, all) -> {
            if (done > plan.size()) {
                throw new CancellationException();
            }
        };
        assertThat(rounds.run(plan, false, stop)).isInstanceOf(Outcome.Failed.class);
        Round kept = Objects.requireNonNull(rounds.store().round(1));
        return kept.sheets().getFirst().rows().stream()
                .mapToInt(row -> row.cells().length)
                .sum();
    }

    @Test
    void itIsSaidOnTheScreenAndInTheReply() throws IOException {
        Plan plan = plan();
        RoundService rounds = rounds("cut.db");
        int kept = cutOff(rounds, plan);

        assertThat(run(rounds, "--json")).isZero();

        String said = "This round was cut off before, and was gone on with: "
                + (kept == 1 ? "1 check of pairs was" : kept + " checks of pairs were") + " kept from then";
        assertThat(kept).isPositive();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("compat: " + said + "\n");
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"notices\" : [ \"" + said + "\" ]");
    }
}
