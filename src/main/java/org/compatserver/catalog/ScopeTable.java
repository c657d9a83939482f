package org.compatserver.catalog;

/**
 * What decides which files count, made once for all questions that share it, and compared by identity.
 *
 * @see Scope
 */
final class ScopeTable {
    private final TargetTable target;
    private final boolean wheelsOnly;
    private final long before;

    /** @param before the first microsecond whose uploads do not exist; {@link Long#MAX_VALUE} when all do */
    ScopeTable(TargetTable target, boolean wheelsOnly, long before) {
        this.target = target;
        this.wheelsOnly = wheelsOnly;
        this.before = before;
    }

    TargetTable target() {
        return target;
    }

    boolean wheelsOnly() {
        return wheelsOnly;
    }

    /** Whether a file uploaded in that microsecond exists; one whose upload time is not known does. */
    boolean exists(long uploaded) {
        return uploaded < before;
    }

    boolean hasMoment() {
        return before != Long.MAX_VALUE;
    }
}
