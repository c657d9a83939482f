package org.compatserver.engine.solving;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.VersionSet;

/**
 * Looks for sets in two worlds: the pessimistic one, in which a file that cannot be read without building is unusable, and the optimistic one, in which it
 * requires nothing. What exists in the first exists in any case; what is impossible in the second is impossible in any case.
 */
final class Search {
    private final VersionSolver pessimistic;
    private final VersionSolver optimistic;
    private final Budget budget;

    Search(PackageSource pessimistic, PackageSource optimistic, Budget budget) {
        this.pessimistic = new VersionSolver(pessimistic);
        this.optimistic = new VersionSolver(optimistic);
        this.budget = budget;
    }

    /** Whether a set exists. */
    sealed interface Answer {
        /** It does: the position of every node, in the order in which they were decided. */
        record Exists(SequencedMap<PackageNode, Integer> decisions) implements Answer {}

        /** It does not, whatever a build would tell. */
        record Impossible(DerivationTree proof) implements Answer {}

        /** Only with files that cannot be read without building: one such set, and a proof that there is none without. */
        record Depends(SequencedMap<PackageNode, Integer> decisions) implements Answer {}
    }

    Answer ask(Request request) {
        return switch (pessimistic.solve(request, budget)) {
            case Outcome.Solved(var decisions, var _) -> new Answer.Exists(decisions);
            case Outcome.Impossible(DerivationTree proof, var _) ->
                Proofs.restsOnTheUnknowable(proof) ? askOptimistically(request) : new Answer.Impossible(proof);
        };
    }

    /** Knowing that there is none in the pessimistic world. */
    private Answer askOptimistically(Request request) {
        return switch (optimistic.solve(request, budget)) {
            case Outcome.Solved(var decisions, var _) -> new Answer.Depends(decisions);
            case Outcome.Impossible(DerivationTree proof, var _) -> new Answer.Impossible(proof);
        };
    }

    /** A set of known files, if there is one: for questions of which only that matters. */
    Outcome askPessimistically(Request request) {
        return pessimistic.solve(request, budget);
    }

    /** What to ask for: all of it. */
    static Request request(
            List<Ask> asks, Map<ProjectName, VersionSet> within, List<Map<ProjectName, Integer>> beyond) {
        return new Request(asks.stream().flatMap(ask -> ask.roots().stream()).toList(), within, beyond);
    }

    /** Within both. */
    static Map<ProjectName, VersionSet> both(Map<ProjectName, VersionSet> one, Map<ProjectName, VersionSet> other) {
        Map<ProjectName, VersionSet> both = new HashMap<>(one);
        other.forEach((project, versions) -> both.merge(project, versions, VersionSet::and));
        return both;
    }

    /** Every package at least at its position in the point. */
    static Map<ProjectName, VersionSet> atLeast(List<Ask> asks, Point point) {
        Map<ProjectName, VersionSet> within = new HashMap<>();
        for (int i = 0; i < asks.size(); i++) {
            if (point.position(i) > 0) {
                within.put(asks.get(i).project(), asks.get(i).from(point.position(i)));
            }
        }
        return within;
    }
}
