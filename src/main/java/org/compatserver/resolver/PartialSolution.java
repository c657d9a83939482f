package org.compatserver.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** What is decided and what follows from it, in order (solver.md, "The partial solution"). */
final class PartialSolution {
    private final List<Assignment> trail = new ArrayList<>();
    private final Deque<Node> changed = new ArrayDeque<>();

    /** Nodes that are required and not decided are among these; others may be. */
    private final List<Node> open = new ArrayList<>();

    /** The decisions, each at the index of its level less one. */
    private final List<Assignment> decisions = new ArrayList<>();

    int level() {
        return decisions.size();
    }

    /** The decision that began a level. */
    Assignment decision(int level) {
        return decisions.get(level - 1);
    }

    /** How many assignments there are; a mark for {@link #changedOnly}. */
    int size() {
        return trail.size();
    }

    /** Whether all assignments since a mark are this node's. */
    boolean changedOnly(Node node, int mark) {
        for (int i = mark; i < trail.size(); i++) {
            if (trail.get(i).node() != node) {
                return false;
            }
        }
        return true;
    }

    /** Puts the question in, before anything is decided. */
    void begin(Node question) {
        question.decided = 0;
        assign(new Assignment(question, question.domain, VersionSet.of(2, 0), null, 0, -1));
        putInForce(question);
    }

    /** Takes a unit incompatibility for granted for the whole solve. */
    void presume(Node node, Incompatibility fact) {
        assign(new Assignment(node, node.domain, node.domain.minus(fact.states(0)), fact, 0, -1));
    }

    /** Takes from a node the states of its term in an incompatibility whose other terms are satisfied. */
    void derive(int term, Incompatibility cause) {
        Node node = cause.node(term);
        VersionSet after = node.domain.minus(cause.states(term));
        Assignment assignment = new Assignment(node, node.domain, after, cause, level(), trail.size());
        trail.add(assignment);
        assign(assignment);
    }

    /** Decides a node for a position, and puts in force what that version requires. */
    void decide(Node node, int position) {
        VersionSet only = VersionSet.of(node.absent + 1, position);
        Assignment assignment = new Assignment(node, node.domain, only, null, level() + 1, trail.size());
        trail.add(assignment);
        decisions.add(assignment);
        node.decided = position;
        assign(assignment);
        putInForce(node);
    }

    /** Decides that a node is not in the set. */
    void leaveOut(Node node) {
        node.readings.putIfAbsent(node.absent, new Reading(List.of(), List.of()));
        decide(node, node.absent);
    }

    private static void putInForce(Node node) {
        for (Edge edge : reading(node, node.decided).edges()) {
            edge.target().wishes.count(edge, 1);
            edge.target().project.clauses.add(edge.dependency().clause());
        }
    }

    private void assign(Assignment assignment) {
        Node node = assignment.node();
        node.history.add(assignment);
        node.domain = assignment.after();
        touch(node);
        list(node);
    }

    /** Has a node looked at by the propagation. */
    void touch(Node node) {
        if (!node.changed) {
            node.changed = true;
            changed.add(node);
        }
    }

    boolean hasChanged() {
        return !changed.isEmpty();
    }

    /** The next node to look at, or null. */
    @Nullable
    Node pollChanged() {
        Node node = changed.poll();
        if (node != null) {
            node.changed = false;
        }
        return node;
    }

    void forgetChanged() {
        while (pollChanged() != null) {
            // taken out, which is all
        }
    }

    /** Takes back all that came after a level's decision and its consequences. */
    void backtrack(int target) {
        while (!trail.isEmpty() && trail.getLast().level() > target) {
            Assignment assignment = trail.removeLast();
            Node node = assignment.node();
            if (assignment.cause() == null) {
                withdraw(node);
                decisions.removeLast();
            }
            node.history.removeLast();
            node.domain = assignment.before();
            list(node);
        }
    }

    private static void withdraw(Node node) {
        List<Edge> edges = reading(node, node.decided).edges();
        for (Edge edge : edges.reversed()) {
            edge.target().wishes.count(edge, -1);
            edge.target().project.clauses.removeLast();
        }
        node.decided = -1;
    }

    static Reading reading(Node node, int position) {
        return Objects.requireNonNull(node.readings.get(position), "A version is read before it is decided");
    }

    private void list(Node node) {
        if (!node.listed && node.decided < 0 && node.isRequired()) {
            node.listed = true;
            open.add(node);
        }
    }

    /** The nodes that every set needs and that are not decided; in no order. The list is the caller's until the next change. */
    List<Node> undecided() {
        for (int i = open.size() - 1; i >= 0; i--) {
            Node node = open.get(i);
            if (node.decided >= 0 || !node.isRequired()) {
                node.listed = false;
                Node last = open.removeLast();
                if (i < open.size()) {
                    open.set(i, last);
                }
            }
        }
        return open;
    }

    /** The decided nodes, in the order of their decisions. */
    List<Node> decided() {
        return decisions.stream().map(Assignment::node).toList();
    }

    /** The earliest assignment of a node after which it can only be in these states. It is known to be so now. */
    static Assignment satisfier(Node node, VersionSet states) {
        return earliest(node, assignment -> assignment.after().isSubsetOf(states));
    }

    /** The earliest assignment of a node after which it can be in none of these states. It is known to be so now. */
    static Assignment excluder(Node node, VersionSet states) {
        return earliest(node, assignment -> assignment.after().isDisjointFrom(states));
    }

    /** States only become fewer: what holds after an assignment holds after the later ones. */
    private static Assignment earliest(Node node, Predicate<Assignment> holds) {
        List<Assignment> history = node.history;
        int low = 0;
        int high = history.size() - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(history.get(middle))) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return history.get(low);
    }
}
