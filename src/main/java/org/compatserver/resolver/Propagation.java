package org.compatserver.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.compatserver.resolver.Incompatibility.Origin;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** Unit propagation (solver.md, "Propagation"): where all terms but one are satisfied, the last one cannot be. */
final class Propagation {
    private static final Origin SAME_VERSION = new Origin.Stated(new Cause.SameVersion());

    private final PartialSolution solution;

    /** What has to be looked at though no node changed: it is new, or was taken back while it still holds. */
    private final Deque<Watch> pending = new ArrayDeque<>();

    /** What was due at an earlier level than that at which it was looked at; by that level. */
    private final List<Late> late = new ArrayList<>();

    private record Late(Watch watch, int level) {}

    Propagation(PartialSolution solution) {
        this.solution = solution;
    }

    /** Has an incompatibility looked at that is new, or says more than before. */
    void consider(Watch watch) {
        pending.add(watch);
    }

    /** Takes back what was looked at too late, after the partial solution went back: it may still be due. */
    void backtrack() {
        while (!late.isEmpty() && late.getLast().level() > solution.level()) {
            pending.add(late.removeLast().watch());
        }
    }

    /** Draws what follows from what is pending, not looking at changed nodes; returns an incompatibility all of whose terms are satisfied, if there is one. */
    @Nullable
    Incompatibility drain() {
        Incompatibility violated = null;
        while (violated == null && !pending.isEmpty()) {
            violated = draw(pending.remove());
        }
        return violated;
    }

    /** Whether nothing is pending and no node changed. */
    boolean isSettled() {
        return pending.isEmpty() && !solution.hasChanged();
    }

    /** Draws what follows from an incompatibility now; returns it if it is violated. Where it was due earlier, it is drawn again after going back. */
    @Nullable
    Incompatibility draw(Watch watch) {
        Incompatibility incompatibility = watch.incompatibility;
        int last = -1;
        int due = 0;
        for (int i = 0; i < incompatibility.size(); i++) {
            if (incompatibility.isSatisfied(i)) {
                due = Math.max(due, satisfier(incompatibility, i).level());
            } else if (last >= 0) {
                return null;
            } else {
                last = i;
            }
        }
        if (due < solution.level() || last < 0) {
            late.add(new Late(watch, solution.level()));
        }
        return last < 0 ? incompatibility : unit(incompatibility, last);
    }

    /** Follows up on what is pending and on all changed nodes; returns an incompatibility all of whose terms are satisfied, if there is one. */
    @Nullable
    Incompatibility run() {
        Incompatibility first = drain();
        if (first != null) {
            return first;
        }
        for (Node node = solution.pollChanged(); node != null; node = solution.pollChanged()) {
            Incompatibility violated = look(node);
            if (violated == null && !node.project.extras.isEmpty()) {
                violated = tie(node);
            }
            if (violated != null) {
                solution.forgetChanged();
                return violated;
            }
        }
        return null;
    }

    private @Nullable Incompatibility look(Node node) {
        for (int i = 0; i < node.watches.size(); i++) {
            Watch watch = node.watches.get(i);
            Incompatibility incompatibility = watch.incompatibility;
            boolean isFirst = incompatibility.node(watch.first) == node;
            if (!incompatibility.isSatisfied(isFirst ? watch.first : watch.second)) {
                continue;
            }
            if (incompatibility.size() > 2 && moved(watch, isFirst)) {
                node.watches.set(i--, node.watches.getLast());
                node.watches.removeLast();
                continue;
            }
            Incompatibility violated = unit(incompatibility, isFirst ? watch.second : watch.first);
            if (violated != null) {
                return violated;
            }
        }
        return null;
    }

    /** Has another term watched instead of a satisfied one, if there is another that is not satisfied. */
    private static boolean moved(Watch watch, boolean first) {
        for (int i = 0; i < watch.incompatibility.size(); i++) {
            if (i != watch.first && i != watch.second && !watch.incompatibility.isSatisfied(i)) {
                watch.incompatibility.node(i).watches.add(watch);
                if (first) {
                    watch.first = i;
                } else {
                    watch.second = i;
                }
                return true;
            }
        }
        return false;
    }

    /** All terms but one are satisfied. */
    private @Nullable Incompatibility unit(Incompatibility incompatibility, int last) {
        if (incompatibility.isSatisfied(last)) {
            return incompatibility;
        }
        if (!incompatibility.isContradicted(last)) {
            solution.derive(last, incompatibility);
        }
        return null;
    }

    /** Draws what follows from an incompatibility now; returns it if it is violated. */
    @Nullable
    Incompatibility evaluate(Incompatibility incompatibility) {
        int last = -1;
        for (int i = 0; i < incompatibility.size(); i++) {
            if (!incompatibility.isSatisfied(i)) {
                if (last >= 0) {
                    return null;
                }
                last = i;
            }
        }
        return last < 0 ? incompatibility : unit(incompatibility, last);
    }

    /** Keeps an incompatibility, with these terms watched. */
    Watch watch(Incompatibility incompatibility, int first, int second) {
        int other = Math.min(second, incompatibility.size() - 1);
        Watch watch = new Watch(incompatibility, first, other);
        incompatibility.node(first).watches.add(watch);
        if (other != first) {
            incompatibility.node(other).watches.add(watch);
        }
        return watch;
    }

    /** Keeps an incompatibility, watching the two terms that become unsatisfied first when the solver goes back. */
    Watch watch(Incompatibility incompatibility) {
        int first = 0;
        int second = 0;
        int firstIndex = Integer.MIN_VALUE;
        int secondIndex = Integer.MIN_VALUE;
        for (int i = 0; i < incompatibility.size(); i++) {
            int index = satisfiedSince(incompatibility, i);
            if (index > firstIndex) {
                second = first;
                secondIndex = firstIndex;
                first = i;
                firstIndex = index;
            } else if (index > secondIndex) {
                second = i;
                secondIndex = index;
            }
        }
        return watch(incompatibility, first, second);
    }

    private static int satisfiedSince(Incompatibility incompatibility, int term) {
        return incompatibility.isSatisfied(term)
                ? satisfier(incompatibility, term).index()
                : Integer.MAX_VALUE;
    }

    private static Assignment satisfier(Incompatibility incompatibility, int term) {
        return PartialSolution.satisfier(incompatibility.node(term), incompatibility.states(term));
    }

    /** A project with an extra is the project: what one cannot be, the other cannot. These incompatibilities are made where they say something new. */
    private @Nullable Incompatibility tie(Node changed) {
        Node base = changed.project.base();
        Incompatibility violated = null;
        for (Node extra : changed.project.extras) {
            if (violated == null && (changed == base || changed == extra)) {
                violated = tie(base, extra);
            }
        }
        return violated;
    }

    private @Nullable Incompatibility tie(Node base, Node extra) {
        VersionSet left = base.domain;
        Incompatibility violated = null;
        if (extra.isRequired() && !left.isSubsetOf(extra.domain)) {
            VersionSet outside = extra.domain.complement();
            violated = evaluate(Incompatibility.of(extra, extra.domain, base, outside, SAME_VERSION));
        }
        VersionSet lost =
                base.anything.minus(VersionSet.of(base.absent + 1, base.absent)).minus(base.domain);
        if (violated == null && !extra.domain.isDisjointFrom(lost)) {
            violated = evaluate(Incompatibility.of(extra, lost, base, lost.complement(), SAME_VERSION));
        }
        return violated;
    }
}
