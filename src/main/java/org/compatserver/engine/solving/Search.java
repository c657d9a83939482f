package org.compatserver.engine.solving;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Core;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;

/**
 * Looks for sets in two worlds: the pessimistic one, in which a file that cannot be read without building is unusable, and the optimistic one, in which it
 * requires nothing. What exists in the first exists in any case; what is impossible in the second is impossible in any case.
 */
public final class Search {
    private final World world;
    private final VersionSolver pessimistic;
    private final VersionSolver optimistic;
    private final Budget budget;

    /** @param world the pessimistic one */
    public Search(World world, Budget budget) {
        this.world = world;
        this.pessimistic = new VersionSolver(world);
        this.optimistic = new VersionSolver(world.optimistic());
        this.budget = budget;
    }

    /** Whether a set exists. */
    public sealed interface Answer {
        /** It does: the position of every node, in the order in which they were decided. */
        record Exists(SequencedMap<PackageNode, Integer> decisions) implements Answer {}

        /** It does not, whatever a build would tell. */
        record Impossible(DerivationTree proof) implements Answer {}

        /** Only with files that cannot be read without building: one such set of what was asked for; there is none without. */
        record Depends(Request request, SequencedMap<PackageNode, Integer> decisions) implements Answer {}
    }

    public Answer ask(Request request) {
        return switch (pessimistic.solve(request, budget)) {
            case Outcome.Solved(var decisions, var _) -> new Answer.Exists(decisions);
            case Outcome.Impossible(DerivationTree proof, var _) ->
                Proofs.restsOnTheUnknowable(proof) ? askOptimistically(request) : new Answer.Impossible(proof);
        };
    }

    /** Knowing that there is none in the pessimistic world. */
    private Answer askOptimistically(Request request) {
        return switch (optimistic.solve(request, budget)) {
            case Outcome.Solved(var decisions, var _) -> new Answer.Depends(request, decisions);
            case Outcome.Impossible(DerivationTree proof, var _) -> new Answer.Impossible(proof);
        };
    }

    /** A set of known files, if there is one: for questions of which only that matters. */
    public Outcome askPessimistically(Request request) {
        return pessimistic.solve(request, budget);
    }

    /**
     * What the facts of proofs come down to.
     *
     * @throws BudgetSpent if the budget ends before anything was gained
     */
    public Core core(Collection<External> facts) {
        return Core.of(facts, world, budget);
    }

    /** The files on which it depends: with all of them it exists, and without any one of them it does not, whatever they are found to require. */
    public Collection<Unavailable.Unknowable> needed(Answer.Depends doubt) {
        NavigableMap<String, Unavailable.Unknowable> needed = world.unknowable(doubt.decisions());
        try {
            for (String file : List.copyOf(needed.keySet())) {
                Set<String> others = new TreeSet<>(needed.keySet());
                if (others.remove(file)
                        && new VersionSolver(world.hopingFor(others)).solve(doubt.request(), budget)
                                instanceof Outcome.Solved(var decisions, var _)) {
                    needed = world.unknowable(decisions);
                }
            }
        } catch (BudgetSpent spent) {
            return needed.values();
        }
        return needed.values();
    }

    /** What to ask for: all of it. */
    public static Request request(
            List<Ask> asks, Map<ProjectName, VersionSet> within, List<Map<ProjectName, Integer>> beyond) {
        return new Request(asks.stream().flatMap(ask -> ask.roots().stream()).toList(), within, beyond);
    }
}
