package org.compatserver.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Readings.Reading;

/** How far a target of a round is. */
final class Progress {
    private final int rows;
    /** Rows from before the round was cut off. */
    private final BitSet before = new BitSet();
    /** What these rest on. */
    private final Map<ProjectName, String> looked;

    private final BitSet given = new BitSet();

    Progress(int packages, List<Integer> before, Map<ProjectName, String> looked) {
        this.rows = packages - 1;
        before.forEach(this.before::set);
        this.looked = new HashMap<>(looked);
    }

    /** Whether the row is there from before. */
    synchronized boolean isSafe(int first) {
        return before.get(first);
    }

    /** Notes a row, which comes once. */
    synchronized void give(int first) {
        if (given.get(first) || before.get(first)) {
            throw new IllegalStateException("Row " + first + " was given twice");
        }
        given.set(first);
    }

    /** Notes what is looked at now; the rows from before that have to go, since some of that was otherwise then. */
    synchronized List<Integer> look(List<Reading> projects) {
        boolean changed = false;
        for (Reading reading : projects) {
            String then = looked.put(reading.project(), reading.digest());
            changed |= then != null && !then.equals(reading.digest());
        }
        List<Integer> gone = new ArrayList<>();
        if (changed) {
            before.stream().forEach(gone::add);
            before.clear();
        }
        return gone;
    }

    /** How many rows are not there. */
    synchronized int missing() {
        return rows - given.cardinality() - before.cardinality();
    }
}
