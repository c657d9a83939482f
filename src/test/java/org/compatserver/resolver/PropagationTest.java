package org.compatserver.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.compatserver.resolver.Outcome.Effort;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.VersionSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whenever the solver decides, all that follows from what it knows has been drawn: a lost consequence changes no verdict, so other tests would not see it. */
class PropagationTest {

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void nothingIsLostOnSmallIndexes(boolean cyclic, boolean wild) {
        for (long seed = 0; seed < 1000; seed++) {
            RandomIndex random = new RandomIndex(seed, cyclic, wild);
            SmallIndex index = SmallIndex.of(random.index());
            assertThat(lost(index, index.request(random.requirements())))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void nothingIsLostOnLargerIndexes(boolean cyclic) {
        for (long seed = 1; seed < 40; seed++) {
            HardIndex hard = new HardIndex(seed, cyclic);
            SmallIndex index = SmallIndex.of(hard.index());
            assertThat(lost(index, index.request(hard.requirements())))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    private static List<String> lost(PackageSource source, Request request) {
        Inspector inspector = new Inspector(source, request);
        Outcome outcome = inspector.solve.run();
        assertThat(inspector.looks > 0).isEqualTo(outcome.effort().tries() > 0);
        return inspector.lost;
    }

    /** Looks at all that is known each time a version is tried, which is after propagation. */
    private static final class Inspector implements Budget {
        private final List<String> lost = new ArrayList<>();
        private final Solve solve;
        private int looks;
        private Effort before = new Effort(0, 0);

        Inspector(PackageSource source, Request request) {
            this.solve = new Solve(source, request, this);
        }

        @Override
        public void step() {
            Effort now = solve.effort();
            if (now.tries() > before.tries() && solve.isSettled()) {
                looks++;
                Set<Watch> seen = new HashSet<>();
                for (Node node : solve.nodes()) {
                    node.watches.forEach(watch -> look(watch, seen));
                    node.rules.values().forEach(watch -> look(watch, seen));
                    node.readings.values().forEach(reading -> reading.rules().forEach(watch -> look(watch, seen)));
                    lookAtTie(node);
                }
            }
            before = now;
        }

        private void look(Watch watch, Set<Watch> seen) {
            if (!seen.add(watch)) {
                return;
            }
            Incompatibility incompatibility = watch.incompatibility;
            int open = 0;
            boolean contradicted = false;
            for (int i = 0; i < incompatibility.size(); i++) {
                open += incompatibility.isSatisfied(i) ? 0 : 1;
                contradicted |= incompatibility.isContradicted(i);
            }
            if (open == 0 || open == 1 && !contradicted) {
                lost.add(incompatibility + (open == 0 ? " is violated" : " forbids something that is still there"));
            }
        }

        /** A project with an extra, where it is required, has no version that the project has not, nor the project one that it has not. */
        private void lookAtTie(Node extra) {
            if (extra.isExtra() && extra.isRequired()) {
                Node base = extra.project.base();
                VersionSet left = base.domain.minus(VersionSet.of(base.absent + 1, base.absent));
                if (!left.equals(extra.domain)) {
                    lost.add(extra + " is not " + base);
                }
            }
        }
    }
}
