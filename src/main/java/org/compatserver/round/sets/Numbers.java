package org.compatserver.round.sets;

import java.util.BitSet;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Plan;

/** Sets of a plan's packages as lists. */
final class Numbers {
    private Numbers() {}

    /** Ascending. */
    static List<Integer> of(BitSet packages) {
        return packages.stream().boxed().toList();
    }

    /** By name, as the plan's packages are. */
    static List<ProjectName> projects(BitSet packages, Plan plan) {
        return packages.stream().mapToObj(plan::project).toList();
    }
}
