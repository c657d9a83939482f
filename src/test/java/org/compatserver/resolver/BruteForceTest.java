package org.compatserver.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The solver against trying everything, on random indexes. */
class BruteForceTest {

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void findsASetWhereThereIsOneAndAProofElsewhere(boolean cyclic, boolean wild) {
        int solved = 0;
        int count = 2000;
        for (long seed = 0; seed < count; seed++) {
            RandomIndex random = new RandomIndex(seed, cyclic, wild);
            SmallIndex index = SmallIndex.of(random.index());
            String requirements = random.requirements();
            List<Map<PackageNode, Version>> sets = BruteForce.sets(index, requirements);
            String description = "seed " + seed + ", asked " + requirements;
            Request request = index.request(requirements);
            Outcome outcome = new VersionSolver(index).solve(request, Limit.of(20_000));
            switch (outcome) {
                case Outcome.Solved found -> {
                    solved++;
                    assertThat(versions(index, found)).as(description).isIn(sets);
                }
                case Outcome.Impossible(var proof, var effort) -> {
                    assertThat(sets).as(description).isEmpty();
                    assertThat(new ProofCheck(index, requirements, request).faults(proof))
                            .as(description)
                            .isEmpty();
                }
            }
        }
        assertThat(solved).isBetween(count / 5, count * 4 / 5);
    }

    private static Map<PackageNode, Version> versions(SmallIndex index, Outcome.Solved solved) {
        Map<PackageNode, Version> result = new HashMap<>();
        solved.decisions()
                .forEach((node, position) ->
                        result.put(node, index.versions(node.project()).get(position)));
        return result;
    }

    /** A bound on steps that a small index never needs. */
    private static final class Limit implements Budget {
        private int left;

        static Limit of(int steps) {
            Limit limit = new Limit();
            limit.left = steps;
            return limit;
        }

        @Override
        public void step() {
            if (--left < 0) {
                throw new BudgetSpent("too many steps");
            }
        }
    }
}
