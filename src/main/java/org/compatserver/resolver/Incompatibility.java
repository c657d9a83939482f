package org.compatserver.resolver;

import java.util.Arrays;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * States that nodes cannot all be in (solver.md, "Incompatibilities"). A node occurs once at most, and never with all of its states. The arrays
 * belong to the incompatibility: nobody writes to them.
 */
final class Incompatibility {
    private final Node[] nodes;
    private final VersionSet[] states;
    private final Origin origin;

    Incompatibility(Node[] nodes, VersionSet[] states, Origin origin) {
        this.nodes = nodes;
        this.states = states;
        this.origin = origin;
    }

    /** Why it holds. */
    sealed interface Origin {
        /** A fact. */
        record Stated(Cause cause) implements Origin {}

        /** Some versions of {@code dependent} have the edge, or one like it; which requirement each has is looked up for a proof only. */
        record Requirement(Node dependent, Edge edge) implements Origin {}

        /** The project's versions without a file that counts; the reasons are looked up for a proof only. */
        record NoFile(Project project) implements Origin {}

        /** A fact that was given with the request. */
        record Given(External fact) implements Origin {}

        /** Derived from two others by resolution on {@code pivot}. */
        record Resolved(Incompatibility left, Incompatibility right, Node pivot) implements Origin {}
    }

    static Incompatibility of(Node node, VersionSet states, Origin origin) {
        return new Incompatibility(new Node[] {node}, new VersionSet[] {states}, origin);
    }

    /** Of two terms; the second is left out if it always holds. */
    static Incompatibility of(Node node, VersionSet states, Node other, VersionSet otherStates, Origin origin) {
        return otherStates.equals(other.anything)
                ? of(node, states, origin)
                : new Incompatibility(new Node[] {node, other}, new VersionSet[] {states, otherStates}, origin);
    }

    /** The same of more states of the first node. */
    Incompatibility widened(VersionSet more) {
        VersionSet[] wider = states.clone();
        wider[0] = wider[0].or(more);
        return new Incompatibility(nodes, wider, origin);
    }

    Node node(int term) {
        return nodes[term];
    }

    VersionSet states(int term) {
        return states[term];
    }

    Origin origin() {
        return origin;
    }

    int size() {
        return nodes.length;
    }

    /** The states of the node's term; null if the node does not occur. */
    @Nullable
    VersionSet statesOf(Node node) {
        int i = indexOf(node);
        return i < 0 ? null : states[i];
    }

    /** The index of the node's term, or -1. */
    int indexOf(Node node) {
        for (int i = 0; i < nodes.length; i++) {
            if (nodes[i] == node) {
                return i;
            }
        }
        return -1;
    }

    /** Whether the term is satisfied: the node can only be in its states. */
    boolean isSatisfied(int term) {
        return nodes[term].domain.isSubsetOf(states[term]);
    }

    /** Whether the term is contradicted: the node can be in none of its states. */
    boolean isContradicted(int term) {
        return nodes[term].domain.isDisjointFrom(states[term]);
    }

    /** Whether it says that there is no set at all: only the question is left in it. */
    boolean isFailure() {
        for (Node node : nodes) {
            if (!node.isQuestion()) {
                return false;
            }
        }
        return true;
    }

    /**
     * What follows from both: on the pivot's states either's, on every other node's both's. A set that is in all of these states is in all of one of
     * the two's.
     */
    static Incompatibility resolve(Incompatibility left, Incompatibility right, Node pivot) {
        Node[] nodes = new Node[left.size() + right.size()];
        VersionSet[] states = new VersionSet[nodes.length];
        int count = 0;
        for (int i = 0; i < left.size(); i++) {
            Node node = left.nodes[i];
            VersionSet other = right.statesOf(node);
            VersionSet merged = left.states[i];
            if (other != null) {
                merged = node == pivot ? merged.or(other) : merged.and(other);
            }
            if (node != pivot || !merged.equals(node.anything)) {
                nodes[count] = node;
                states[count++] = merged;
            }
        }
        for (int i = 0; i < right.size(); i++) {
            if (left.indexOf(right.nodes[i]) < 0) {
                nodes[count] = right.nodes[i];
                states[count++] = right.states[i];
            }
        }
        return new Incompatibility(
                Arrays.copyOf(nodes, count), Arrays.copyOf(states, count), new Origin.Resolved(left, right, pivot));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < nodes.length; i++) {
            text.append(i > 0 ? ", " : "").append(Term.of(nodes[i].key, states[i]));
        }
        return text.append('}').toString();
    }
}
