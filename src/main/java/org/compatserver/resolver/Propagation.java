package org.compatserver.resolver;

import org.compatserver.resolver.Incompatibility.Origin;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** Unit propagation (solver.md, "Propagation"): where all terms but one are satisfied, the last one cannot be. */
final class Propagation {
    private static final Origin SAME_VERSION = new Origin.Stated(new Cause.SameVersion());

    private final PartialSolution solution;

    Propagation(PartialSolution solution) {
        this.solution = solution;
    }

    /** Follows up on all changed nodes; returns an incompatibility all of whose terms are satisfied, if there is one. */
    @Nullable
    Incompatibility run() {
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
    void watch(Incompatibility incompatibility) {
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
        watch(incompatibility, first, second);
    }

    private static int satisfiedSince(Incompatibility incompatibility, int term) {
        return incompatibility.isSatisfied(term)
                ? PartialSolution.satisfier(incompatibility.node(term), incompatibility.states(term))
                        .index()
                : Integer.MAX_VALUE;
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
