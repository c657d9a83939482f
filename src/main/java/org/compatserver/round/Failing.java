package org.compatserver.round;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.compatserver.round.Cause.Example;

/** The pairs of a round that have the same clash. */
final class Failing {
    private static final int BOTH = 2;

    private final int number;
    private final Clash clash;
    private final BitSet culprits;
    private final int[] pairs;
    private Example example = new Example(0, 0, 0);

    /** How many of the example's packages the clash is about, and the place of its target; worse than any while there is none. */
    private int shown = -1;

    private int place;

    /**
     * One without pairs.
     *
     * @param culprits the packages that the clash is about, by number
     */
    Failing(int number, Clash clash, BitSet culprits, int targets) {
        this.number = number;
        this.clash = clash;
        this.culprits = culprits;
        this.pairs = new int[targets];
    }

    /**
     * One more pair.
     *
     * @param at the target's place among those where an example is best
     */
    void add(int target, int at, int first, int second) {
        pairs[target]++;
        int both = (culprits.get(first) ? 1 : 0) + (culprits.get(second) ? 1 : 0);
        if (both > shown || both == shown && isBefore(at, first, second)) {
            shown = both;
            place = at;
            example = new Example(target, first, second);
        }
    }

    private boolean isBefore(int at, int first, int second) {
        if (at != place) {
            return at < place;
        }
        return first != example.first() ? first < example.first() : second < example.second();
    }

    int number() {
        return number;
    }

    Clash clash() {
        return clash;
    }

    /** What cannot hold together; nothing where the clash is none between releases. */
    List<Binding> bindings() {
        return clash instanceof Clash.Between(List<Binding> bindings) ? bindings : List.of();
    }

    int pairs(int target) {
        return pairs[target];
    }

    int allPairs() {
        return Arrays.stream(pairs).sum();
    }

    Example example() {
        return example;
    }

    /** Whose example shows best what it is about: both packages are of the clash, few requirements lead there, and many pairs have it. */
    static Comparator<Failing> bestShown() {
        return Comparator.comparingInt((Failing one) -> BOTH - one.shown)
                .thenComparingInt(one -> one.bindings().size())
                .thenComparingInt(one -> -one.allPairs())
                .thenComparingInt(one -> one.place)
                .thenComparingInt(one -> one.example.first())
                .thenComparingInt(one -> one.example.second());
    }
}
