package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Alone;
import org.compatserver.round.Origin;
import org.compatserver.round.Round;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.junit.jupiter.api.Test;

/** Rounds over several targets: what one of them is given of another is what the engine says of it. */
class SharedResultsTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    private static final Target OLDER = new Target(new PythonVersion(3, 12, 0), Platform.DEFAULT);
    private static final Target ELSEWHERE =
            new Target(new PythonVersion(3, 13, 0), Platform.parse("windows").orElseThrow());
    private static final List<Target> TARGETS = List.of(RandomRound.TARGET, OLDER, ELSEWHERE);

    @Test
    void whatIsSharedIsWhatTheEngineSays() {
        Shape shape = new Shape(9, 4, 4, true, EnumSet.allOf(Feature.class));
        Map<Origin, Integer> pairs = new EnumMap<>(Origin.class);
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(88_000_000L + seed, shape);
            try (RandomRound rounds = RandomRound.of(universe, TARGETS)) {
                Round round = rounds.run();
                for (int target = 0; target < TARGETS.size(); target++) {
                    compare(rounds, round, target, "target %d, seed %d: %s".formatted(target, seed, universe), pairs);
                }
            }
        }
        assertThat(pairs.get(Origin.SHARED)).isGreaterThan(CASES);
        assertThat(pairs).doesNotContainKey(Origin.KEPT);
    }

    private static void compare(
            RandomRound rounds, Round round, int target, String description, Map<Origin, Integer> pairs) {
        for (int first = 0; first < rounds.plan.size(); first++) {
            Alone alone = round.sheets().get(target).alone().get(first);
            assertThat(rounds.engine(TARGETS.get(target), List.of(first)))
                    .as("%s alone, %s", rounds.plan.project(first), description)
                    .startsWith(Objects.requireNonNull(alone.cell()).result() + " ");
            for (int second = first + 1; second < rounds.plan.size(); second++) {
                assertThat(rounds.of(round, target, first, second))
                        .as("%s and %s, %s", rounds.plan.project(first), rounds.plan.project(second), description)
                        .isEqualTo(rounds.engine(TARGETS.get(target), List.of(first, second)));
                Origin origin = Objects.requireNonNull(
                                round.sheets().get(target).rows().get(first).cell(second))
                        .origin();
                pairs.merge(origin, 1, Integer::sum);
            }
        }
    }
}
