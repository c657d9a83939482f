package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.Binding;
import org.compatserver.round.Clash;
import org.compatserver.round.solving.Box.Contribution;
import org.compatserver.round.solving.Party.Span;
import org.jspecify.annotations.Nullable;

/** Why two packages cannot both be at their newest (walk.md, "The clash"). Depends on the two only, never on what was learned of others. Safe for many threads. */
final class Clashes {
    private static final Comparator<Opposition> NEAREST = Comparator.comparingInt(Opposition::depth)
            .thenComparing(opposition -> opposition.on().toString())
            .thenComparing(opposition -> name(opposition.one()))
            .thenComparing(opposition -> name(opposition.other()));

    private final Reasons reasons;
    private final Map<Clash, Clash> known = new ConcurrentHashMap<>();
    private final Map<Side, List<Binding>> sides = new ConcurrentHashMap<>();

    Clashes(Scene scene, Sites sites) {
        this.reasons = new Reasons(scene, sites);
    }

    /**
     * Two projects that are forced, and require of a third what cannot both be.
     *
     * @param one null where the third is the package itself that forces it
     */
    private record Opposition(
            int depth,
            Site on,
            @Nullable Contribution one,
            @Nullable Contribution other) {}

    /** What a forced project requires of another. */
    private record Side(Site by, VersionSet versions, Site on) {}

    /** The clash; with nothing in it where it is not found out within the budget of a check: what is known of the pair stays true. */
    Clash of(Party one, Party other, Tools tools) {
        try {
            return found(one, other, tools);
        } catch (BudgetSpent spent) {
            return shared(new Clash.Between(List.of()));
        }
    }

    private Clash found(Party one, Party other, Tools tools) {
        if (isAlone(one) || isAlone(other)) {
            return shared(new Clash.OfOne((isAlone(one) ? one : other).ask.project()));
        }
        Span top = LearningPairs.top(one);
        Span otherTop = LearningPairs.top(other);
        Box left = one.box(top, tools.forcing);
        Box right = other.box(otherTop, tools.forcing);
        Opposition nearest = nearest(left, one, right, other);
        if (nearest == null) {
            return shared(new Clash.Between(reasons.of(one, other, tools)));
        }
        List<Binding> bindings = new ArrayList<>();
        if (nearest.one() != null) {
            bindings.addAll(bindings(left, right, nearest.one(), nearest.on()));
        }
        if (nearest.other() != null) {
            bindings.addAll(bindings(right, left, nearest.other(), nearest.on()));
        }
        return shared(new Clash.Between(bindings));
    }

    /** Whether what keeps the package from its newest is not its partner. */
    private static boolean isAlone(Party party) {
        return party.solo.found() instanceof Found.Held || party.solo.found() instanceof Found.Nothing;
    }

    private Clash shared(Clash clash) {
        Clash before = known.putIfAbsent(clash, clash);
        return before == null ? clash : before;
    }

    private static @Nullable Opposition nearest(Box left, Party one, Box right, Party other) {
        List<Opposition> found = new ArrayList<>();
        for (int i = 0; i < left.sites().length; i++) {
            Site on = left.sites()[i];
            int j = right.place(on);
            if (j >= 0 && left.domains()[i].isDisjointFrom(right.domains()[j])) {
                VersionSet domain = left.domains()[i];
                VersionSet otherDomain = right.domains()[j];
                List<Contribution> contributions = left.contributions().get(i);
                List<Contribution> others = right.contributions().get(j);
                if (on.base.id == one.site.id) {
                    others.stream()
                            .filter(each -> each.allowed().isDisjointFrom(domain))
                            .forEach(each -> found.add(new Opposition(depth(right, each), on, null, each)));
                } else if (on.base.id == other.site.id) {
                    contributions.stream()
                            .filter(each -> each.allowed().isDisjointFrom(otherDomain))
                            .forEach(each -> found.add(new Opposition(depth(left, each), on, each, null)));
                } else {
                    contributions.forEach(each -> oppositions(left, right, on, each, others, found));
                }
            }
        }
        return found.stream().min(NEAREST).orElse(null);
    }

    private static void oppositions(
            Box left, Box right, Site on, Contribution one, List<Contribution> others, List<Opposition> found) {
        for (Contribution other : others) {
            boolean both = one.by().base.id != other.by().base.id
                    && !one.allowed().isDisjointFrom(on.possible)
                    && !other.allowed().isDisjointFrom(on.possible);
            if (both && one.allowed().and(other.allowed()).isDisjointFrom(on.possible)) {
                found.add(new Opposition(depth(left, one) + depth(right, other), on, one, other));
            }
        }
    }

    private static int depth(Box box, Contribution contribution) {
        return box.depths()[box.place(contribution.by())];
    }

    private static String name(@Nullable Contribution contribution) {
        return contribution == null ? "" : contribution.by().toString();
    }

    private List<Binding> bindings(Box box, Box partner, Contribution contribution, Site on) {
        Site by = contribution.by();
        VersionSet own = box.domains()[box.place(by)];
        VersionSet theirs = partner.domain(by);
        VersionSet versions = theirs == null || own.isDisjointFrom(theirs) ? own : own.and(theirs);
        return sides.computeIfAbsent(new Side(by, versions, on), side -> Reasons.bindings(Line.of(by, versions, on)));
    }
}
