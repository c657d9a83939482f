package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Looks for the minimal sets of changes after which something fits, the cheapest first. What does not fit comes with a proof; a set of changes under which that
 * proof no longer holds has at least one of the changes that touch it. So sets are grown one such change at a time, and none that is minimal is missed (Reiter, "A
 * Theory of Diagnosis from First Principles", 1987).
 *
 * @param <C> a change
 */
final class Corrections<C> {
    private final Trial<C> trial;
    private final Comparator<? super Set<C>> cost;
    private final BiPredicate<C, C> covers;
    private final List<Set<C>> found = new ArrayList<>();

    /**
     * What is sought.
     *
     * @param cost of two sets of which one does all that the other does, and more, that one costs more
     * @param covers whether the first of two changes does at least what the second does; every change covers itself
     */
    Corrections(Trial<C> trial, Comparator<? super Set<C>> cost, BiPredicate<C, C> covers) {
        this.trial = trial;
        this.cost = cost;
        this.covers = covers;
    }

    /** Tries sets of changes. */
    interface Trial<C> {
        /** Whether it fits after these changes; if so, whoever tries may keep what was found. */
        Tried<C> of(Set<C> changes);
    }

    /** What came of a trial. */
    sealed interface Tried<C> {
        record Fits<C>() implements Tried<C> {}

        /** With no further change would it fit but with one of these, or with more beside it. */
        record Fails<C>(Collection<C> touching) implements Tried<C> {}
    }

    /**
     * How far to go.
     *
     * @param size how many changes at most
     * @param tries how many trials at most
     * @param found how many sets at most
     * @param smallestOnly whether sets larger than one that was found are of no interest
     */
    record Bounds(int size, int tries, int found, boolean smallestOnly) {}

    private record Candidate<C>(Set<C> changes, int number) {}

    /**
     * Looks for them, beginning with no change.
     *
     * @return whether all are found that are of interest and of at most so many changes; false where there were too many trials, or finds
     */
    boolean seek(Bounds bounds) {
        PriorityQueue<Candidate<C>> open =
                new PriorityQueue<>(Comparator.<Candidate<C>, Set<C>>comparing(Candidate::changes, cost)
                        .thenComparingInt(Candidate::number));
        Set<Set<C>> seen = new HashSet<>();
        open.add(new Candidate<>(Set.of(), 0));
        int tried = 0;
        while (!open.isEmpty()) {
            Set<C> changes = open.remove().changes();
            if (isOfNoInterest(changes, bounds)) {
                continue;
            }
            if (tried++ == bounds.tries() || found.size() == bounds.found()) {
                return false;
            }
            switch (trial.of(changes)) {
                case Tried.Fits<C>() -> found.add(changes);
                case Tried.Fails<C>(var touching) -> {
                    for (C one : touching) {
                        Set<C> more = with(changes, one);
                        if (!more.equals(changes) && seen.add(more)) {
                            open.add(new Candidate<>(more, seen.size()));
                        }
                    }
                }
            }
        }
        return true;
    }

    /** The sets that were found, cheapest first. */
    List<Set<C>> found() {
        return found;
    }

    private boolean isOfNoInterest(Set<C> changes, Bounds bounds) {
        return changes.size() > bounds.size()
                || (bounds.smallestOnly()
                        && !found.isEmpty()
                        && changes.size() > found.getFirst().size())
                || found.stream().anyMatch(less -> isCovered(less, changes));
    }

    private boolean isCovered(Set<C> less, Set<C> more) {
        return less.stream().allMatch(one -> more.stream().anyMatch(other -> covers.test(other, one)));
    }

    /** What the new change covers is left out. */
    private Set<C> with(Set<C> changes, C one) {
        if (changes.stream().anyMatch(other -> covers.test(other, one))) {
            return changes;
        }
        Set<C> more = new LinkedHashSet<>(changes);
        more.removeIf(other -> covers.test(one, other));
        more.add(one);
        return more;
    }
}
