package org.compatserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.compatserver.round.Known;
import org.compatserver.round.Plan;
import org.compatserver.round.Readings.Reading;
import org.compatserver.round.RoundStore.Header;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.round.RoundStore.Writing;
import org.compatserver.testing.RandomRounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: which round a new one goes on with, whose results it may keep, and which rounds are removed. */
class GoneOnWithTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String SOURCE = "index and program";

    private final RandomRounds random = new RandomRounds(3);
    private final Plan plan = at(null);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Plan at(@org.jspecify.annotations.Nullable Instant asOf) {
        Plan any = random.plan(6, 2);
        return new Plan(any.packages(), any.constraints(), any.targets(), asOf, any.sources(), false, false);
    }

    private SqliteRounds store() {
        return store(SOURCE, SqliteRounds.Limits.DEFAULT);
    }

    private SqliteRounds store(String source, SqliteRounds.Limits limits) {
        return new SqliteRounds(folder.resolve("rounds.db"), source, limits);
    }

    /** Its number. */
    private long cutOff(Plan one, Instant begun, boolean again) {
        try (Writing writing = store().begin(one, begun, again)) {
            writing.looked(0, List.of(reading("a", "1"), reading("b", "1")));
            writing.row(0, random.row(one, 0, 2, writing));
            writing.looked(1, List.of(reading("a", "1")));
            writing.row(1, random.row(one, 1, 3, writing));
            return writing.id();
        }
    }

    private static Reading reading(String project, String digest) {
        return new Reading(org.compatserver.pep.requirement.ProjectName.of(project), digest);
    }

    private long whole(Plan one, Instant begun) {
        return whole(store(), one, begun);
    }

    private long whole(SqliteRounds store, Plan one, Instant begun) {
        try (Writing writing = store.begin(one, begun, false)) {
            Written.write(random, one, writing);
            assertThat(writing.finish(begun)).isNull();
            return writing.id();
        }
    }

    private static List<Integer> rows(Known known, int target) {
        return java.util.stream.IntStream.range(0, 5)
                .filter(first -> known.hasRow(target, first))
                .boxed()
                .toList();
    }

    @Test
    void whatWasSafeIsKnownAndTheMomentStays() {
        long id = cutOff(plan, NOON, false);
        try (Writing writing = store().begin(plan, NOON.plus(Duration.ofHours(2)), false)) {
            assertThat(writing.id()).isEqualTo(id);
            assertThat(writing.known().begun()).isEqualTo(NOON);
            assertThat(rows(writing.known(), 0)).containsExactly(2);
            assertThat(rows(writing.known(), 1)).containsExactly(3);
            assertThat(writing.round().begun()).isEqualTo(NOON);
        }
    }

    @Test
    void rowsOfATargetAreForgottenWhenAPageThatTheyRestOnHasChanged() {
        cutOff(plan, NOON, false);
        try (Writing writing = store().begin(plan, NOON, false)) {
            writing.looked(0, List.of(reading("a", "1")));
            assertThat(rows(writing.known(), 0)).containsExactly(2);
            writing.looked(0, List.of(reading("c", "1"), reading("b", "2")));
            writing.looked(1, List.of(reading("a", "1"), reading("b", "2")));

            assertThat(rows(writing.known(), 0)).isEmpty();
            assertThat(rows(writing.known(), 1)).containsExactly(3);
            writing.row(0, random.row(plan, 0, 1, writing));
        }
        try (Writing writing = store().begin(plan, NOON, false)) {
            writing.looked(0, List.of(reading("b", "2")));
            assertThat(rows(writing.known(), 0)).containsExactly(1);
        }
    }

    @Test
    void aRoundThatFoundAChangeTooLateIsNotWhole() {
        cutOff(plan, NOON, false);
        try (Writing writing = store().begin(plan, NOON, false)) {
            Written.write(random, plan, writing);
            writing.looked(0, List.of(reading("b", "2")));

            assertThatThrownBy(() -> writing.finish(NOON))
                    .isInstanceOf(RoundProblem.class)
                    .hasMessage(
                            "The index has changed since this round was cut off, and what rested on that, the pairs of 1 packages, has to be"
                                    + " checked again: run the round again");
        }
        try (Writing writing = store().begin(plan, NOON, false)) {
            assertThat(rows(writing.known(), 0)).containsExactly(0, 1, 3, 4);
        }
    }

    @Test
    void anotherPlanMomentOrSourceIsAnotherRound() {
        long id = cutOff(plan, NOON, false);

        assertThat(cutOff(at(NOON), NOON, false)).isNotEqualTo(id);
        assertThat(cutOff(random.plan(5, 2), NOON, false)).isNotEqualTo(id);
        try (Writing writing =
                store("another index", SqliteRounds.Limits.DEFAULT).begin(plan, NOON, false)) {
            assertThat(writing.id()).isNotEqualTo(id);
        }
    }

    @Test
    void aRoundOfTodayIsNotGoneOnWithTomorrowButOneOfAMomentIs() {
        long today = cutOff(plan, NOON, false);
        long moment = cutOff(at(NOON), NOON, false);
        Instant later = NOON.plus(Duration.ofHours(25));
        try (Writing anew = store().begin(plan, later, false);
                Writing same = store().begin(at(NOON), later, false)) {
            assertThat(anew.id()).isNotEqualTo(today);
            assertThat(same.id()).isEqualTo(moment);
        }
    }

    @Test
    void whatIsToBeCheckedAgainGoesOnOnlyWithWhatWasToBe() {
        long kept = cutOff(plan, NOON, false);
        long again;
        try (Writing writing = store().begin(plan, NOON, true)) {
            again = writing.id();
            assertThat(again).isNotEqualTo(kept);
        }
        try (Writing writing = store().begin(plan, NOON, true)) {
            assertThat(writing.id()).isEqualTo(again);
        }
    }

    @Test
    void keepsOfTheLatestFinishedRoundOfTheSamePlanMomentAndSource() {
        whole(at(NOON), NOON);
        assertThat(earlier(store(), plan, false)).isNull();
        assertThat(earlier(store(), at(NOON.minusSeconds(1)), false)).isNull();
        assertThat(earlier(store("another index", SqliteRounds.Limits.DEFAULT), at(NOON), false))
                .isNull();
        assertThat(earlier(store(), at(NOON), true)).isNull();
        assertThat(earlier(store(), at(NOON), false)).isNotNull();
    }

    private static Known.@org.jspecify.annotations.Nullable Earlier earlier(
            SqliteRounds store, Plan of, boolean again) {
        try (Writing writing = store.begin(of, NOON, again)) {
            return writing.known().earlier(0);
        }
    }

    @Test
    void oldRoundsGoWhenANewOneEndsButNotWhatIsBeingWritten() {
        SqliteRounds three = store(SOURCE, new SqliteRounds.Limits(3, Long.MAX_VALUE));
        try (Writing writing = store().begin(at(NOON), NOON, false)) {
            for (int i = 0; i < 6; i++) {
                whole(three, plan, NOON.plusSeconds(i));
            }
            assertThat(numbers()).containsExactly(7L, 6L, 5L, 1L);
            assertThat(writing.round().id()).isEqualTo(1);
        }
        assertThat(store().prune(2)).isEqualTo(2);
        assertThat(numbers()).containsExactly(7L, 6L);
        assertThat(whole(plan, NOON)).isEqualTo(8);
        assertThat(Objects.requireNonNull(folder.toFile().list())).containsExactly("rounds.db");
    }

    @Test
    void oldRoundsGoWhenTheFileIsTooLong() {
        SqliteRounds tight = store(SOURCE, new SqliteRounds.Limits(100, 4096));
        whole(tight, plan, NOON);
        whole(tight, plan, NOON);

        assertThat(numbers()).containsExactly(2L);
    }

    private List<Long> numbers() {
        return store().rounds(100).stream().map(Header::id).toList();
    }
}
