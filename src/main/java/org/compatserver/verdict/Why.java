package org.compatserver.verdict;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.verdict.Installation.Dragged;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.WhyNotNewer.Actor;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Trial;
import org.jspecify.annotations.Nullable;

/**
 * Why the versions of a set are what they are.
 *
 * @param verdict the answer; of one without a set there is nothing more to say
 * @param notNewer all that is not at its newest: first what who asks can change, then what releases of packages that were asked for can, then what is held back with them, then
 *     the rest; the longest behind first
 * @param about the project that was asked about; null when none was, or when there is no set
 */
public record Why(
        Verdict verdict, List<Entry> notNewer, @Nullable About about) {
    public Why {
        notNewer = List.copyOf(notNewer);
    }

    /**
     * One that is not at its newest.
     *
     * @param canAct who could change it, where the newest version of what is in the way would do but is not in the set either, who could change that; null where
     *     that is not known
     */
    public record Entry(WhyNotNewer why, @Nullable Actor canAct) {}

    /** One project. */
    public sealed interface About {
        /**
         * It is in the set.
         *
         * @param askedFor whether it was asked for
         * @param requiredBy all that requires it, what was asked for first
         * @param remedies what would let it be at its newest, the rest of what was asked for staying where it is; empty where that was not tried
         * @param best what comes of trying for the newest version that goes with what was asked for; null when that is the one in the set, or was not found out
         */
        record InSet(
                Pin pin,
                boolean askedFor,
                List<Binding> requiredBy,
                List<Remedy> remedies,
                @Nullable Trial best) implements About {
            public InSet {
                requiredBy = List.copyOf(requiredBy);
                remedies = List.copyOf(remedies);
            }
        }

        /**
         * Nothing in the set requires it.
         *
         * @param isKnown whether the index knows it
         * @param dragged where one of the packages alone would bring it; else null
         */
        record NotInSet(
                ProjectName project,
                boolean isKnown,
                @Nullable Dragged dragged) implements About {}
    }
}
