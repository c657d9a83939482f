package org.compatserver.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.compatserver.resolver.DerivationTree.Derived;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.SmallIndex.Need;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The solver against a SAT solver, on random indexes of the size of real questions. */
class SatisfiabilityTest {
    private static final int CASES = Integer.getInteger("compat.cases", 150);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void findsASetExactlyWhereThereIsOne(boolean cyclic) {
        int solved = 0;
        for (long seed = 0; seed < CASES; seed++) {
            HardIndex hard = new HardIndex(seed, cyclic);
            SmallIndex index = SmallIndex.of(hard.index());
            String requirements = hard.requirements();
            Request request = index.request(requirements);
            String description = "seed " + seed + ", asked " + requirements;
            Outcome outcome = new VersionSolver(index).solve(request, Budget.unbounded());
            boolean exists = SatReferee.hasASet(index, requirements);
            assertThat(outcome instanceof Outcome.Solved).as(description).isEqualTo(exists);
            switch (outcome) {
                case Outcome.Solved set -> {
                    solved++;
                    assertThat(unmet(index, requirements, set)).as(description).isEmpty();
                }
                case Outcome.Impossible(var proof, var _) ->
                    assertThat(faults(proof, new ProofCheck(index, requirements, request)))
                            .as(description)
                            .isEmpty();
            }
        }
        assertThat(solved).as("of " + CASES).isBetween(CASES / 4, CASES * 3 / 4);
    }

    /** What the question and the set's own versions require and the set has not. */
    private static List<String> unmet(SmallIndex index, String requirements, Outcome.Solved set) {
        List<String> unmet = new ArrayList<>();
        SmallIndex.needs(requirements).forEach(need -> look(index, set, "asked", need, unmet));
        set.decisions().forEach((node, position) -> {
            if (set.position(PackageNode.of(node.project())) != position) {
                unmet.add(node + " is at another version than its project");
            }
            index.release(node.project(), position)
                    .needs(node.extra())
                    .forEach(need -> look(index, set, node.toString(), need, unmet));
        });
        return unmet;
    }

    private static void look(SmallIndex index, Outcome.Solved set, String who, Need need, List<String> unmet) {
        int position = set.position(PackageNode.of(need.project()));
        boolean met = position >= 0
                && need.specifiers().contains(index.versions(need.project()).get(position))
                && (need.extra() == null || set.position(new PackageNode(need.project(), need.extra())) == position);
        if (!met) {
            unmet.add(who + ": " + need.text());
        }
    }

    /** Facts are held against the index; a step must be a resolution on one node. */
    private static List<String> faults(DerivationTree proof, ProofCheck check) {
        List<String> faults = new ArrayList<>();
        Set<DerivationTree> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<DerivationTree> open = new ArrayList<>(List.of(proof));
        while (!open.isEmpty()) {
            DerivationTree tree = open.removeLast();
            if (seen.add(tree)) {
                switch (tree) {
                    case External fact -> {
                        if (!check.holds(fact.conclusion(), fact.cause())) {
                            faults.add(fact + " does not hold");
                        }
                    }
                    case Derived step -> {
                        open.add(step.left());
                        open.add(step.right());
                        if (!check.isResolution(step)) {
                            faults.add(step.conclusion() + " is no resolution of its premises");
                        }
                    }
                }
            }
        }
        if (!proof.conclusion().stream().allMatch(term -> term.node() == null)) {
            faults.add("It ends in " + proof.conclusion());
        }
        return faults;
    }
}
