package org.compatserver.round.solving;

import org.compatserver.resolver.spi.Budget.BudgetSpent;

/** Settles what the two packages' own answers do not. Safe for many threads. */
interface PairSolver {
    /**
     * What a single check would say of the two, found anew or from what was learned before. Both are asked for on the target.
     *
     * @throws BudgetSpent if it could not be decided within a check's limits
     */
    PairAnswer answer(Solo first, Solo second);
}
