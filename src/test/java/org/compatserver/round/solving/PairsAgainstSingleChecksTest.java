package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is said of pairs of packages of random universes, against single checks. More of them: {@code ./test PairsAgainstSingleChecksTest -Dcompat.cases=2000}.
 */
class PairsAgainstSingleChecksTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    @ParameterizedTest
    @CsvSource(textBlock = """
            4, 4, 6, true
            5, 6, 6, true
            5, 9, 4, true
            5, 9, 6, false
            6, 14, 3, true
            6, 14, 5, false
            """)
    void eachIsThatOfASingleCheck(int requested, int projects, int versions, boolean cyclic) {
        Shape shape = new Shape(projects, versions, requested, cyclic, EnumSet.allOf(Feature.class));
        Map<String, Integer> counts = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(7_000_000L * (requested + 10 * projects) + seed, shape);
            compare(universe, "seed %d: %s".formatted(seed, universe), counts);
        }
        assertThat(counts.keySet()).anyMatch(key -> key.startsWith("SIGNATURE CHECK_WARNING"));
    }

    private static void compare(RandomUniverse universe, String description, Map<String, Integer> counts) {
        try (ScenesOf scenes = ScenesOf.of(universe)) {
            compare(scenes, new LearningPairs(scenes.scene), description, counts);
            compare(scenes, new LearningPairs(scenes.scene, scenes.undisputed()), description, counts);
        }
    }

    private static void compare(ScenesOf scenes, LearningPairs pairs, String description, Map<String, Integer> counts) {
        for (int first = 0; first < scenes.solos.size(); first++) {
            for (int second = first + 1; second < scenes.solos.size(); second++) {
                Solo one = scenes.solos.get(first);
                Solo other = scenes.solos.get(second);
                PairAnswer answer = pairs.answer(one, other);
                String expected = scenes.single(one, other);
                assertThat(ScenesOf.brief(answer))
                        .as("%s with %s in %s", one.ask(), other.ask(), description)
                        .isEqualTo(expected);
                counts.merge(answer.rule() + " " + answer.result(), 1, Integer::sum);
            }
        }
    }
}
