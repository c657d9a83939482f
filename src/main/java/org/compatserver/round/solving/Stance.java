package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.round.Alone;
import org.compatserver.round.Cell;
import org.compatserver.round.Clash;
import org.compatserver.round.Origin;
import org.compatserver.round.Result;
import org.compatserver.round.Rule;
import org.jspecify.annotations.Nullable;

/**
 * A package by itself, as the rules take it.
 *
 * @param result null where it could not be decided
 * @param lasting whether what keeps it from a better result does so beside any partner
 * @param least the position below which it must not be in a set that is as good as its own
 * @param set its own answer; of UNKNOWN, one that would be there. Null where there is none that rules can use
 * @param clash why it is no SUCCESS; null for that, and where it could not be decided
 */
record Stance(
        Solo solo,
        @Nullable Result result,
        boolean lasting,
        int least,
        @Nullable PinnedSet set,
        @Nullable Clash clash,
        Told told) {

    /** What a round says of it. */
    record Told(@Nullable String newest, @Nullable String held, int pins, int clash, String text) {
        static final Told NOTHING = new Told(null, null, 0, 0, "");
    }

    boolean isAsked() {
        return solo.ask() != null;
    }

    /** Whether it succeeds by itself. */
    boolean isPlain() {
        return result == Result.SUCCESS;
    }

    /** Whether it cannot be installed, whatever it is beside. */
    boolean isImpossible() {
        return result == Result.INSTALL_ERROR && lasting;
    }

    /** The position at which it is held back; -1 where it is not. */
    int held() {
        return result == Result.CHECK_WARNING ? least : -1;
    }

    /**
     * What two packages come to if there is a set with both as they are alone: each keeps the other from nothing, so what keeps each of them from a better result is all
     * there is. Null where that does not say it.
     */
    @Nullable
    Result with(Stance other) {
        if (!lasting || !other.lasting || result == null || other.result == null) {
            return null;
        }
        Result worse = result.compareTo(other.result) >= 0 ? result : other.result;
        Result better = worse == result ? other.result : result;
        return switch (worse) {
            case SUCCESS, CHECK_WARNING -> worse;
            case INSTALL_ERROR -> null;
            // Where the other is held back, which of the two is in doubt, and at what, is for the solver to say.
            case UNKNOWN -> better == Result.CHECK_WARNING || better == Result.INSTALL_ERROR ? null : worse;
        };
    }

    /** Why two packages are no SUCCESS together. */
    @Nullable
    Clash clash(Stance other) {
        if (clash instanceof Clash.Unknowable(List<String> mine)
                && other.clash instanceof Clash.Unknowable(List<String> theirs)) {
            List<String> files = new ArrayList<>(mine);
            files.addAll(theirs);
            return new Clash.Unknowable(files);
        }
        return clash == null ? other.clash : clash;
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
}
