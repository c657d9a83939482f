package org.compatserver.round.sets;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/** Trials of some packages only, as if there were no others. */
final class Rest implements Trials {
    private final Trials all;
    private final BitSet some;

    Rest(Trials all, BitSet some) {
        this.all = all;
        this.some = (BitSet) some.clone();
    }

    /**
     * Sets into which the packages go that are not in one; each the largest that is left, until nothing more goes or the time is over.
     *
     * @param noGoods what is known
     */
    static List<BitSet> divided(Trials all, BitSet first, List<NoGood> noGoods, Patience patience) {
        List<BitSet> sets = new ArrayList<>();
        BitSet left = all.asked();
        left.andNot(first);
        BitSet set = first;
        while (!set.isEmpty() && !left.isEmpty()) {
            Rest rest = new Rest(all, left);
            set = new Hunt(rest, false, patience, SetListener.NONE)
                    .knowing(rest.among(noGoods))
                    .run()
                    .best();
            if (!set.isEmpty()) {
                sets.add(set);
                left.andNot(set);
            }
        }
        return sets;
    }

    /** Those that speak of these packages. */
    private List<NoGood> among(List<NoGood> noGoods) {
        return noGoods.stream()
                .map(this::here)
                .filter(noGood -> !noGood.doubtful() && isHere(noGood.among()))
                .toList();
    }

    private boolean isHere(BitSet packages) {
        BitSet others = (BitSet) packages.clone();
        others.andNot(some);
        return others.isEmpty();
    }

    private NoGood here(NoGood noGood) {
        BitSet outside = (BitSet) noGood.outside().clone();
        outside.and(some);
        return new NoGood(noGood.among(), outside, noGood.doubtful());
    }

    @Override
    public Trial of(BitSet packages, boolean hoping, Instant until) {
        return switch (all.of(packages, hoping, until)) {
            case Trial.Clashes(NoGood reason) -> new Trial.Clashes(here(reason));
            case Trial.Fits fits -> fits;
            case Trial.Undecided undecided -> undecided;
        };
    }

    @Override
    public BitSet asked() {
        return (BitSet) some.clone();
    }

    @Override
    public @Nullable String newest(int number) {
        return all.newest(number);
    }

    @Override
    public @Nullable Instant released(int number) {
        return all.released(number);
    }

    @Override
    public Collection<ProjectName> leftAside() {
        return all.leftAside();
    }

    @Override
    public List<String> notices() {
        return all.notices();
    }
}
