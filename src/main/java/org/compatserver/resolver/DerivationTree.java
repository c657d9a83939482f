package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The proof that no set exists: terms that cannot all hold, and why. A graph rather than a tree: what is used twice is one object. The last
 * conclusion has no term, or the question alone (solver.md, "Derivations").
 */
public sealed interface DerivationTree {
    /** The terms that cannot all hold; at most one a node, but for a project that requires another version of itself. */
    List<Term> conclusion();

    /** The facts and steps, each once and after those that it rests on; without recursion, since derivations can be deep. */
    default List<DerivationTree> inOrder() {
        IdentityHashMap<DerivationTree, Boolean> done = new IdentityHashMap<>();
        List<DerivationTree> order = new ArrayList<>();
        List<DerivationTree> stack = new ArrayList<>(List.of(this));
        while (!stack.isEmpty()) {
            DerivationTree node = stack.getLast();
            Boolean state = done.get(node);
            if (state == null && node instanceof Derived step) {
                done.put(node, false);
                stack.add(step.left());
                stack.add(step.right());
            } else {
                stack.removeLast();
                if (state == null || !state) {
                    done.put(node, true);
                    order.add(node);
                }
            }
        }
        return order;
    }

    /** A statement about the question or the index. */
    record External(List<Term> conclusion, Cause cause) implements DerivationTree {
        public External {
            conclusion = List.copyOf(conclusion);
        }

        /** The facts of a derivation, each object once, those that it begins with first. */
        public static List<External> of(DerivationTree proof) {
            return proof.inOrder().stream()
                    .filter(External.class::isInstance)
                    .map(External.class::cast)
                    .toList();
        }
    }

    /**
     * A step: for every node but one the conclusion's versions lie in both premises', and for that one in either's. So whatever satisfies the
     * conclusion satisfies one of the premises.
     */
    record Derived(List<Term> conclusion, DerivationTree left, DerivationTree right) implements DerivationTree {
        public Derived {
            conclusion = List.copyOf(conclusion);
        }
    }
}
