package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.compatserver.engine.solving.Corrections.Bounds;
import org.compatserver.engine.solving.Corrections.Tried;
import org.junit.jupiter.api.Test;

/** The minimal sets of changes that resolve some conflicts, each of which any one of its changes resolves. */
class CorrectionsTest {
    private static final Bounds ALL = new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, false);

    private static Corrections<Integer> of(List<Set<Integer>> conflicts) {
        return new Corrections<>(
                changes -> conflicts.stream()
                        .filter(conflict -> conflict.stream().noneMatch(changes::contains))
                        .findFirst()
                        .<Tried<Integer>>map(Tried.Fails::new)
                        .orElseGet(Tried.Fits::new),
                Comparator.comparingInt(Set::size),
                Integer::equals);
    }

    private static List<Set<Integer>> all(List<Set<Integer>> conflicts) {
        Corrections<Integer> corrections = of(conflicts);
        assertThat(corrections.seek(ALL)).isTrue();
        return corrections.found();
    }

    @Test
    void whereNothingConflictsNothingIsChanged() {
        assertThat(all(List.of())).containsExactly(Set.of());
    }

    @Test
    void whatNothingResolvesHasNone() {
        assertThat(all(List.of(Set.of(1), Set.of()))).isEmpty();
    }

    @Test
    void smallestFirst() {
        assertThat(all(List.of(Set.of(1, 2), Set.of(2, 3)))).containsExactly(Set.of(2), Set.of(1, 3));
    }

    @Test
    void boundsAreKept() {
        List<Set<Integer>> conflicts = List.of(Set.of(1, 2, 3), Set.of(4, 5, 6));
        Corrections<Integer> some = of(conflicts);
        assertThat(some.seek(new Bounds(9, 999, 4, false))).isFalse();
        assertThat(some.found()).hasSize(4);
        Corrections<Integer> few = of(conflicts);
        assertThat(few.seek(new Bounds(9, 3, 999, false))).isFalse();
        assertThat(few.found()).isEmpty();
        Corrections<Integer> small = of(conflicts);
        assertThat(small.seek(new Bounds(1, 999, 999, false))).isTrue();
        assertThat(small.found()).isEmpty();
        Corrections<Integer> smallest = of(List.of(Set.of(1, 2), Set.of(2, 3)));
        assertThat(smallest.seek(new Bounds(9, 999, 999, true))).isTrue();
        assertThat(smallest.found()).containsExactly(Set.of(2));
    }

    /** Ten stands for all below it, and costs more than they do. */
    @Test
    void aChangeThatDoesAllThatOthersDoComesLast() {
        List<Set<Integer>> conflicts = List.of(Set.of(1, 10), Set.of(2, 3, 10), Set.of(4, 10, 11));
        Corrections<Integer> corrections = new Corrections<>(
                changes -> conflicts.stream()
                        .filter(conflict -> conflict.stream().noneMatch(changes::contains))
                        .findFirst()
                        .<Tried<Integer>>map(Tried.Fails::new)
                        .orElseGet(Tried.Fits::new),
                Comparator.<Set<Integer>>comparingInt(set -> set.contains(10) ? 1 : 0)
                        .thenComparingInt(Set::size),
                (one, other) -> one.equals(other) || one == 10 && other < 10);
        assertThat(corrections.seek(ALL)).isTrue();
        assertThat(corrections.found())
                .containsExactlyInAnyOrder(Set.of(1, 2, 4), Set.of(1, 3, 4), Set.of(1, 2, 11), Set.of(1, 3, 11));
    }

    @Test
    void allMinimalOnesAreFoundAndNoOther() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            List<Set<Integer>> conflicts = new ArrayList<>();
            for (int i = random.nextInt(6); i > 0; i--) {
                Set<Integer> conflict = new TreeSet<>();
                for (int j = 1 + random.nextInt(4); j > 0; j--) {
                    conflict.add(random.nextInt(8));
                }
                conflicts.add(conflict);
            }
            List<Set<Integer>> found = all(conflicts);
            assertThat(new HashSet<>(found)).as("%s", conflicts).isEqualTo(minimal(conflicts));
            assertThat(found).isSortedAccordingTo(Comparator.comparingInt(Set::size));
        }
    }

    private static Set<Set<Integer>> minimal(List<Set<Integer>> conflicts) {
        List<Set<Integer>> resolving = new ArrayList<>();
        for (int bits = 0; bits < 1 << 8; bits++) {
            Set<Integer> set = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                if ((bits & 1 << i) != 0) {
                    set.add(i);
                }
            }
            if (conflicts.stream().allMatch(conflict -> conflict.stream().anyMatch(set::contains))) {
                resolving.add(set);
            }
        }
        Set<Set<Integer>> minimal = new HashSet<>(resolving);
        minimal.removeIf(set -> resolving.stream().anyMatch(less -> !less.equals(set) && set.containsAll(less)));
        return minimal;
    }
}
