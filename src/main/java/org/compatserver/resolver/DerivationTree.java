package org.compatserver.resolver;

import java.util.List;

/**
 * The proof that no set exists: terms that cannot all hold, and why. A graph rather than a tree: what is used twice is one object. The last
 * conclusion has no term, or the question alone (solver.md, "Derivations").
 */
public sealed interface DerivationTree {
    /** The terms that cannot all hold; at most one a node, but for a project that requires another version of itself. */
    List<Term> conclusion();

    /** A statement about the question or the index. */
    record External(List<Term> conclusion, Cause cause) implements DerivationTree {
        public External {
            conclusion = List.copyOf(conclusion);
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
