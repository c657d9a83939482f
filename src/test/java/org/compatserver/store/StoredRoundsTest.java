package org.compatserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.compatserver.round.Known;
import org.compatserver.round.Plan;
import org.compatserver.round.Readings;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore;
import org.compatserver.round.RoundStore.Header;
import org.compatserver.round.RoundStore.Writing;
import org.compatserver.testing.MemoryRounds;
import org.compatserver.testing.RandomRounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: what is written to a round is what is read of it, by any process. The twin keeps rounds in memory. */
class StoredRoundsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private SqliteRounds open() {
        return new SqliteRounds(folder.resolve("rounds.db"), "index and program", SqliteRounds.Limits.DEFAULT);
    }

    private static Round write(RandomRounds random, Plan plan, RoundStore store, Instant begun) {
        try (Writing writing = store.begin(plan, begun, false)) {
            Written.write(random, plan, writing);
            assertThat(writing.finish(begun.plus(MINUTE))).isNull();
            return writing.round();
        }
    }

    /** Rows hold arrays. */
    private static void assertSame(Round round, Round expected) {
        assertThat(round)
                .usingRecursiveComparison()
                .withEqualsForType(Plan::equals, Plan.class)
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void isReadAsItWasWritten(int seed) {
        RoundStore twin = new MemoryRounds();
        for (int i = 0; i < 20; i++) {
            RandomRounds random = new RandomRounds(100 * seed + i);
            Plan plan = random.plan();
            Instant begun = NOON.plus(MINUTE.multipliedBy(i));

            Round expected = write(random, plan, twin, begun);
            Round round = write(random, plan, open(), begun);

            assertSame(round, expected);
            assertSame(Objects.requireNonNull(open().round(round.id())), expected);
        }
        assertThat(open().rounds(1000))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("title")
                .isEqualTo(twin.rounds(1000));
    }

    @Test
    void isListedWithWhatWasFoundSoFar() {
        RandomRounds random = new RandomRounds(1);
        Plan plan = random.plan(5, 1);
        try (Writing writing = open().begin(plan, NOON, false)) {
            writing.row(0, random.row(plan, 0, 1, writing));
            Round round = writing.round();

            Header header = open().rounds(10).getFirst();

            assertThat(header.title()).startsWith("Project.00000, Project.00001, Project.00002 and 2 more; Python 3.9");
            assertThat(header.ended()).isNull();
            assertThat(header.checks()).isEqualTo(15);
            assertThat(header.decided()).isLessThanOrEqualTo(3).isPositive();
            assertThat(round.sheets().getFirst().rows()).hasSize(1);
            assertThat(round.sheets().getFirst().alone()).isEmpty();
        }
    }

    @Test
    void isNotThereUnderAnyOtherNumber() {
        assertThat(open().round(7)).isNull();
        assertThat(open().rounds(7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void givesTheNextRoundItsResultsInTheNextOnesNumbers(int seed) {
        RandomRounds random = new RandomRounds(seed);
        Plan plan = random.plan(9, 2);
        Round before = write(random, plan, open(), NOON);
        try (Writing writing = open().begin(plan, NOON.plus(MINUTE), false)) {
            writing.clash(random.clash(77));
            writing.text("another");

            Known.Earlier earlier = Objects.requireNonNull(writing.known().earlier(1));

            Readings readings = random.readings(plan, 1);
            assertThat(earlier.readings()).isEqualTo(readings);
            List<String> theirs = Written.lines(before);
            assertThat(Written.lines(earlier, writing.round())).isNotEmpty().allMatch(theirs::contains);
        }
    }
}
