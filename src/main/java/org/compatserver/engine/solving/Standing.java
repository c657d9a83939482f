package org.compatserver.engine.solving;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a point is behind.
 *
 * @param lags of each requested package, in their order by name; zero where nothing is held, null where the index does not tell upload times
 * @param skipped of each, the final releases skipped
 */
public record Standing(Point point, List<@Nullable Duration> lags, List<Integer> skipped, int held) {

    /** The total; null when one is not known. */
    public @Nullable Duration totalLag() {
        Duration total = Duration.ZERO;
        for (Duration lag : lags) {
            if (lag == null) {
                return null;
            }
            total = total.plus(lag);
        }
        return total;
    }

    /** Requested packages by their number: most lag first, then by name; by releases skipped where a lag is not known. */
    Comparator<Integer> mostLagFirst() {
        Comparator<Integer> least = totalLag() != null
                ? Comparator.comparing(index -> Objects.requireNonNull(lags.get(index)))
                : Comparator.comparing(skipped::get);
        return least.reversed().thenComparing(Comparator.naturalOrder());
    }

    int totalSkipped() {
        return skipped.stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * The sets, best first: least total lag; then fewest packages held, fewest releases skipped, and the newer one in the first package by name. Where one
     * lag is not known none is compared.
     */
    public static List<Standing> ranked(List<Standing> standings) {
        boolean lagsKnown = standings.stream().allMatch(standing -> standing.totalLag() != null);
        Comparator<Standing> first = lagsKnown
                ? Comparator.comparing(standing -> Objects.requireNonNull(standing.totalLag()))
                : Comparator.comparingInt(Standing::totalSkipped);
        return standings.stream()
                .sorted(first.thenComparingInt(Standing::held)
                        .thenComparingInt(Standing::totalSkipped)
                        .thenComparing(Standing::point, Point::compareByName))
                .toList();
    }
}
