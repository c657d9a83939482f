package org.compatserver.round.sets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fewest packages that have to be left out so that no no-good is left: a minimum hitting set of them, by branch and bound. Of equally few, those that come
 * first in an order of preference.
 *
 * <p>A no-good is hit by leaving out one of its packages. One with packages outside is, unless these are left out themselves, hit by them.
 */
final class FewestLeftOut {
    private static final int BETWEEN_LOOKS = 256;

    private final int[] order;
    private final Patience patience;
    private final List<NoGood> noGoods = new ArrayList<>();
    private int least;
    private long steps;

    /** @param order the packages, those first that are rather left out than others */
    FewestLeftOut(int[] order, Patience patience) {
        this.order = order.clone();
        this.patience = patience;
    }

    /** Takes another no-good into account. */
    void add(NoGood noGood) {
        if (noGoods.stream().noneMatch(known -> known.implies(noGood))) {
            noGoods.removeIf(noGood::implies);
            noGoods.add(noGood);
        }
    }

    List<NoGood> noGoods() {
        return List.copyOf(noGoods);
    }

    /** So many have to be left out at least, as far as that is known. */
    int least() {
        return least;
    }

    /** The packages to leave out; null when the time is over before that is known. */
    @Nullable
    BitSet find() {
        try {
            BitSet found = decided(new BitSet(), new BitSet());
            while (found == null) {
                least++;
                found = decided(new BitSet(), new BitSet());
            }
            return preferred(found);
        } catch (TimeIsOver over) {
            return null;
        }
    }

    /** Thrown out of the depth of the search. */
    private static final class TimeIsOver extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TimeIsOver() {
            super(null, null, false, false);
        }
    }

    /** Of all ways with the fewest, the one that leaves out what comes first in the order. */
    private BitSet preferred(BitSet some) {
        BitSet found = some;
        BitSet out = new BitSet();
        BitSet kept = new BitSet();
        for (int number : order) {
            if (out.cardinality() == least) {
                return out;
            }
            if (noGoods.stream().noneMatch(noGood -> noGood.among().get(number))) {
                continue;
            }
            out.set(number);
            BitSet other = found.get(number) ? found : decided(out, kept);
            if (other == null) {
                out.clear(number);
                kept.set(number);
            } else {
                found = other;
            }
        }
        return out;
    }

    /** A way to leave out no more than the fewest, all of {@code out} and none of {@code kept}; null when there is none. */
    private @Nullable BitSet decided(BitSet out, BitSet kept) {
        step();
        List<BitSet> open = open(out, kept);
        if (open.isEmpty()) {
            return (BitSet) out.clone();
        }
        if (out.cardinality() + apart(open) > least) {
            return null;
        }
        BitSet stay = (BitSet) kept.clone();
        BitSet choice = open.getFirst();
        for (int number = choice.nextSetBit(0); number >= 0; number = choice.nextSetBit(number + 1)) {
            BitSet more = (BitSet) out.clone();
            more.set(number);
            BitSet found = decided(more, stay);
            if (found != null) {
                return found;
            }
            stay.set(number);
        }
        return null;
    }

    /** What there is to choose from for each no-good that would be left if nothing else were left out, least choice first. */
    private List<BitSet> open(BitSet out, BitSet kept) {
        List<BitSet> open = new ArrayList<>();
        for (NoGood noGood : noGoods) {
            if (!noGood.among().intersects(out) && isSubset(noGood.outside(), out)) {
                BitSet choice = (BitSet) noGood.among().clone();
                choice.andNot(kept);
                open.add(choice);
            }
        }
        open.sort(Comparator.comparingInt(BitSet::cardinality));
        return open;
    }

    /** How many of these have nothing in common, greedily: so many more have to be left out at least. More than any bound, if one leaves no choice. */
    private static int apart(List<BitSet> open) {
        if (open.getFirst().isEmpty()) {
            return Integer.MAX_VALUE / 2;
        }
        BitSet used = new BitSet();
        int count = 0;
        for (BitSet choice : open) {
            if (!choice.intersects(used)) {
                used.or(choice);
                count++;
            }
        }
        return count;
    }

    private static boolean isSubset(BitSet some, BitSet all) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(all);
        return rest.isEmpty();
    }

    private void step() {
        steps++;
        if (steps % BETWEEN_LOOKS == 0 && patience.isOver()) {
            throw new TimeIsOver();
        }
    }
}
