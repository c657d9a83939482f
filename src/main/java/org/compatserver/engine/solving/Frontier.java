package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.jspecify.annotations.Nullable;

/**
 * All maximal sets, as the positions of the requested packages in them. Each set found is pushed up until no package can be newer unless another gets older;
 * then it is blocked, with all that is no newer than it, and the next is sought. For two packages this walks down a staircase. It ends when what is left is
 * proved impossible, or when the budget does, or (of more than two packages) the bound on points.
 */
public final class Frontier {
    private final Search search;
    private final List<Ask> asks;
    private final int mostPoints;
    private final List<Point> points = new ArrayList<>();
    private final SequencedMap<Point, SequencedMap<PackageNode, Integer>> doubtful = new LinkedHashMap<>();
    private @Nullable DerivationTree end;

    Frontier(Search search, List<Ask> asks, int mostPoints) {
        this.search = search;
        this.asks = asks;
        this.mostPoints = mostPoints;
    }

    /**
     * Finds the points.
     *
     * @throws BudgetSpent if the budget ends before there is any, or with two packages, whose answer is exact or none
     */
    void explore() {
        try {
            exploreAll();
        } catch (BudgetSpent spent) {
            if (points.isEmpty() || asks.size() <= 2) {
                throw spent;
            }
        }
    }

    /** The points to which no other is newer in some package and older in none, those that are in doubt among them. */
    public List<Point> maximal() {
        List<Point> all = all();
        return all.stream()
                .filter(point ->
                        all.stream().noneMatch(other -> !other.equals(point) && other.isNowhereOlderThan(point)))
                .toList();
    }

    /** All points that were found: nothing else is newer than each of them in some package, if the search came to its end. */
    public List<Point> all() {
        return Stream.concat(points.stream(), doubtful.keySet().stream()).toList();
    }

    /** Those that exist only if a build tells what is hoped for, with a set that would be there. */
    Map<Point, SequencedMap<PackageNode, Integer>> doubtful() {
        return doubtful;
    }

    /** The proof that nothing is newer in some package than all of these; null when the search ended before. */
    @Nullable
    public DerivationTree end() {
        return end;
    }

    private void exploreAll() {
        List<Map<ProjectName, Integer>> found = new ArrayList<>();
        while (asks.size() <= 2 || points.size() + doubtful.size() < mostPoints) {
            switch (search.ask(Search.request(asks, Map.of(), found))) {
                case Answer.Exists(var decisions) -> {
                    Point point = push(search, asks, Point.of(asks, decisions));
                    points.add(point);
                    found.add(point.upperBounds(asks));
                }
                case Answer.Depends(var _, var decisions) -> {
                    Point point = Point.of(asks, decisions);
                    doubtful.put(point, decisions);
                    found.add(point.upperBounds(asks));
                }
                case Answer.Impossible(DerivationTree proof) -> {
                    end = proof;
                    return;
                }
            }
        }
    }

    /** A maximal point that is nowhere older than the given one. */
    public static Point push(Search search, List<Ask> asks, Point start) {
        Point point = start;
        while (true) {
            Request newer = Search.request(asks, point.orNewer(asks), List.of(point.upperBounds(asks)));
            switch (search.askPessimistically(newer)) {
                case Outcome.Solved(var decisions, var _) -> point = Point.of(asks, decisions);
                case Outcome.Impossible _ -> {
                    return point;
                }
            }
        }
    }
}
