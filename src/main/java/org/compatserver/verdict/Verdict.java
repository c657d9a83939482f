package org.compatserver.verdict;

import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/** The answer to a question about packages. What went wrong on our side or the index's is never one. */
public sealed interface Verdict {
    Context context();

    /** All fit together, each at its newest or newer. */
    record Success(Context context, Installation installation) implements Verdict {}

    /**
     * They fit together, but some requested package is held back in every set.
     *
     * @param installation the shown set: maximal, of least lag
     * @param heldBack what is held back in it, most lag first, then by name
     * @param alternatives what is held back in each of the other maximal sets, least lag first, at most 8
     * @param newestConflicts what pip check would print of the newest releases, a line each
     * @param explanation why the newest do not fit
     * @param complete the proof that there is nothing else; null where the budget ended before
     */
    record CheckWarning(
            Context context,
            Installation installation,
            List<HeldBack> heldBack,
            List<Alternative> alternatives,
            List<String> newestConflicts,
            Explanation explanation,
            @Nullable Complete complete)
            implements Verdict {
        public CheckWarning {
            heldBack = List.copyOf(heldBack);
            alternatives = List.copyOf(alternatives);
            newestConflicts = List.copyOf(newestConflicts);
        }

        /** The same with since when. */
        public CheckWarning dated(Context dated, List<HeldBack> held, List<Alternative> others) {
            return new CheckWarning(dated, installation, held, others, newestConflicts, explanation, complete);
        }
    }

    /** No admissible set exists. */
    record InstallError(Context context, Explanation explanation) implements Verdict {}

    /** It depends on metadata that cannot be had without building. */
    record Unknown(Context context, List<UnknownFile> files, String description) implements Verdict {
        public Unknown {
            files = List.copyOf(files);
        }
    }

    /**
     * A maximal set other than the shown one.
     *
     * @param implausible whether something in it lags more than three years
     */
    record Alternative(List<HeldBack> heldBack, boolean implausible) {
        /** Whoever lags more than so many days. */
        public static final long IMPLAUSIBLE_DAYS = 3 * 365;

        public Alternative {
            heldBack = List.copyOf(heldBack);
        }
    }

    /**
     * That all ways of holding packages back were found.
     *
     * @param points what is held back in each set that was found, and where: the shown one, all others that are maximal, and those that exist only if a build tells
     *     so
     * @param proof that every admissible set holds back what one of these does, at the same version or an older one
     */
    record Complete(List<Map<ProjectName, Version>> points, Derivation proof) {
        public Complete {
            points = points.stream().map(Map::copyOf).toList();
        }
    }

    /**
     * A file on which the answer depends.
     *
     * @param settledBy what would settle it, a phrase
     */
    record UnknownFile(String file, String reason, String settledBy) {}
}
