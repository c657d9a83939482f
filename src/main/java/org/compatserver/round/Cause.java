package org.compatserver.round;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What many failures come down to.
 *
 * @param pivot the one requirement that all these pairs have in their clashes; null of what is no clash between releases
 * @param against what clashes with it, most pairs first; of what is no clash between releases, nothing
 * @param clashes the numbers of the clashes that it covers, most pairs first
 * @param pairs how many pairs it explains, by target
 * @param example a pair of packages, by number, with the target's number, that shows it best
 * @param told what an engine says of the example; null while it was not asked
 */
public record Cause(
        @Nullable Binding pivot,
        List<Binding> against,
        List<Integer> clashes,
        List<Integer> pairs,
        Example example,
        @Nullable Told told) {
    public Cause {
        against = List.copyOf(against);
        clashes = List.copyOf(clashes);
        pairs = List.copyOf(pairs);
    }

    /** A pair on a target, by numbers. */
    public record Example(int target, int first, int second) {}

    /**
     * What is said of the example, for people.
     *
     * @param lines the minimal core of the newest releases, with the chains of both sides, a line each
     * @param since since which upload; null where that could not be found out
     * @param freedBy what would free it, a sentence each
     * @param actors who has to release what, best first
     */
    public record Told(List<String> lines, @Nullable String since, List<String> freedBy, List<String> actors) {
        public Told {
            lines = List.copyOf(lines);
            freedBy = List.copyOf(freedBy);
            actors = List.copyOf(actors);
        }
    }

    /** On all targets. */
    public int allPairs() {
        return pairs.stream().mapToInt(Integer::intValue).sum();
    }
}
