package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.spi.PackageNode;

/** Finds the set to show for some packages, or that there is none (design.md, "The verdict"). */
public final class Finding {
    /** The share of the budget for finding sets; the rest is for telling of them. */
    private static final double EXPLORING = 0.8;

    private final List<Ask> asks;
    private final Search search;
    private final Lags lags;
    private final Limits limits;
    private final Spending budget;

    /** @param moment to which lags are counted */
    public Finding(ReleaseSource source, World world, List<Ask> asks, Instant moment, Limits limits, Spending budget) {
        this.asks = asks;
        this.search = new Search(world, budget);
        this.lags = new Lags(source, asks, moment);
        this.limits = limits;
        this.budget = budget;
    }

    /** What was found. */
    public sealed interface Found {
        /** A set with every package at its newest or newer. */
        record AtNewest(SequencedMap<PackageNode, Integer> decisions) implements Found {}

        /**
         * Sets in which something is held back.
         *
         * @param newest the proof that not all can be at their newest
         * @param ranked the maximal ones that exist in any case, best first
         */
        record Held(DerivationTree newest, List<Standing> ranked, Frontier frontier) implements Found {}

        /** No set exists. */
        record Nothing(DerivationTree proof) implements Found {}

        /** It depends on files that cannot be read without building. */
        record InDoubt(Answer.Depends doubt) implements Found {}
    }

    public Search search() {
        return search;
    }

    public Found find() {
        return switch (search.ask(Search.request(asks, Point.newest(asks).orNewer(asks), List.of()))) {
            case Answer.Exists(var decisions) -> new Found.AtNewest(decisions);
            case Answer.Depends doubt -> new Found.InDoubt(doubt);
            case Answer.Impossible(DerivationTree proof) -> notAtNewest(proof);
        };
    }

    private Found notAtNewest(DerivationTree newestProof) {
        Frontier frontier = new Frontier(search, asks, limits.points());
        budget.keepWithin(EXPLORING);
        try {
            frontier.explore();
        } finally {
            budget.keepWithin(1);
        }
        List<Point> maximal = frontier.maximal();
        if (maximal.isEmpty()) {
            return new Found.Nothing(
                    Objects.requireNonNull(frontier.end(), "A search without a point ends in a proof"));
        }
        List<Standing> ranked =
                Standing.ranked(maximal.stream().map(lags::standing).toList());
        SequencedMap<PackageNode, Integer> hoped =
                frontier.doubtful().get(ranked.getFirst().point());
        if (hoped != null) {
            return new Found.InDoubt(
                    new Answer.Depends(exactly(ranked.getFirst().point()), hoped));
        }
        return new Found.Held(
                newestProof,
                ranked.stream()
                        .filter(standing -> !frontier.doubtful().containsKey(standing.point()))
                        .toList(),
                frontier);
    }

    /** The set with the requested packages at a point that was found, its dependencies as new as they can be. */
    public SequencedMap<PackageNode, Integer> at(Point point) {
        return switch (search.askPessimistically(exactly(point))) {
            case Outcome.Solved(var decisions, var _) -> decisions;
            case Outcome.Impossible _ -> throw new IllegalStateException(point + " was found, and is lost");
        };
    }

    private Request exactly(Point point) {
        return Search.request(asks, point.exactly(asks), List.of());
    }
}
