package org.compatserver.engine.solving;

import java.util.List;
import java.util.Map;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Question;

/** A question of which only that matters whether there is a set, however old. */
record Posed(CatalogSource source, World world, List<Ask> asks) {
    /** @param source what the question sees */
    static Posed of(Question question, CatalogSource source) {
        World world = World.pessimistic(source, question.strict());
        List<Ask> asks = Merging.of(question).requirements().stream()
                .map(requirement -> Ask.of(requirement, source, world))
                .toList();
        return new Posed(source, world, asks);
    }

    /** Whether nothing is asked for on its target. */
    boolean isEmpty() {
        return asks.isEmpty();
    }

    /** Whether there is a set of known files. */
    Outcome solve(Budget budget) {
        return new Search(world, budget).askPessimistically(Search.request(asks, Map.of(), List.of()));
    }

    /** Whether there is a set of known files with all that is asked for at its newest or newer. */
    Outcome solveAtNewest(Budget budget) {
        return new Search(world, budget)
                .askPessimistically(Search.request(asks, Point.newest(asks).orNewer(asks), List.of()));
    }

    /** Whether there is a set if files that cannot be read without building require nothing. */
    Outcome solveOptimistically(Budget budget) {
        return new VersionSolver(world.optimistic()).solve(Search.request(asks, Map.of(), List.of()), budget);
    }

    Derivation converted(DerivationTree proof) {
        return Proofs.of(asks, source).converted(proof);
    }
}
