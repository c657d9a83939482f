package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.compatserver.certificate.Certificate;
import org.compatserver.engine.solving.UniverseEvidence;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.round.Round;
import org.compatserver.round.Rule;
import org.compatserver.round.Whole;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every check of rounds over random universes, against the engine's answer to the same question; the sets of union and patch are checked by the certificate. More of
 * them: {@code ./test RulesAgainstTheEngineTest -Dcompat.cases=2000}.
 */
class RulesAgainstTheEngineTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    @ParameterizedTest
    @CsvSource(textBlock = """
        4, 6, 5, true
        5, 8, 4, true
        5, 10, 3, true
        5, 10, 4, false
        6, 14, 3, false
        6, 14, 2, true
        """)
    void everyRuleSaysWhatTheEngineSays(int requested, int projects, int versions, boolean cyclic) {
        Shape shape = new Shape(projects, versions, requested, cyclic, EnumSet.allOf(Feature.class));
        Map<Rule, Integer> settled = new EnumMap<>(Rule.class);
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(77_000_000L + 1_000_000L * projects + seed, shape);
            try (RandomRound rounds = RandomRound.of(universe, List.of(RandomRound.TARGET))) {
                compare(rounds, "seed %d: %s".formatted(seed, universe), settled);
            }
        }
        assertThat(settled.get(Rule.UNION)).isGreaterThan(CASES);
        assertThat(settled.get(Rule.INHERITED)).isGreaterThan(2 * CASES);
    }

    private static void compare(RandomRound rounds, String description, Map<Rule, Integer> settled) {
        Round round = rounds.run();
        TargetRound met = rounds.met(RandomRound.TARGET);
        Whole whole = round.sheets().getFirst().wholes().getFirst();
        assertThat(whole.result() + " " + whole.held())
                .as("all together, %s", description)
                .isEqualTo(rounds.engine(
                        RandomRound.TARGET,
                        IntStream.range(0, rounds.plan.size()).boxed().toList()));
        for (int first = 0; first < rounds.plan.size(); first++) {
            assertThat(alone(round, first, rounds))
                    .as("%s alone, %s", rounds.plan.project(first), description)
                    .isEqualTo(rounds.engine(RandomRound.TARGET, List.of(first)));
            for (int second = first + 1; second < rounds.plan.size(); second++) {
                Rule rule = Objects.requireNonNull(
                                round.sheets().getFirst().rows().get(first).cell(second))
                        .rule();
                settled.merge(rule, 1, Integer::sum);
                String pair = "%s and %s by %s, %s"
                        .formatted(rounds.plan.project(first), rounds.plan.project(second), rule, description);
                assertThat(rounds.of(round, 0, first, second))
                        .as(pair)
                        .isEqualTo(rounds.engine(RandomRound.TARGET, List.of(first, second)));
                Map<PackageNode, Integer> set = met.set(first, second);
                boolean isSet = rule == Rule.UNION || rule == Rule.PATCH;
                assertThat(set != null).as(pair).isIn(isSet, rule == Rule.INHERITED);
                if (isSet && set != null) {
                    assertThat(Certificate.check(
                                    rounds.question(RandomRound.TARGET, first, second),
                                    rounds.installation(RandomRound.TARGET, set),
                                    new UniverseEvidence(rounds.universe)))
                            .as("certificate of %s", pair)
                            .isEmpty();
                }
            }
        }
    }

    private static String alone(Round round, int number, RandomRound rounds) {
        var alone = round.sheets().getFirst().alone().get(number);
        Map<String, String> held = new TreeMap<>();
        if (alone.held() != null) {
            held.put(rounds.plan.project(number).normalized(), alone.held());
        }
        return Objects.requireNonNull(alone.cell()).result() + " " + held;
    }
}
