package org.compatserver.round.sets;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * A package that is not in the set.
 *
 * @param newest its newest version, as text; null when there is none
 * @param with the packages with which it cannot be, all of them in the set; none can be left out of these. Empty where it cannot be at its newest even alone
 * @param because why, for people, without what would free it
 */
public record LeftOut(ProjectName project, @Nullable String newest, List<ProjectName> with, Kind kind, String because) {
    public LeftOut {
        with = List.copyOf(with);
    }

    /** Why a package is not in the set. */
    public enum Kind {
        /** It cannot be at its newest by itself. */
        ALONE,
        /** It clashes with others. */
        CLASH,
        /** It depends on files that cannot be read without building them. */
        UNKNOWN,
        /** The time ended before it was found out. */
        UNDECIDED
    }
}
