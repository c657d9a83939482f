package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.engine.solving.Corrections.Bounds;
import org.compatserver.engine.solving.Corrections.Tried;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Remedy.Certainty;

/** What would free packages of a conflict: the fewest demands without which they fit, each found by solving without them. */
final class Freeing {
    /** Two parties may get together; of three nobody believes it. */
    private static final Bounds BOUNDS = new Bounds(2, 100, 20, true);

    private static final Bounds FIRST = new Bounds(2, 100, 1, true);

    private final World world;
    private final List<Ask> asks;
    private final Goal goal;
    private final Budget budget;
    private final Demands demands;
    private final Proofs proofs;
    private final Remedies remedies;
    private boolean doubtful;

    /** What is to fit. */
    enum Goal {
        /** All that is asked for at its newest or newer. */
        NEWEST,
        /** The same if it can be had, else in whatever version. */
        ANY
    }

    /**
     * A set that exists without some demands.
     *
     * @param newest whether all that is asked for is at its newest or newer
     */
    record Fitting(Set<Demand> dropped, Map<PackageNode, Integer> decisions, boolean newest) {}

    Freeing(CatalogSource source, World world, List<Ask> asks, Goal goal, Budget budget) {
        this.world = world;
        this.asks = asks;
        this.goal = goal;
        this.budget = budget;
        this.demands = new Demands(world);
        this.proofs = Proofs.of(asks, source);
        this.remedies = new Remedies(source, world, asks);
    }

    /**
     * The remedies of the fewest demands; none where no demand is in the way.
     *
     * @param proof why it does not fit as it is
     */
    List<Remedy> of(Derivation proof) {
        Collection<Demand> first = demands.of(proof);
        if (first.isEmpty()) {
            return List.of();
        }
        List<Fitting> found = new ArrayList<>();
        boolean complete;
        try {
            complete = seek(
                    BOUNDS, dropped -> dropped.isEmpty() ? new Tried.Fails<>(first) : trial(world, dropped, found));
        } catch (BudgetSpent spent) {
            complete = false;
        }
        return found.isEmpty()
                ? List.of(new Remedy.None(complete ? certainty() : Certainty.NOT_FOUND))
                : remedies.of(found);
    }

    /** Knowing that of known files nothing fits. */
    private Certainty certainty() {
        if (!doubtful) {
            return Certainty.NOTHING;
        }
        List<Fitting> hoped = new ArrayList<>();
        try {
            boolean complete = seek(FIRST, dropped -> trial(world.optimistic(), dropped, hoped));
            return !hoped.isEmpty() ? Certainty.NOTHING_KNOWN : complete ? Certainty.NOTHING : Certainty.NOT_FOUND;
        } catch (BudgetSpent spent) {
            return Certainty.NOT_FOUND;
        }
    }

    private static boolean seek(Bounds bounds, Corrections.Trial<Demand> trial) {
        return new Corrections<>(trial, Comparator.comparingInt(Set::size), Demand::equals).seek(bounds);
    }

    private Tried<Demand> trial(World in, Set<Demand> dropped, List<Fitting> found) {
        Relaxed relaxed = new Relaxed(in, dropped);
        Outcome outcome = solve(relaxed, Point.newest(asks).orNewer(asks));
        boolean newest = outcome instanceof Outcome.Solved;
        if (!newest && goal == Goal.ANY) {
            outcome = solve(relaxed, Map.of());
        }
        return switch (outcome) {
            case Outcome.Solved(var decisions, var _) -> {
                found.add(new Fitting(dropped, decisions, newest));
                yield new Tried.Fits<>();
            }
            case Outcome.Impossible(DerivationTree proof, var _) -> {
                doubtful |= Proofs.restsOnTheUnknowable(proof);
                yield new Tried.Fails<>(demands.of(proofs.converted(proof)));
            }
        };
    }

    private Outcome solve(Relaxed relaxed, Map<ProjectName, VersionSet> within) {
        return new VersionSolver(relaxed).solve(new Request(relaxed.roots(asks), within, List.of()), budget);
    }
}
