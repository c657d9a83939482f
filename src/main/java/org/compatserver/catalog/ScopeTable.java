package org.compatserver.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What decides which files count, made once for all questions that share it, and compared by identity. One of a past moment of a question belongs to that
 * question alone, and is over when the question has seen enough of the moment.
 *
 * @see Scope
 */
final class ScopeTable {
    private final TargetTable target;
    private final boolean wheelsOnly;
    private final long before;
    private final @Nullable ScopeTable later;
    private volatile boolean over;

    /** @param before the first microsecond whose uploads do not exist; {@link Long#MAX_VALUE} when all do */
    ScopeTable(TargetTable target, boolean wheelsOnly, long before) {
        this(target, wheelsOnly, before, null);
    }

    private ScopeTable(TargetTable target, boolean wheelsOnly, long before, @Nullable ScopeTable later) {
        this.target = target;
        this.wheelsOnly = wheelsOnly;
        this.before = before;
        this.later = later;
    }

    /** The same at an earlier moment. */
    ScopeTable earlier(long moment) {
        return new ScopeTable(target, wheelsOnly, moment, this);
    }

    /** The same at the later moment from which this one was looked back at; null for one that stands by itself. */
    @Nullable
    ScopeTable later() {
        return later;
    }

    /** Nothing is kept for it any more. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
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
