package org.compatserver.round;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pairs of a round, made as they are asked for: there may be millions. */
public final class Pairs {
    private Pairs() {}

    /**
     * A pair.
     *
     * @param target its number
     * @param cell null where it is not decided
     * @param misfit what there is to say of it; null of a SUCCESS, and where it is not decided
     */
    public record Pair(
            int target,
            int first,
            int second,
            @Nullable Cell cell,
            @Nullable Misfit misfit) {}

    /** All that are no SUCCESS, the undecided ones among them, by target, first and second. */
    public static Stream<Pair> failures(Round round) {
        return stream(round, false);
    }

    /** All of them, in the same order. */
    public static Stream<Pair> all(Round round) {
        return stream(round, true);
    }

    /** How many are a SUCCESS. */
    static long successes(Round round) {
        long count = 0;
        for (Sheet sheet : round.sheets()) {
            for (Row row : sheet.rows()) {
                for (byte packed : row.cells()) {
                    Cell cell = Cell.of(packed);
                    count += cell != null && cell.result() == Result.SUCCESS ? 1 : 0;
                }
            }
        }
        return count;
    }

    private record Place(int target, Row row) {}

    private static Stream<Pair> stream(Round round, boolean all) {
        List<Place> rows = IntStream.range(0, round.sheets().size())
                .boxed()
                .flatMap(target -> round.sheets().get(target).rows().stream().map(row -> new Place(target, row)))
                .toList();
        // row by row: an iterator over streams keeps no more than one of them at a time
        return rows.stream().flatMap(place -> of(place.target(), place.row(), all).stream());
    }

    private static List<Pair> of(int target, Row row, boolean all) {
        List<Pair> pairs = new ArrayList<>();
        List<Misfit> misfits = row.misfits();
        int next = 0;
        for (int i = 0; i < row.cells().length; i++) {
            int second = row.first() + 1 + i;
            Misfit misfit = next < misfits.size() && misfits.get(next).second() == second ? misfits.get(next++) : null;
            Cell cell = Cell.of(row.cells()[i]);
            if (all || cell == null || cell.result() != Result.SUCCESS) {
                pairs.add(new Pair(target, row.first(), second, cell, misfit));
            }
        }
        return pairs;
    }
}
