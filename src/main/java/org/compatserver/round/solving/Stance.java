package org.compatserver.round.solving;

import java.util.Objects;
import org.compatserver.round.Alone;
import org.compatserver.round.Cell;
import org.compatserver.round.Origin;
import org.compatserver.round.Result;
import org.compatserver.round.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A package by itself, as the rules take it.
 *
 * @param result null where it could not be decided
 * @param lasting whether what keeps it from SUCCESS does so beside any partner
 * @param least the position below which it must not be in a set that is as good as its own
 * @param set its own answer, a set that exists for certain; null where there is none
 */
record Stance(
        Solo solo,
        @Nullable Result result,
        boolean lasting,
        int least,
        @Nullable PinnedSet set,
        Told told) {

    /** What a round says of it. */
    record Told(@Nullable String newest, @Nullable String held, int pins, int clash, String text) {
        static final Told NOTHING = new Told(null, null, 0, 0, "");
    }

    boolean isAsked() {
        return solo.ask() != null;
    }

    /** Whether it succeeds by itself with a set that can be laid beside others. */
    boolean isPlain() {
        return result == Result.SUCCESS && set != null;
    }

    int held() {
        return result == Result.CHECK_WARNING ? least : -1;
    }

    Alone alone(Origin origin) {
        return new Alone(
                result == null ? null : new Cell(result, Rule.ALONE, origin),
                told.newest(),
                told.held(),
                told.pins(),
                told.clash(),
                told.text());
    }

    PinnedSet pinned() {
        return Objects.requireNonNull(set, "There is no set of it");
    }
}
