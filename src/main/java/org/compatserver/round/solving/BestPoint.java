package org.compatserver.round.solving;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Frontier;
import org.compatserver.engine.solving.Lags;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.Search;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * Where many packages that do not fit at their newest are in the best of their sets, if that can be told without finding all maximal ones: a set that is no worse than the first one found has one
 * of those newer that are held back there, and beside that one the others alone may be behind by more than the whole first set is (rounds.md, "Whole sets").
 */
final class BestPoint {
    private final Scene scene;
    private final Known known;
    private final List<Ask> asks;
    private final Budget budget;
    private final Search search;

    /** Of two packages only what is impossible whatever the others' clauses admit says something of all together. */
    private final VersionSolver relaxed;

    /** What is known of packages without asking. */
    interface Known {
        /** Whether there is a set with two packages both at their newest. */
        boolean fit(ProjectName one, ProjectName other);

        /** How many projects a package has in its own answer. */
        int size(ProjectName project);
    }

    BestPoint(Scene scene, Known known, List<Ask> asks, Search search, Budget budget) {
        this.scene = scene;
        this.known = known;
        this.asks = asks;
        this.search = search;
        this.budget = budget;
        this.relaxed = new VersionSolver(new AdmittingAll(scene.world().optimistic()));
    }

    /** Null where it cannot be told that way. */
    @Nullable
    Point find() {
        if (!(search.ask(Search.request(asks, Map.of(), List.of())) instanceof Answer.Exists(var decisions))) {
            return null;
        }
        Point point = Frontier.push(search, asks, Point.of(asks, decisions));
        Duration total =
                new Lags(scene.source(), asks, scene.moment()).standing(point).totalLag();
        if (total == null) {
            return null;
        }
        for (int i = 0; i < asks.size(); i++) {
            if (asks.get(i).isHeldAt(point.position(i)) && !costsMore(i, point.position(i), total)) {
                return null;
            }
        }
        return point;
    }

    /** Whether with one package newer than at a position the others, each by itself beside it, are behind by more than so much in sum. */
    private boolean costsMore(int newer, int position, Duration most) {
        Duration sum = Duration.ZERO;
        for (Ask other : disagreeing(asks.get(newer))) {
            Duration least = leastLag(asks.get(newer), position, other);
            if (least == null || sum.plus(least).compareTo(most) > 0) {
                return true;
            }
            sum = sum.plus(least);
        }
        return false;
    }

    /** Those that may be behind beside a package, the easiest to find out about first: it may not take the others. Behind is none that has no newest by itself. */
    private List<Ask> disagreeing(Ask newer) {
        return asks.stream()
                .filter(other -> other.newest() >= 0)
                .filter(other ->
                        !other.project().equals(newer.project()) && !known.fit(newer.project(), other.project()))
                .sorted(Comparator.comparingInt(other -> known.size(other.project())))
                .toList();
    }

    /** How far a package is behind at least, beside another that is newer than at a position; null where the two cannot be together then. */
    private @Nullable Duration leastLag(Ask newer, int position, Ask other) {
        Map<ProjectName, VersionSet> within = new HashMap<>();
        within.put(newer.project(), newer.from(position + 1));
        int reached = -1;
        while (reached < other.newest()) {
            int next = reached(Search.request(List.of(newer, other), within, List.of()), other);
            if (next < 0) {
                break;
            }
            reached = next;
            within.put(other.project(), other.from(reached + 1));
        }
        if (reached < 0) {
            return null;
        }
        List<Ask> alone = List.of(other);
        Point there = Point.newest(alone).with(0, Math.min(reached, other.newest()));
        Duration lag =
                new Lags(scene.source(), alone, scene.moment()).standing(there).totalLag();
        return lag == null ? Duration.ZERO : lag;
    }

    /** The package's position in some set, if clauses admitted everything and builds required nothing; -1 where there is none even then. */
    private int reached(Request request, Ask ask) {
        return switch (search.ask(request)) {
            case Answer.Exists(var decisions) -> position(decisions, ask);
            case Answer.Depends(var _, var decisions) -> position(decisions, ask);
            case Answer.Impossible(var proof) -> Singles.isLasting(proof) ? -1 : reachedIfAdmitted(request, ask);
        };
    }

    /** Asked only where what clauses admit has a part in the proof: it reads pre-releases that nobody else looks at. */
    private int reachedIfAdmitted(Request request, Ask ask) {
        return switch (relaxed.solve(request, budget)) {
            case Outcome.Solved(var decisions, var _) -> position(decisions, ask);
            case Outcome.Impossible _ -> -1;
        };
    }

    private static int position(Map<PackageNode, Integer> decisions, Ask ask) {
        return decisions.getOrDefault(ask.node(), -1);
    }
}
