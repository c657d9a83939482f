package org.compatserver.round.solving;

import org.compatserver.round.Clash;
import org.compatserver.round.Result;
import org.compatserver.round.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What a pair comes to.
 *
 * @param heldFirst the position at which the first package is held back in the set that is shown; -1 where it is not
 * @param heldSecond the same of the second
 * @param clash why it is no SUCCESS; null for SUCCESS
 */
record PairAnswer(
        Result result,
        Rule rule,
        int heldFirst,
        int heldSecond,
        @Nullable Clash clash) {}
