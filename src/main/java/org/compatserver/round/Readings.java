package org.compatserver.round;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;

/**
 * What the results of a target rest on, for the next round to know what need not be done again.
 *
 * @param projects all that were looked at, sorted, with a digest of what the target sees of each: equal only if nothing differs
 * @param alone of each package, what its own answer rests on, as places in that list
 * @param pairs of pairs that were not settled by the two packages' own answers, what else they rest on: the key is {@code first * size + second}; {@code size * size}
 *     stands for all of them that have no entry of their own
 */
public record Readings(List<Reading> projects, List<BitSet> alone, Map<Long, BitSet> pairs) {
    public Readings {
        projects = List.copyOf(projects);
        alone = List.copyOf(alone);
        pairs = Map.copyOf(pairs);
    }

    /** What the index says of a project, in short. */
    public record Reading(ProjectName project, String digest) {}
}
