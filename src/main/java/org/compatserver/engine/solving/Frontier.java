package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * All maximal sets, as the positions of the requested packages in them. Each set found is pushed up until no package can be newer unless another gets older;
 * then it is blocked, with all that is no newer than it, and the next is sought. For two packages this walks down a staircase. It ends when what is left is
 * proved impossible, or when the budget or the bound on points does.
 */
final class Frontier {
    private final Search search;
    private final List<Ask> asks;
    private final Doors doors;
    private final int mostPoints;
    private final List<Point> points = new ArrayList<>();
    private final List<Doubtful> doubtful = new ArrayList<>();
    private @Nullable DerivationTree end;

    Frontier(Search search, List<Ask> asks, Doors doors, int mostPoints) {
        this.search = search;
        this.asks = asks;
        this.doors = doors;
        this.mostPoints = mostPoints;
    }

    /** A point that exists only if a build tells what is hoped for, with the set that would be there. */
    record Doubtful(Point point, SequencedMap<PackageNode, Integer> decisions) {}

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

    /** Maximal in the pessimistic world. */
    List<Point> points() {
        return points;
    }

    /** Newer in some package than all points, but only perhaps there. */
    List<Doubtful> doubtful() {
        return doubtful;
    }

    /** The proof that nothing is newer in some package than all of these; null when the search ended before. */
    @Nullable
    DerivationTree end() {
        return end;
    }

    private void exploreAll() {
        List<Map<ProjectName, Integer>> found = new ArrayList<>();
        while (points.size() + doubtful.size() < mostPoints) {
            Map<ProjectName, VersionSet> reach = reach();
            switch (search.ask(Search.request(asks, reach, found))) {
                case Answer.Exists(var decisions) -> {
                    doors.consider(decisions.keySet());
                    Point point = push(Point.of(asks, decisions));
                    points.add(point);
                    found.add(point.byName(asks));
                }
                case Answer.Depends(var decisions) -> {
                    Point point = Point.of(asks, decisions);
                    doubtful.add(new Doubtful(point, decisions));
                    found.add(point.byName(asks));
                }
                case Answer.Impossible(DerivationTree proof) -> {
                    if (reach.equals(reach())) {
                        end = proof;
                        return;
                    }
                }
            }
        }
    }

    /** That there is no set at all must hold of every version. */
    private Map<ProjectName, VersionSet> reach() {
        return points.isEmpty() && doubtful.isEmpty() ? Map.of() : doors.reach(asks);
    }

    /** A maximal point that is nowhere older than the given one. */
    Point push(Point start) {
        Point point = start;
        while (true) {
            Map<ProjectName, VersionSet> within = Search.both(Search.atLeast(asks, point), doors.reach(asks));
            Request newer = Search.request(asks, within, List.of(point.byName(asks)));
            switch (search.askPessimistically(newer)) {
                case Outcome.Solved(var decisions, var _) -> point = Point.of(asks, decisions);
                case Outcome.Impossible _ -> {
                    return point;
                }
            }
        }
    }
}
