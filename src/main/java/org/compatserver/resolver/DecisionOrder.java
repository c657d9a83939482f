package org.compatserver.resolver;

import java.util.List;
import java.util.Objects;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** Which node is decided next, and for which version (solver.md, "Order of decisions"): pip's order of preference, newest admitted version first. */
final class DecisionOrder {
    private final PartialSolution solution;
    private final Knowledge knowledge;

    /** After so many decisions in vain against the same earlier one, the two change places. */
    private static final int PATIENCE = 5;

    DecisionOrder(PartialSolution solution, Knowledge knowledge) {
        this.solution = solution;
        this.knowledge = knowledge;
    }

    /**
     * A decision.
     *
     * @param admitted whether the clauses in force admit the version; if not, no other node is left to decide whose are
     */
    record Choice(Node node, int position, boolean admitted) {}

    /** The next decision; null if every node that is required is decided. */
    @Nullable
    Choice next() {
        List<Node> undecided = solution.undecided();
        Node best = null;
        int position = -1;
        Node postponed = null;
        for (Node node : undecided) {
            if (node.isExtra() && node.project.base().decided < 0) {
                continue;
            }
            int candidate = candidate(node);
            if (!node.isExtra()) {
                knowledge.expect(node, candidate >= 0 ? candidate : newest(node));
            }
            if (candidate >= 0 && (best == null || isBefore(node, best))) {
                best = node;
                position = candidate;
            } else if (candidate < 0 && (postponed == null || isBefore(node, postponed))) {
                postponed = node;
            }
        }
        if (best != null) {
            return new Choice(best, position, true);
        }
        return postponed == null ? null : new Choice(postponed, newest(postponed), false);
    }

    /**
     * Counts a decision that was in vain because of an earlier one.
     *
     * @return whether the two are to change places: from now on the first is decided before all others, the earlier one after them
     */
    boolean changePlaces(Node inVain, Assignment earlier) {
        Node obstacle = earlier.node();
        if (inVain.wishes.precedence > 0 || obstacle.wishes.precedence > 0 || hadNoChoice(earlier)) {
            return false;
        }
        if (inVain.wishes.obstacles.merge(obstacle, 1, Integer::sum) < PATIENCE) {
            return false;
        }
        inVain.wishes.precedence = 1;
        obstacle.wishes.precedence = -1;
        return true;
    }

    private static boolean hadNoChoice(Assignment decision) {
        VersionSet before = decision.before();
        return before.lowest() == decision.after().lowest() && before.below(decision.node().absent) == before.lowest();
    }

    /** Whether the node has a version left that is admitted as things are. */
    boolean hasMore(Node node) {
        return candidate(node) >= 0;
    }

    /** The node's next version, after one turned out to be impossible; it has more. */
    int again(Node node) {
        int candidate = candidate(node);
        knowledge.expect(node, candidate);
        return candidate;
    }

    private static int newest(Node node) {
        return node.domain.highest();
    }

    /** The newest position that is admitted as things are; -1 if there is none. */
    private static int candidate(Node node) {
        if (node.isExtra()) {
            return node.project.base().decided;
        }
        int newest = newest(node);
        return Admission.isAlwaysAdmitted(node.project.releases, newest)
                ? newest
                : Admission.admitted(node.project.releases, node.project.clauses)
                        .and(node.domain.resized(node.absent))
                        .highest();
    }

    private static boolean isBefore(Node a, Node b) {
        int difference = Integer.compare(rank(a), rank(b));
        return difference != 0 ? difference < 0 : name(a).compareTo(name(b)) < 0;
    }

    /**
     * Lower is sooner: an extra of a decided project, which has no choice; a pinned node, or one with one version left; one with an upper bound; a
     * requested one, by name; one with some specifier; the others.
     */
    private static int rank(Node node) {
        if (node.isExtra()) {
            return 0;
        }
        Wishes wishes = node.wishes;
        if (wishes.precedence != 0) {
            return wishes.precedence > 0 ? 1 : Integer.MAX_VALUE;
        }
        boolean pinned = wishes.pins > 0 || node.domain.highest() == node.domain.lowest();
        int rank = pinned ? 1 << 27 : wishes.bounds > 0 ? 2 << 27 : 3 << 27;
        return rank + (Math.min(wishes.rank, 1 << 24) << 1) + (wishes.specifics > 0 ? 0 : 1);
    }

    private static String name(Node node) {
        return Objects.requireNonNull(node.key, "The question is decided first")
                .project()
                .normalized();
    }
}
