package org.compatserver.engine.solving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.engine.solving.Solos.Solo;
import org.compatserver.engine.solving.Solos.Where;
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
    private final SoloAnswers alone;
    private final Function<Ask, Finding> finding;

    /** @param finding for one package, where it is not at its newest by itself */
    Dragging(List<Ask> asks, World world, SoloAnswers alone, Function<Ask, Finding> finding) {
        this.asks = asks;
        this.world = world;
        this.alone = alone;
        this.finding = finding;
    }

    /**
     * The sets that the packages have by themselves, each at its newest; the shorter list of those before the first that has none.
     *
     * @param set of all packages
     * @throws BudgetSpent if the budget ends before all are known
     */
    List<SequencedMap<PackageNode, Integer>> solos(ShownSet set) {
        List<SequencedMap<PackageNode, Integer>> solos = new ArrayList<>();
        for (Ask ask : asks) {
            Solo solo = alone.known(ask, Where.NEWEST_OR_NEWER);
            if (solo == null && isPartOf(set, ask)) {
                SequencedMap<PackageNode, Integer> part = part(set, ask);
                alone.keep(ask, part);
                solos.add(part);
            } else if ((solo == null ? alone.find(ask, Where.NEWEST_OR_NEWER) : solo).answer()
                    instanceof Answer.Exists(var decisions)) {
                solos.add(decisions);
            } else {
                return solos;
            }
        }
        return solos;
    }

    /** What a package leads to in a set. */
    private static SequencedMap<PackageNode, Integer> part(ShownSet set, Ask ask) {
        SequencedMap<PackageNode, Integer> part = new LinkedHashMap<>();
        Deque<PackageNode> open = new ArrayDeque<>();
        ask.roots().forEach(root -> open.add(root.target()));
        for (PackageNode node = open.poll(); node != null; node = open.poll()) {
            if (part.putIfAbsent(node, Objects.requireNonNull(set.decisions().get(node), "A set is closed")) == null) {
                set.dependencies(node).forEach(dependency -> open.add(dependency.target()));
            }
        }
        return part;
    }

    /**
     * Each dragged dependency where it is newest alone.
     *
     * @throws BudgetSpent if the budget ends before all is known
     */
    NavigableMap<ProjectName, Newer> in(ShownSet set) {
        NavigableMap<ProjectName, Newer> newest = new TreeMap<>();
        if (asks.size() > 1) {
            for (Ask ask : asks) {
                Map<PackageNode, Integer> solo = solo(ask, set);
                if (!isWithin(set, solo)) {
                    ShownSet other = new ShownSet(solo, world);
                    other.decisions()
                            .forEach((node, position) ->
                                    newest.merge(node.project(), new Newer(position, ask, other), Newer::newer));
                }
            }
        }
        asks.forEach(ask -> newest.remove(ask.project()));
        newest.entrySet().removeIf(entry -> isAsNew(set.position(entry.getKey()), entry.getValue()));
        return newest;
    }

    private static boolean isAsNew(@Nullable Integer position, Newer alone) {
        return position != null && position >= alone.position();
    }

    /**
     * A dependency in the answer to a package alone.
     *
     * @param ask the package
     */
    record Newer(int position, Ask ask, ShownSet set) {
        Newer newer(Newer other) {
            return other.position > position ? other : this;
        }
    }

    private static boolean isWithin(ShownSet set, Map<PackageNode, Integer> solo) {
        return solo.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(set.decisions().get(entry.getKey())));
    }

    /** The set to show for one package, where it is not evident that it is a part of this one; else, and where there is none, nothing. */
    private Map<PackageNode, Integer> solo(Ask ask, ShownSet set) {
        Solo known = alone.known(ask, Where.NEWEST_OR_NEWER);
        if (known == null && isPartOf(set, ask)) {
            return Map.of();
        }
        Solo solo = known == null ? alone.find(ask, Where.NEWEST_OR_NEWER) : known;
        return solo.answer() instanceof Answer.Exists(var decisions) ? decisions : held(ask);
    }

    private Map<PackageNode, Integer> held(Ask ask) {
        Finding one = finding.apply(ask);
        return switch (one.find()) {
            case Found.AtNewest(var decisions) -> decisions;
            case Found.Held(var _, var ranked, var _) ->
                one.at(ranked.getFirst().point());
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

    /** Whether nothing admits the version but that it is allowed. Stricter than {@code Admission.isAlwaysAdmitted}: what is tried first is told below of final releases. */
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
