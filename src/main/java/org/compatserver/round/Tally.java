package org.compatserver.round;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many checks came to what. Every value of an enum is a key.
 *
 * @param results of those that are decided
 * @param rules how those were settled
 * @param origins whose work those are
 * @param open those that were tried and not decided within the budget
 * @param due those that the round has not come to yet
 */
public record Tally(Map<Result, Long> results, Map<Rule, Long> rules, Map<Origin, Long> origins, long open, long due) {
    public Tally {
        results = Collections.unmodifiableMap(new EnumMap<>(results));
        rules = Collections.unmodifiableMap(new EnumMap<>(rules));
        origins = Collections.unmodifiableMap(new EnumMap<>(origins));
    }

    /** Of packed cells. */
    static Tally of(long[] byByte, long due) {
        Map<Result, Long> results = zeros(Result.class);
        Map<Rule, Long> rules = zeros(Rule.class);
        Map<Origin, Long> origins = zeros(Origin.class);
        for (int packed = 1; packed < byByte.length; packed++) {
            long many = byByte[packed];
            Cell cell = many == 0 ? null : Cell.of((byte) packed);
            if (cell != null) {
                results.merge(cell.result(), many, Long::sum);
                rules.merge(cell.rule(), many, Long::sum);
                origins.merge(cell.origin(), many, Long::sum);
            }
        }
        return new Tally(results, rules, origins, byByte[Cell.OPEN], due);
    }

    private static <E extends Enum<E>> Map<E, Long> zeros(Class<E> type) {
        Map<E, Long> zeros = new EnumMap<>(type);
        for (E one : type.getEnumConstants()) {
            zeros.put(one, 0L);
        }
        return zeros;
    }

    /** Those of both. */
    public Tally plus(Tally other) {
        return new Tally(
                sum(results, other.results),
                sum(rules, other.rules),
                sum(origins, other.origins),
                open + other.open,
                due + other.due);
    }

    private static <E extends Enum<E>> Map<E, Long> sum(Map<E, Long> one, Map<E, Long> other) {
        Map<E, Long> sum = new EnumMap<>(one);
        other.forEach((key, many) -> sum.merge(key, many, Long::sum));
        return sum;
    }

    /** How many came to that. */
    public long of(Result result) {
        return results.getOrDefault(result, 0L);
    }

    /** How many are decided. */
    public long decided() {
        return results.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many are decided and no SUCCESS. */
    public long failing() {
        return decided() - of(Result.SUCCESS);
    }

    /** All of them. */
    public long all() {
        return decided() + open + due;
    }
}
