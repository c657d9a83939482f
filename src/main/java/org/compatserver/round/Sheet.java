package org.compatserver.round;

import java.util.List;
import org.compatserver.pep.target.Target;

/**
 * A target's results.
 *
 * @param rows of all packages but the last, by their number
 * @param wholes all packages together; where some cannot be installed by themselves, after that the rest of them
 */
public record Sheet(Target target, List<Alone> alone, List<Row> rows, List<Whole> wholes) {
    public Sheet {
        alone = List.copyOf(alone);
        rows = List.copyOf(rows);
        wholes = List.copyOf(wholes);
    }
}
