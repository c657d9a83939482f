package org.compatserver.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Groups clashes by what they have in common: the part that most of the pairs have makes a group of all that have it, then the same of what is left. Of parts that as many
 * pairs have, the one that is at fault more often comes first, then the lesser one; so the groups do not depend on any order.
 *
 * @param <E> a part of a clash
 */
final class Grouping<E extends Comparable<E>> {
    private final Function<Failing, List<E>> parts;
    private final BiPredicate<Failing, E> atFault;
    private final Map<E, Standing<E>> standings = new LinkedHashMap<>();
    private final Set<Failing> open = new HashSet<>();

    /**
     * A group.
     *
     * @param members most pairs first
     */
    record Group<E>(E common, List<Failing> members) {}

    /** How a part stands among what is not grouped yet. Its numbers only fall. */
    private static final class Standing<E> {
        private final E part;
        private final List<Failing> members = new ArrayList<>();
        private long pairs;
        private long atFault;

        Standing(E part) {
            this.part = part;
        }
    }

    /** What a standing was when it was queued. */
    private record Queued<E extends Comparable<E>>(long pairs, long atFault, Standing<E> standing)
            implements Comparable<Queued<E>> {
        static <E extends Comparable<E>> Queued<E> of(Standing<E> standing) {
            return new Queued<>(standing.pairs, standing.atFault, standing);
        }

        boolean isUpToDate() {
            return pairs == standing.pairs && atFault == standing.atFault;
        }

        @Override
        public int compareTo(Queued<E> other) {
            int more = Long.compare(other.pairs, pairs);
            int worse = more != 0 ? more : Long.compare(other.atFault, atFault);
            return worse != 0 ? worse : standing.part.compareTo(other.standing.part);
        }
    }

    private Grouping(Function<Failing, List<E>> parts, BiPredicate<Failing, E> atFault) {
        this.parts = parts;
        this.atFault = atFault;
    }

    /**
     * The groups, most pairs first. What has no parts is in none.
     *
     * @param parts of a clash
     * @param atFault whether a part is to be named rather than the others
     */
    static <E extends Comparable<E>> List<Group<E>> of(
            List<Failing> failing, Function<Failing, List<E>> parts, BiPredicate<Failing, E> atFault) {
        Grouping<E> grouping = new Grouping<>(parts, atFault);
        failing.forEach(grouping::add);
        return grouping.groups();
    }

    private void add(Failing one) {
        open.add(one);
        for (E part : parts.apply(one)) {
            Standing<E> standing = standings.computeIfAbsent(part, Standing::new);
            standing.members.add(one);
            count(standing, one, one.allPairs());
        }
    }

    private void count(Standing<E> standing, Failing one, int pairs) {
        standing.pairs += pairs;
        standing.atFault += atFault.test(one, standing.part) ? pairs : 0;
    }

    private List<Group<E>> groups() {
        PriorityQueue<Queued<E>> queue = new PriorityQueue<>();
        standings.values().forEach(standing -> queue.add(Queued.of(standing)));
        List<Group<E>> groups = new ArrayList<>();
        for (Queued<E> next = queue.poll(); next != null; next = queue.poll()) {
            if (next.standing().pairs == 0) {
                continue;
            }
            if (next.isUpToDate()) {
                groups.add(group(next.standing()));
            } else {
                queue.add(Queued.of(next.standing()));
            }
        }
        return groups;
    }

    private Group<E> group(Standing<E> standing) {
        List<Failing> members = standing.members.stream()
                .filter(open::remove)
                .sorted(Comparator.comparingInt((Failing one) -> -one.allPairs())
                        .thenComparing(this::inOrder))
                .toList();
        for (Failing one : members) {
            parts.apply(one).forEach(part -> {
                Standing<E> other = standings.get(part);
                if (other != null) {
                    count(other, one, -one.allPairs());
                }
            });
        }
        return new Group<>(standing.part, members);
    }

    private int inOrder(Failing one, Failing other) {
        List<E> left = parts.apply(one);
        List<E> right = parts.apply(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
