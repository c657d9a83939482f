package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.Search;
import org.compatserver.engine.solving.Spending;
import org.compatserver.pep.distribution.Unavailable.Unknowable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.round.Result;
import org.compatserver.round.Whole;
import org.jspecify.annotations.Nullable;

/** All packages together, as a single check of all of them would answer. */
final class Wholes {
    private final Scene scene;
    private final BestPoint.Known known;

    Wholes(Scene scene, BestPoint.Known known) {
        this.scene = scene;
        this.known = known;
    }

    /**
     * All together; where some cannot be installed by themselves, after that the rest of them.
     *
     * @param failing those packages
     * @param lasting those of them that fail beside any partner
     */
    List<Whole> of(BitSet failing, BitSet lasting) {
        List<Ask> all = new ArrayList<>();
        List<Ask> rest = new ArrayList<>();
        List<ProjectName> named = new ArrayList<>();
        for (int number = 0; number < scene.asks().size(); number++) {
            Ask ask = scene.asks().get(number);
            if (ask != null) {
                all.add(ask);
                if (failing.get(number)) {
                    named.add(ask.project());
                } else {
                    rest.add(ask);
                }
            }
        }
        List<Whole> wholes = new ArrayList<>();
        wholes.add(
                lasting.isEmpty()
                        ? whole(all)
                        : new Whole(all.size(), Result.INSTALL_ERROR, Map.of(), byThemselves(named)));
        if (!named.isEmpty() && !rest.isEmpty()) {
            wholes.add(whole(rest));
        }
        return wholes;
    }

    private static String byThemselves(List<ProjectName> failing) {
        return "Not to be installed by " + (failing.size() == 1 ? "itself: " : "themselves: ") + joined(failing) + ".";
    }

    private Whole whole(List<Ask> asks) {
        if (asks.isEmpty()) {
            return new Whole(0, Result.SUCCESS, Map.of(), "");
        }
        Spending budget = new Spending(scene.limits(), scene.clock());
        Finding finding = new Finding(scene.source(), scene.world(), asks, scene.moment(), scene.limits(), budget);
        try {
            Point best = best(asks);
            if (best != null) {
                return held(asks, best);
            }
            return switch (finding.find()) {
                case Found.AtNewest _ -> new Whole(asks.size(), Result.SUCCESS, Map.of(), "");
                case Found.Held held -> held(asks, held.ranked().getFirst().point());
                case Found.Nothing _ ->
                    new Whole(asks.size(), Result.INSTALL_ERROR, Map.of(), "No set of versions holds together.");
                case Found.InDoubt(var doubt) ->
                    new Whole(
                            asks.size(),
                            Result.UNKNOWN,
                            Map.of(),
                            "It depends on files that cannot be read without building them: "
                                    + joined(finding.search().needed(doubt).stream()
                                            .map(Unknowable::file)
                                            .sorted()
                                            .toList())
                                    + ".");
            };
        } catch (BudgetSpent spent) {
            return new Whole(asks.size(), null, Map.of(), spent.getMessage() + ", and it is not decided.");
        }
    }

    /** Where the packages are that do not fit at their newest; null where that is for a single check's way to find out. */
    private @Nullable Point best(List<Ask> asks) {
        Spending budget = new Spending(scene.limits(), scene.clock());
        Search search = new Search(scene.world(), budget);
        try {
            return search.ask(Search.request(asks, Point.newest(asks).orNewer(asks), List.of()))
                            instanceof Search.Answer.Impossible
                    ? new BestPoint(scene, known, asks, search, budget).find()
                    : null;
        } catch (BudgetSpent spent) {
            return null;
        }
    }

    private static Whole held(List<Ask> asks, Point point) {
        SortedMap<ProjectName, String> held = new TreeMap<>();
        List<String> said = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            Ask ask = asks.get(i);
            if (ask.isHeldAt(point.position(i))) {
                String to = Singles.version(ask, point.position(i));
                held.put(ask.project(), to);
                said.add(ask.project() + " at " + to + " instead of " + Singles.version(ask, ask.newest()));
            }
        }
        return new Whole(
                asks.size(), Result.CHECK_WARNING, held, "Together they hold back " + String.join(", ", said) + ".");
    }

    private static String joined(Collection<?> names) {
        return names.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
