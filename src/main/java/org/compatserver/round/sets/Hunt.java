package org.compatserver.round.sets;

import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks for the largest set of packages that fits, by implicit hitting sets: what is known not to fit together is a list of no-goods; the fewest packages that
 * hit them all are left out, and the rest is tried. If it fits, nothing larger does. Else there is another no-good.
 *
 * <p>It ends, for each no-good forbids the set that was tried. The set is the same however no-goods were found: of the largest, the one that leaves out what
 * comes first in the order of preference.
 */
final class Hunt {
    private final Trials trials;
    private final boolean hoping;
    private final Patience patience;
    private final SetListener progress;
    private final int[] order;
    private final FewestLeftOut fewest;
    private BitSet best = new BitSet();
    private boolean ended;

    /**
     * @param hoping whether files that cannot be read without building are taken to require nothing
     * @param progress is told the size of the best set so far, and what no set is larger than
     */
    Hunt(Trials trials, boolean hoping, Patience patience, SetListener progress) {
        this.trials = trials;
        this.hoping = hoping;
        this.patience = patience;
        this.progress = progress;
        this.order = order(trials);
        this.fewest = new FewestLeftOut(order, patience);
    }

    /** Whose newest release is oldest is rather left out than others; of equally old ones, and of those without a time, the first by name. */
    private static int[] order(Trials trials) {
        return trials.asked().stream()
                .boxed()
                .sorted(Comparator.comparing(trials::released, Comparator.nullsFirst(Comparator.naturalOrder())))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Begins with what is known. */
    Hunt knowing(Collection<NoGood> noGoods) {
        noGoods.forEach(fewest::add);
        return this;
    }

    /** Looks until the largest set is found, or the time is over. */
    Hunt run() {
        boolean goesOn = true;
        while (goesOn && !patience.isOver()) {
            BitSet out = fewest.find();
            progress.progress(best.cardinality(), atMost());
            goesOn = out != null && isWorthGoingOnWithout(out);
        }
        return this;
    }

    /** The largest set that was found. */
    BitSet best() {
        return (BitSet) best.clone();
    }

    /** No set is larger. */
    int atMost() {
        return order.length - fewest.least();
    }

    /** Whether the best set was proved to be the one that is preferred of all; its size may be proved all the same. */
    boolean ended() {
        return ended;
    }

    List<NoGood> noGoods() {
        return fewest.noGoods();
    }

    /** Tries what is left, and learns from it; false when that is the end. */
    private boolean isWorthGoingOnWithout(BitSet out) {
        BitSet candidate = trials.asked();
        candidate.andNot(out);
        return switch (trial(candidate)) {
            case Trial.Fits _ -> {
                best = candidate;
                ended = true;
                yield false;
            }
            case Trial.Clashes(NoGood reason) -> {
                learn(reason);
                if (best.cardinality() < atMost()) {
                    thin(candidate);
                }
                yield true;
            }
            case Trial.Undecided _ -> {
                grow(best);
                yield false;
            }
        };
    }

    /** Takes out one no-good after the other, until something fits. */
    private void thin(BitSet candidate) {
        BitSet left = (BitSet) candidate.clone();
        for (NoGood known : fewest.noGoods()) {
            if (known.forbids(left)) {
                left.andNot(known.among());
            }
        }
        while (true) {
            switch (trial(left)) {
                case Trial.Fits _ -> {
                    grow(left);
                    return;
                }
                case Trial.Clashes(NoGood reason) -> left.andNot(learn(reason).among());
                case Trial.Undecided _ -> {
                    return;
                }
            }
        }
    }

    /** Puts in whatever goes, those first that are rather kept. */
    private void grow(BitSet fitting) {
        BitSet grown = (BitSet) fitting.clone();
        for (int i = order.length - 1; i >= 0; i--) {
            BitSet more = (BitSet) grown.clone();
            more.set(order[i]);
            if (!more.equals(grown) && fewest.noGoods().stream().noneMatch(known -> known.forbids(more))) {
                switch (trial(more)) {
                    case Trial.Fits _ -> grown = more;
                    case Trial.Clashes(NoGood reason) -> learn(reason);
                    case Trial.Undecided _ -> {}
                }
            }
        }
        if (grown.cardinality() > best.cardinality()) {
            best = grown;
        }
    }

    private NoGood learn(NoGood reason) {
        NoGood minimal = sure(minimal(reason));
        fewest.add(minimal);
        return minimal;
    }

    /** The same without doubt, where whatever a build would tell makes no difference. */
    private NoGood sure(NoGood reason) {
        return reason.doubtful()
                        && trials.of(reason.among(), true, patience.until()) instanceof Trial.Clashes(NoGood other)
                        && other.implies(reason)
                ? other
                : reason;
    }

    /** The same without packages that need not be in it, as far as the time allows. */
    private NoGood minimal(NoGood reason) {
        NoGood minimal = reason;
        for (int number : IntStream.of(order).filter(reason.among()::get).toArray()) {
            BitSet fewer = (BitSet) minimal.among().clone();
            fewer.clear(number);
            if (minimal.among().get(number)
                    && !fewer.isEmpty()
                    && minimal.isForGood()
                    && trial(fewer) instanceof Trial.Clashes(NoGood other)
                    && other.isForGood()) {
                minimal = other;
            }
        }
        return minimal;
    }

    private Trial trial(BitSet packages) {
        return trials.of(packages, hoping, patience.until());
    }
}
