package org.compatserver.engine.solving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * Which dependencies a set drags: those that the answers to the packages alone have newer, or that it does not have at all. An answer alone is sought only where
 * it is not evident that it is a part of the set.
 */
final class Dragging {
    private final List<Ask> asks;
    private final World world;
    private final Function<Ask, Finding> alone;

    Dragging(List<Ask> asks, World world, Function<Ask, Finding> alone) {
        this.asks = asks;
        this.world = world;
        this.alone = alone;
    }

    /**
     * Each dragged dependency where it is newest alone.
     *
     * @throws BudgetSpent if the budget ends before all is known
     */
    NavigableMap<ProjectName, Alone> in(ShownSet set) {
        NavigableMap<ProjectName, Alone> newest = new TreeMap<>();
        if (asks.size() > 1) {
            for (Ask ask : asks) {
                if (!isPartOf(set, ask)) {
                    ShownSet solo = new ShownSet(solo(ask), world);
                    solo.decisions()
                            .forEach((node, position) ->
                                    newest.merge(node.project(), new Alone(position, ask, solo), Alone::newer));
                }
            }
        }
        asks.forEach(ask -> newest.remove(ask.project()));
        newest.entrySet().removeIf(entry -> isAsNew(set.position(entry.getKey()), entry.getValue()));
        return newest;
    }

    private static boolean isAsNew(@Nullable Integer position, Alone alone) {
        return position != null && position >= alone.position();
    }

    /**
     * A dependency in the answer to a package alone.
     *
     * @param ask the package
     */
    record Alone(int position, Ask ask, ShownSet set) {
        Alone newer(Alone other) {
            return other.position > position ? other : this;
        }
    }

    /** The set to show for one package; empty where there is none. */
    private Map<PackageNode, Integer> solo(Ask ask) {
        Finding finding = alone.apply(ask);
        return switch (finding.find()) {
            case Found.AtNewest(var decisions) -> decisions;
            case Found.Held(var _, var ranked, var _) ->
                finding.at(ranked.getFirst().point());
            case Found.Nothing _, Found.InDoubt _ -> Map.of();
        };
    }

    /**
     * Whether the answer to a package alone is evidently what it leads to within the set: at each of these projects the set has the very version that would be tried first,
     * whichever of the clauses on it are known by then. The package itself comes first, so its clauses always are; of the others at least one is. What is
     * learned never rules out a set, so nothing keeps these versions from being taken.
     */
    private boolean isPartOf(ShownSet set, Ask ask) {
        int position = Objects.requireNonNull(set.position(ask.project()), "A requested package is in the set");
        if (position != ask.newest() || !isPlain(ask.releases(), position)) {
            return false;
        }
        Map<ProjectName, Demand> demands = demands(set, ask);
        demands.remove(ask.project());
        return demands.entrySet().stream()
                .allMatch(entry -> entry.getValue()
                        .isFirst(world.releases(entry.getKey()), Objects.requireNonNull(set.position(entry.getKey()))));
    }

    /** Whether the version is admitted by whatever allows it. */
    private static boolean isPlain(Releases releases, int position) {
        return !releases.preReleases().contains(position) && !releases.yanked().contains(position);
    }

    /** The clauses on one project. */
    private static final class Demand {
        /** Those that are known from the start. */
        final List<Clause> first = new ArrayList<>();

        final List<Clause> later = new ArrayList<>();

        boolean isFirst(Releases releases, int position) {
            VersionSet likely = releases.usable().minus(releases.yanked());
            if (!mayAdmitPreReleases(releases)) {
                likely = likely.minus(releases.preReleases());
            }
            Clause constraint = releases.constraint();
            VersionSet candidates = constraint == null ? likely : likely.and(constraint.allowed());
            for (Clause clause : first) {
                candidates = candidates.and(clause.allowed());
            }
            VersionSet given = candidates;
            return isPlain(releases, position)
                    && (first.isEmpty()
                            ? later.stream()
                                    .allMatch(clause ->
                                            given.and(clause.allowed()).highest() == position)
                            : given.highest() == position);
        }

        private boolean mayAdmitPreReleases(Releases releases) {
            Clause constraint = releases.constraint();
            return releases.everyPreRelease()
                    || (constraint != null && constraint.admitsPreReleases())
                    || first.stream().anyMatch(Clause::admitsPreReleases)
                    || later.stream().anyMatch(Clause::admitsPreReleases);
        }
    }

    /** What the package leads to within the set, and the clauses there. */
    private Map<ProjectName, Demand> demands(ShownSet set, Ask ask) {
        Map<ProjectName, Demand> demands = new HashMap<>();
        Deque<PackageNode> open = new ArrayDeque<>();
        Set<PackageNode> seen = new HashSet<>();
        Set<PackageNode> roots = new HashSet<>();
        for (Dependency root : ask.roots()) {
            roots.add(root.target());
            open.add(root.target());
        }
        for (PackageNode node = open.poll(); node != null; node = open.poll()) {
            if (!seen.add(node)) {
                continue;
            }
            if (node.extra() != null) {
                open.add(PackageNode.of(node.project()));
            }
            for (Dependency dependency : set.dependencies(node)) {
                PackageNode target = dependency.target();
                Demand demand = demands.computeIfAbsent(target.project(), project -> new Demand());
                (roots.contains(node) ? demand.first : demand.later).add(dependency.clause());
                open.add(target);
            }
        }
        return demands;
    }
}
