package org.compatserver.round;

import org.jspecify.annotations.Nullable;

/**
 * What a check says without files that are not released, and with them.
 *
 * @param target its number
 * @param second the same as the first of a package by itself
 * @param before null where it was not decided
 * @param after the same
 */
public record Turn(
        int target,
        int first,
        int second,
        @Nullable Result before,
        @Nullable Result after) {

    /** What comes of it. */
    public enum Effect {
        /** It fitted, or nearly, and does not any more. */
        BROKEN,
        /** It did not fit, and does. */
        FIXED,
        /** It does not fit, either way. */
        STILL_BROKEN,
        /** One of the two is not known. */
        UNKNOWN,
        /** It fits, either way. */
        NONE
    }

    public Effect effect() {
        if (before == null || after == null || before == Result.UNKNOWN || after == Result.UNKNOWN) {
            return Effect.UNKNOWN;
        }
        if (after.compareTo(before) > 0) {
            return Effect.BROKEN;
        }
        if (after == Result.SUCCESS) {
            return before == Result.SUCCESS ? Effect.NONE : Effect.FIXED;
        }
        return Effect.STILL_BROKEN;
    }

    /** Whether it is of a package by itself. */
    public boolean isAlone() {
        return first == second;
    }
}
