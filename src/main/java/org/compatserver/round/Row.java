package org.compatserver.round;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A package's pairs with those after it.
 *
 * @param first the package's number
 * @param cells {@link Cell}s, packed: the first is that of the pair with package {@code first + 1}; {@link Cell#OPEN} of a pair that could not be decided
 * @param misfits of the pairs that are no SUCCESS, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
public record Row(int first, byte[] cells, List<Misfit> misfits) {
    public Row {
        misfits = List.copyOf(misfits);
    }

    /** The pair with a package after the first; null where it is not decided. */
    public @Nullable Cell cell(int second) {
        return Cell.of(cells[second - first - 1]);
    }
}
