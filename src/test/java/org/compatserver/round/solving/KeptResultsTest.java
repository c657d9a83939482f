package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.compatserver.round.Alone;
import org.compatserver.round.Origin;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.Whole;
import org.compatserver.testing.MemoryRounds;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Release;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;

/** A round that is repeated after uploads, deletions and some time: what it keeps of the one before is what the engine says now. */
class KeptResultsTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    @Test
    void whatIsKeptIsWhatTheEngineSaysNow() {
        Shape shape = new Shape(10, 4, 5, true, EnumSet.allOf(Feature.class));
        Map<Origin, Integer> pairs = new EnumMap<>(Origin.class);
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(99_000_000L + seed, shape);
            MemoryRounds store = new MemoryRounds();
            Random random = new Random(seed);
            Plan plan;
            try (RandomRound before =
                    RandomRound.of(universe.with(some(universe, random)), List.of(RandomRound.TARGET))) {
                before.run(store);
                plan = before.plan;
            }
            Universe after = Universe.of(universe.with(some(universe, random)).text());
            Instant later = RandomRound.NOW.plus(Duration.ofDays(random.nextInt(2_000)));
            try (RandomRound again = new RandomRound(after, plan, later)) {
                compare(again, again.run(store), "seed %d: %s".formatted(seed, universe), pairs);
            }
        }
        assertThat(pairs.get(Origin.KEPT)).isGreaterThan(CASES);
        assertThat(pairs.get(Origin.COMPUTED)).isGreaterThan(CASES);
    }

    @Test
    void ofTheWholeSetTheSameIsSaidAgain() {
        String universe = """
            a 1: gone
            b 1
            """;
        MemoryRounds store = new MemoryRounds();
        List<Whole> wholes = List.of(
                new Whole(2, Result.INSTALL_ERROR, Map.of(), "Not to be installed by itself: a."),
                new Whole(1, Result.SUCCESS, Map.of(), ""));
        for (Origin origin : List.of(Origin.COMPUTED, Origin.KEPT)) {
            try (RandomRound round = RandomRound.of(universe, "a", "b")) {
                assertThat(round.run(store).sheets().getFirst().wholes())
                        .as(origin.toString())
                        .isEqualTo(wholes);
            }
        }
    }

    @Test
    void whereNothingChangedAllIsKept() {
        String universe = """
            a 1: c>=1
            b 1: c
            c 1
            """;
        MemoryRounds store = new MemoryRounds();
        for (Origin origin : List.of(Origin.COMPUTED, Origin.KEPT, Origin.KEPT)) {
            try (RandomRound round = RandomRound.of(universe, "a", "b")) {
                Round found = round.run(store);
                assertThat(Objects.requireNonNull(found.sheets()
                                        .getFirst()
                                        .rows()
                                        .getFirst()
                                        .cell(1))
                                .origin())
                        .isEqualTo(origin);
                assertThat(Objects.requireNonNull(found.sheets()
                                        .getFirst()
                                        .alone()
                                        .getFirst()
                                        .cell())
                                .origin())
                        .isEqualTo(origin);
            }
        }
    }

    @Test
    void aPackageIsAskedAboutAgainWhereSomethingThatItLooksAtChanged() {
        MemoryRounds store = new MemoryRounds();
        try (RandomRound before = RandomRound.of("a 1: c\nb 1\nc 1\nd 1: c<2\ne 1", "a", "b", "d", "e")) {
            before.run(store);
        }
        try (RandomRound after = RandomRound.of("a 1: c\nb 1\nc 1\nd 1: c<2\ne 1\nc 2: b<1", "a", "b", "d", "e")) {
            Round round = after.run(store);
            assertThat(after.of(round, 0, 0, 1)).isEqualTo("SUCCESS {}");
            assertThat(origins(round))
                    .containsExactly("COMPUTED", "COMPUTED", "COMPUTED", "COMPUTED", "KEPT", "COMPUTED");
        }
    }

    @Test
    void forHowLongNewerReleasesHaveBeenOutIsSaidOfToday() {
        String universe = """
            a 1
              uploaded 2024-01-01
            a 2: gone
              uploaded 2024-02-01
            b 1: a
            """;
        MemoryRounds store = new MemoryRounds();
        Plan plan;
        try (RandomRound before = RandomRound.of(universe, "a", "b")) {
            before.run(store);
            plan = before.plan;
        }
        Instant later = RandomRound.NOW.plus(Duration.ofDays(100));
        try (RandomRound again = new RandomRound(Universe.of(universe), plan, later)) {
            String anew = again.run().sheets().getFirst().alone().getFirst().text();
            Alone kept = again.run(store).sheets().getFirst().alone().getFirst();
            assertThat(Objects.requireNonNull(kept.cell()).origin()).isEqualTo(Origin.KEPT);
            assertThat(kept.text()).contains("out for").isEqualTo(anew);
        }
    }

    private static List<String> origins(Round round) {
        List<String> origins = new ArrayList<>();
        round.sheets().getFirst().rows().forEach(row -> {
            for (int i = 0; i < row.cells().length; i++) {
                origins.add(Objects.requireNonNull(row.cell(row.first() + 1 + i))
                        .origin()
                        .toString());
            }
        });
        return origins;
    }

    /** Nearly all releases. */
    private static List<Release> some(RandomUniverse universe, Random random) {
        return universe.releases().stream()
                .filter(release -> random.nextInt(20) > 0)
                .toList();
    }

    private static void compare(RandomRound rounds, Round round, String description, Map<Origin, Integer> pairs) {
        for (int first = 0; first < rounds.plan.size(); first++) {
            for (int second = first + 1; second < rounds.plan.size(); second++) {
                Origin origin = Objects.requireNonNull(
                                round.sheets().getFirst().rows().get(first).cell(second))
                        .origin();
                pairs.merge(origin, 1, Integer::sum);
                assertThat(rounds.of(round, 0, first, second))
                        .as(
                                "%s and %s, %s, %s",
                                rounds.plan.project(first), rounds.plan.project(second), origin, description)
                        .isEqualTo(rounds.engine(RandomRound.TARGET, List.of(first, second)));
            }
        }
    }
}
