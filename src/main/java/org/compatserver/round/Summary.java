package org.compatserver.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a round came to, in numbers and causes. Every failing pair is counted once: with one of the causes, or as one that is not explained.
 *
 * @param alone packages by themselves, by target
 * @param pairs by target
 * @param inherited by target, how many failing pairs come of nothing but what one package cannot do by itself
 * @param unexplained by target, how many failing pairs have no reason that is known
 * @param ailing packages that are not at their newest even by themselves, by number
 * @param causes of failing pairs
 */
public record Summary(
        Round round,
        List<Tally> alone,
        List<Tally> pairs,
        List<Long> inherited,
        List<Long> unexplained,
        List<Ailing> ailing,
        List<Cause> causes) {
    public Summary {
        alone = List.copyOf(alone);
        pairs = List.copyOf(pairs);
        inherited = List.copyOf(inherited);
        unexplained = List.copyOf(unexplained);
        ailing = List.copyOf(ailing);
        causes = List.copyOf(causes);
    }

    /**
     * A package that fails by itself.
     *
     * @param number the package's
     * @param texts why, by the number of the target, ascending
     */
    public record Ailing(int number, Result result, Map<Integer, String> texts) {
        public Ailing {
            texts = java.util.Collections.unmodifiableMap(new TreeMap<>(texts));
        }
    }

    /** Of a round and its causes, of which some may be told. */
    public static Summary of(Round round, List<Cause> causes) {
        List<Tally> alone = new ArrayList<>();
        List<Tally> pairs = new ArrayList<>();
        List<Long> inherited = new ArrayList<>();
        List<Long> unexplained = new ArrayList<>();
        for (int target = 0; target < round.plan().targets().size(); target++) {
            Tally found = pairs(round, target);
            alone.add(alone(round, target));
            pairs.add(found);
            inherited.add(explained(
                    target,
                    causes.stream().filter(cause -> isInherited(round, cause)).toList()));
            unexplained.add(found.failing() - explained(target, causes));
        }
        return new Summary(round, alone, pairs, inherited, unexplained, ailing(round), causes);
    }

    private static long explained(int target, List<Cause> causes) {
        return causes.stream().mapToLong(cause -> cause.pairs().get(target)).sum();
    }

    private static boolean isInherited(Round round, Cause cause) {
        return round.clash(cause.clashes().getFirst()) instanceof Clash.OfOne;
    }

    private static Tally alone(Round round, int target) {
        long[] byByte = new long[Byte.MAX_VALUE + 1];
        List<Alone> found = round.sheets().get(target).alone();
        for (Alone one : found) {
            Cell cell = one.cell();
            byByte[cell == null ? Cell.OPEN : cell.packed()]++;
        }
        return Tally.of(byByte, round.plan().size() - (long) found.size());
    }

    private static Tally pairs(Round round, int target) {
        long[] byByte = new long[Byte.MAX_VALUE + 1];
        long size = round.plan().size();
        long due = size * (size - 1) / 2;
        for (Row row : round.sheets().get(target).rows()) {
            due -= row.cells().length;
            for (byte packed : row.cells()) {
                byByte[packed]++;
            }
        }
        return Tally.of(byByte, due);
    }

    private static List<Ailing> ailing(Round round) {
        List<Ailing> found = new ArrayList<>();
        for (int number = 0; number < round.plan().size(); number++) {
            Map<Result, Map<Integer, String>> texts = new TreeMap<>();
            for (int target = 0; target < round.sheets().size(); target++) {
                List<Alone> alone = round.sheets().get(target).alone();
                Alone one = number < alone.size() ? alone.get(number) : null;
                if (one != null && one.cell() != null && one.cell().result() != Result.SUCCESS) {
                    texts.computeIfAbsent(one.cell().result(), result -> new TreeMap<>())
                            .put(target, one.text());
                }
            }
            int package_ = number;
            texts.forEach((result, byTarget) -> found.add(new Ailing(package_, result, byTarget)));
        }
        return found;
    }

    /** Packages by themselves and pairs, on all targets. */
    public Tally all() {
        return IntStream.range(0, pairs.size())
                .mapToObj(target -> alone.get(target).plus(pairs.get(target)))
                .reduce(Tally::plus)
                .orElseThrow();
    }

    /** Pairs on all targets. */
    public Tally allPairs() {
        return pairs.stream().reduce(Tally::plus).orElseThrow();
    }
}
