package org.compatserver.round;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of a round by numbers, also of one that is not finished. */
final class Results {
    private final List<Sheet> sheets;
    private final @Nullable Row[][] rows;

    Results(Round round) {
        this.sheets = round.sheets();
        int size = round.plan().size();
        this.rows = new @Nullable Row[sheets.size()][size];
        for (int target = 0; target < sheets.size(); target++) {
            for (Row row : sheets.get(target).rows()) {
                rows[target][row.first()] = row;
            }
        }
    }

    /** Of a pair, or of a package by itself when it is given twice; null where it is not decided. */
    @Nullable
    Result of(int target, int first, int second) {
        Cell cell = first == second ? alone(target, first) : pair(target, first, second);
        return cell == null ? null : cell.result();
    }

    private @Nullable Cell alone(int target, int number) {
        List<Alone> alone = sheets.get(target).alone();
        return number < alone.size() ? alone.get(number).cell() : null;
    }

    private @Nullable Cell pair(int target, int first, int second) {
        Row row = rows[target][first];
        return row == null ? null : row.cell(second);
    }

    /** Of all together; null where that is not decided. */
    @Nullable
    Result whole(int target) {
        List<Whole> wholes = sheets.get(target).wholes();
        return wholes.isEmpty() ? null : wholes.getFirst().result();
    }
}
