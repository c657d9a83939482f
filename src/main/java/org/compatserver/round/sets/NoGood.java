package org.compatserver.round.sets;

import java.util.BitSet;

/**
 * Packages that cannot all be at their newest: no set fits that has all of these and none of those. Its sets are not to be changed.
 *
 * @param among the packages, by number
 * @param outside packages that could make them fit, since a requirement of one may admit a pre-release or a yanked version; empty where nothing can
 * @param doubtful whether it rests on files that cannot be read without building them
 */
public record NoGood(BitSet among, BitSet outside, boolean doubtful) {
    /** Whether it says that these packages do not fit. */
    boolean forbids(BitSet packages) {
        return !outside.intersects(packages) && isIn(among, packages);
    }

    /** Whether it says that these do not fit whatever is with them. */
    boolean isForGood() {
        return outside.isEmpty();
    }

    /** Whether all that the other one says follows from this. */
    boolean implies(NoGood other) {
        return isIn(among, other.among) && isIn(outside, other.outside);
    }

    private static boolean isIn(BitSet some, BitSet all) {
        BitSet rest = (BitSet) some.clone();
        rest.andNot(all);
        return rest.isEmpty();
    }
}
