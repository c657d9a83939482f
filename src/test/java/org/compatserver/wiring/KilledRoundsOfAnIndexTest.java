package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.compatserver.round.RoundStore.Header;
import org.compatserver.round.Sheet;
import org.compatserver.store.SqliteRounds;
import org.compatserver.testing.KilledRounds;
import org.compatserver.testing.KilledRounds.Moment;
import org.compatserver.testing.LoopbackIndex;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * FEATURE UNDER TEST: a round over a slow index whose process is killed ten times, while it fetches or amid its rows, is gone on with each time, and comes to the results of a
 * round that was not disturbed, each once.
 *
 * <p>The packages come in couples that disagree at their newest. What lies below the newest is read only while a couple's row is checked; from some couple on the index lets wait for
 * it. So it is known how far a process can come, however fast the machine is, and it is killed when the store has all rows up to there.
 */
class KilledRoundsOfAnIndexTest {
    private static final int COUPLES = 16;
    private static final int ROWS = 2 * COUPLES - 1;
    private static final int TARGETS = 2;
    private static final int AMID_THE_ROWS = 7;
    private static final int AT_ANY_TIME = 3;
    private static final Duration SLOW = Duration.ofMillis(30);
    private static final Duration STUCK = Duration.ofMinutes(2);
    private static final Pattern OLDER = Pattern.compile(".*/(?:left|right)(\\d+)-1-.*");
    private static final String NAME = "killed";

    @Test
    @Timeout(300)
    void aRoundThatWasKilledTenTimesHasTheResultsOfOneThatWasNot(@TempDir Path folder)
            throws IOException, InterruptedException {
        Random random = new Random(7);
        try (LoopbackIndex index = LoopbackIndex.start()) {
            String address = index.serve(Universe.of(universe())).toString();
            List<String> command = KilledRounds.command(IndexedProcess.class, address, String.join(",", packages()));
            command.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            KilledRounds rounds = new KilledRounds(command, folder, Duration.ofMinutes(2), line -> {});
            index.slow(SLOW);
            List<String> undisturbed = rounds.toItsEnd("undisturbed");

            List<Integer> kept = new ArrayList<>();
            for (Kill kill : kills(random)) {
                index.slow(stuckFrom(kill.couple()));
                assertThat(rounds.kill(NAME, kill.moment(rounds)))
                        .as("it was killed")
                        .isTrue();
                kept.add(kept(rounds.store(NAME)).stream()
                        .mapToInt(sheet -> sheet.rows().size())
                        .sum());
            }
            index.slow(SLOW);
            List<String> resumed = rounds.toItsEnd(NAME);

            assertThat(kept).isSorted();
            assertThat(kept)
                    .filteredOn(rows -> rows > 0 && rows < TARGETS * ROWS)
                    .hasSizeGreaterThanOrEqualTo(AMID_THE_ROWS);
            assertThat(kept.stream().distinct())
                    .as("rows came between kills")
                    .hasSizeGreaterThanOrEqualTo(AMID_THE_ROWS);
            assertThat(undisturbed).hasSize(TARGETS * (1 + ROWS));
            assertThat(resumed).isEqualTo(undisturbed);
        }
    }

    /**
     * @param couple from which on the index lets wait
     * @param millis when it is killed after that; the rows before that couple need not be there
     */
    private record Kill(int couple, int millis) {
        /** No millis: when all rows before that couple are kept. */
        Moment moment(KilledRounds rounds) {
            return millis > 0
                    ? process -> process.waitFor(millis, TimeUnit.MILLISECONDS)
                    : process -> {
                        while (process.isAlive() && !isUpTo(couple, kept(rounds.store(NAME)))) {
                            process.waitFor(20, TimeUnit.MILLISECONDS);
                        }
                    };
        }
    }

    /** First at any time, mostly while pages are fetched; then farther and farther on, and again at any time between. */
    private static List<Kill> kills(Random random) {
        List<Integer> couples = random.ints(1, COUPLES - 1)
                .distinct()
                .limit(AMID_THE_ROWS)
                .sorted()
                .boxed()
                .toList();
        List<Kill> kills = new ArrayList<>();
        couples.forEach(couple -> kills.add(new Kill(couple, 0)));
        for (int i = 0; i < AT_ANY_TIME; i++) {
            int place = random.nextInt(kills.size());
            kills.add(place, new Kill(kills.get(place).couple(), 1 + random.nextInt(900)));
        }
        return kills;
    }

    private static Function<String, Duration> stuckFrom(int couple) {
        return path -> {
            Matcher older = OLDER.matcher(path);
            return older.matches() && Integer.parseInt(older.group(1)) >= couple ? STUCK : SLOW;
        };
    }

    private static List<Sheet> kept(SqliteRounds store) {
        List<Header> rounds = store.rounds(2);
        assertThat(rounds).hasSizeLessThan(2);
        return rounds.isEmpty()
                ? List.of()
                : Objects.requireNonNull(store.round(rounds.getFirst().id())).sheets();
    }

    private static boolean isUpTo(int couple, List<Sheet> kept) {
        return kept.size() == TARGETS
                && kept.stream()
                        .allMatch(sheet -> sheet.rows().stream()
                                        .filter(row -> row.first() < 2 * couple)
                                        .count()
                                == 2L * couple);
    }

    private static List<String> packages() {
        return IntStream.range(0, COUPLES)
                .boxed()
                .flatMap(i -> Stream.of("p%02da".formatted(i), "p%02db".formatted(i)))
                .toList();
    }

    /** Of every fifth couple one is held back beside the other; the others are at their newest together, with something older below. */
    private static String universe() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COUPLES; i++) {
            text.append("""
                    p%1$02da 1
                    p%1$02da 2: left%1$d>=%2$d
                    p%1$02db 1: right%1$d>=%2$d
                    left%1$d 1: core%1$d
                    left%1$d 2: core%1$d==2
                    right%1$d 1
                    right%1$d 2: core%1$d==1
                    core%1$d 1
                    core%1$d 2
                    """.formatted(i, i % 5 == 4 ? 2 : 1));
        }
        return text.toString();
    }
}
