package org.compatserver.cli;

import org.jspecify.annotations.Nullable;

/**
 * What {@code compat doctor} found out about one thing.
 *
 * @param what the thing, in a word or two
 * @param found what is there; without credentials
 * @param advice what to do about it; null where nothing need be done
 */
public record Finding(
        String what, State state, String found, @Nullable String advice) {
    /** How it is. */
    public enum State {
        OK,
        /** Answers are true, but something will be slower, older or missing. */
        WARNING,
        /** Something that is wanted does not work. */
        PROBLEM
    }

    public static Finding ok(String what, String found) {
        return new Finding(what, State.OK, found, null);
    }

    public static Finding warning(String what, String found, String advice) {
        return new Finding(what, State.WARNING, found, advice);
    }

    public static Finding problem(String what, String found, String advice) {
        return new Finding(what, State.PROBLEM, found, advice);
    }
}
