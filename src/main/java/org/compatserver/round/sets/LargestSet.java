package org.compatserver.round.sets;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The largest set of packages that fits together, each at its newest, or the largest that was found in time.
 *
 * @param fitting the packages in it, by name
 * @param leftOut the others, by name
 * @param atMost no set is larger, of those that exist for certain: equal to its size where it is proved to be the largest
 * @param atMostIfBuilt the same, whatever a build would tell of files that cannot be read without one
 * @param further sets into which those go that are left out, each the largest of what is left, as far as that was found out in time
 * @param set the answer of a check of the fitting packages, with all pins; null where none fits
 * @param notices what there is to know beside it, a sentence each
 */
public record LargestSet(
        Target target,
        List<ProjectName> fitting,
        List<LeftOut> leftOut,
        int atMost,
        int atMostIfBuilt,
        List<List<ProjectName>> further,
        Verdict.@Nullable Success set,
        List<String> notices) {
    public LargestSet {
        fitting = List.copyOf(fitting);
        leftOut = List.copyOf(leftOut);
        further = further.stream().map(List::copyOf).toList();
        notices = List.copyOf(notices);
    }

    /** How many packages were asked for. */
    public int packages() {
        return fitting.size() + leftOut.size();
    }

    /** Whether all fit. */
    public boolean isWhole() {
        return leftOut.isEmpty();
    }

    /** Whether it is certain that no larger set exists. */
    public boolean isLargest() {
        return fitting.size() == atMostIfBuilt;
    }
}
