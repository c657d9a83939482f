package org.compatserver.round;

/** How a check was settled. Every rule proves its result. Their order is part of what is stored. */
public enum Rule {
    /** The solver looked at the package by itself. */
    ALONE,
    /** One of the two cannot be installed by itself, for a reason that no partner can take away. */
    INHERITED,
    /** The two packages' own answers agree on every project that they share: together they are a set. */
    UNION,
    /** One package's answer, laid over the other's, is a set. */
    PATCH,
    /** What was learned of other pairs says it of this one. */
    SIGNATURE,
    /** The solver looked at the pair. */
    SOLVER
}
