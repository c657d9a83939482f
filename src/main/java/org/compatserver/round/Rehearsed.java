package org.compatserver.round;

import java.util.List;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;

/**
 * What files that are not released would do.
 *
 * @param diff from a round without them to one with them
 * @param looked the projects that the second round looked at
 */
public record Rehearsed(Diff diff, List<Unreleased> files, Set<ProjectName> looked) {
    public Rehearsed {
        files = List.copyOf(files);
        looked = Set.copyOf(looked);
    }

    public Plan plan() {
        return diff.after().plan();
    }
}
