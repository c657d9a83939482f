package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which packages' own answers agree on all projects that they share: found for a whole row at once, from the sets of packages that have a project at a
 * version.
 */
final class Agreement {
    private final List<@Nullable PinnedSet> sets;

    /** By project and position, the packages whose set has it; and by project, those whose set has it at all. */
    private final Map<Long, BitSet> at = new HashMap<>();

    private final Map<Integer, BitSet> with = new HashMap<>();

    /** Packages for which there is more to look at than that: no set, or one that is not admitted by whatever allows it. */
    private final BitSet particular = new BitSet();

    /** @param sets by number of their package; null where a package has none to be laid beside others */
    Agreement(List<@Nullable PinnedSet> sets) {
        this.sets = new ArrayList<>(sets);
        for (int number = 0; number < sets.size(); number++) {
            PinnedSet set = sets.get(number);
            if (set == null || !set.plain) {
                particular.set(number);
            }
            if (set != null) {
                enter(number, set);
            }
        }
        with.values().removeIf(packages -> packages.cardinality() < 2);
    }

    private void enter(int number, PinnedSet set) {
        for (int i = 0; i < set.projects.length; i++) {
            at.computeIfAbsent(key(set, i), key -> new BitSet()).set(number);
            with.computeIfAbsent(set.projects[i], key -> new BitSet()).set(number);
        }
    }

    private static long key(PinnedSet set, int place) {
        return ((long) set.projects[place] << Integer.SIZE) | set.positions[place];
    }

    /** The packages after the first whose pairs with it are not settled by agreeing alone. */
    BitSet open(int first) {
        BitSet open = new BitSet(sets.size());
        PinnedSet set = sets.get(first);
        if (set == null || !set.plain) {
            open.set(first + 1, sets.size());
            return open;
        }
        for (int i = 0; i < set.projects.length; i++) {
            BitSet all = with.get(set.projects[i]);
            BitSet same = at.get(key(set, i));
            if (all != null && same != null && all.cardinality() != same.cardinality()) {
                BitSet differing = (BitSet) all.clone();
                differing.andNot(same);
                open.or(differing);
            }
        }
        open.or(particular);
        open.clear(0, first + 1);
        return open;
    }
}
