package org.compatserver.round;

import java.time.Duration;

/**
 * What a round's time went into. The first three are one after the other; the others go on side by side, and are summed over threads.
 *
 * @param open reading what is asked for
 * @param alone finding each package's own answer
 * @param rules laying these beside each other, for all pairs at once
 * @param pairs all that was done for single pairs, {@code solver} included
 * @param solver the pairs that no rule settled
 * @param whole all packages together
 */
public record Timing(Duration open, Duration alone, Duration rules, Duration pairs, Duration solver, Duration whole) {}
