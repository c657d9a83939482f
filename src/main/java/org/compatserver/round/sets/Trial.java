package org.compatserver.round.sets;

/** Whether packages fit together, each at its newest or newer. */
public sealed interface Trial {
    /** They do. */
    record Fits() implements Trial {}

    /** They do not, for a reason that forbids other sets, too. */
    record Clashes(NoGood reason) implements Trial {}

    /** The budget of one trial, or the time for all, ended before. */
    record Undecided() implements Trial {}
}
