package org.compatserver.round;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A round as it is known: finished, or so far.
 *
 * @param id its number in the store
 * @param begun when it was begun first
 * @param ended null while it is not finished
 * @param sheets by target, in the plan's order; of a target that is not finished, what there is
 * @param clashes by their number; the first, number 0, is null
 * @param texts by their number; the first, number 0, is empty
 */
public record Round(
        long id,
        Plan plan,
        Instant begun,
        @Nullable Instant ended,
        List<Sheet> sheets,
        List<@Nullable Clash> clashes,
        List<String> texts) {
    public Round {
        sheets = List.copyOf(sheets);
        texts = List.copyOf(texts);
    }

    /** The text of a number; null of 0. */
    public @Nullable String text(int number) {
        return number == 0 ? null : texts.get(number);
    }

    /** The clash of a number from 1 on. */
    public Clash clash(int number) {
        Clash clash = clashes.get(number);
        if (clash == null) {
            throw new IllegalArgumentException("There is no clash of number " + number);
        }
        return clash;
    }
}
