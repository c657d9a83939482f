package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.certificate.Certificate;
import org.compatserver.engine.solving.UniverseEvidence;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.round.Round;
import org.compatserver.round.Rule;
import org.compatserver.round.Whole;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every check of rounds over random universes, against the engine's answer to the same question; the sets of union and patch are checked by the certificate. More of
 * them: {@code ./test RulesAgainstTheEngineTest -Dcompat.cases=2000}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RulesAgainstTheEngineTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    private final Map<Rule, Integer> settled = new EnumMap<>(Rule.class);

    /** How many sets of union and patch are not the solver's own. */
    private int differing;

    @ParameterizedTest
    @CsvSource(textBlock = """
        4, 6, 5, true, true
        5, 8, 4, true, true
        5, 10, 3, true, true
        5, 10, 4, false, true
        6, 14, 3, false, true
        6, 14, 2, true, true
        7, 14, 5, false, false
        8, 12, 4, true, false
        """)
    void everyRuleSaysWhatTheEngineSays(int requested, int projects, int versions, boolean cyclic, boolean peculiar) {
        EnumSet<Feature> features = peculiar ? EnumSet.allOf(Feature.class) : EnumSet.noneOf(Feature.class);
        Shape shape = new Shape(projects, versions, requested, cyclic, features);
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(77_000_000L + 1_000_000L * projects + seed, shape);
            try (RandomRound rounds = RandomRound.of(universe, List.of(RandomRound.TARGET))) {
                compare(rounds, "seed %d: %s".formatted(seed, universe));
            }
        }
    }

    @AfterAll
    void everyRuleWasMetOften(TestReporter reporter) {
        reporter.publishEntry("pairs", settled + ", with another set than the solver's own " + differing);
        for (Rule rule : Set.of(Rule.UNION, Rule.PATCH, Rule.INHERITED, Rule.SIGNATURE, Rule.SOLVER)) {
            assertThat(settled.getOrDefault(rule, 0)).as(rule.name()).isGreaterThanOrEqualTo(2 * CASES);
        }
        assertThat(differing).isPositive();
    }

    private void compare(RandomRound rounds, String description) {
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
                    Installation ours = rounds.installation(RandomRound.TARGET, set);
                    differ(ours, rounds, first, second, pair);
                    assertThat(Certificate.check(
                                    rounds.question(RandomRound.TARGET, first, second),
                                    ours,
                                    new UniverseEvidence(rounds.universe)))
                            .as("certificate of %s", pair)
                            .isEmpty();
                }
            }
        }
    }

    /** Counts the rule's sets that are others than the solver's. */
    private void differ(Installation ours, RandomRound rounds, int first, int second, String pair) {
        Installation theirs = Objects.requireNonNull(rounds.shown(RandomRound.TARGET, List.of(first, second)), pair);
        if (!versions(ours).equals(versions(theirs))) {
            differing++;
        }
    }

    private static Map<ProjectName, Version> versions(Installation installation) {
        return installation.pins().stream().collect(Collectors.toMap(Pin::project, Pin::version));
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
