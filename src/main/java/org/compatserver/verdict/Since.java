package org.compatserver.verdict;

import java.time.Instant;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * Since when packages have not fitted at their newest: the beginning of the time that has lasted up to the question's moment and in which no answer was
 * {@link Verdict.Success}. What the index lists today counts, with its upload times; yanks and deletions carry none.
 */
public sealed interface Since {
    /** They fit: there is nothing to date. */
    record Fits() implements Since {}

    /**
     * An upload ended it: before it they fitted, after it they did not.
     *
     * @param effect how the release came to end it
     * @param changed what the release requires otherwise than the one that was the newest before it, of what matters here
     * @param refusals what others required of the same projects then; where it requires nothing that matters, of it
     * @param before the answer at the instant of the upload, which does not count it
     * @param after the answer a microsecond later
     */
    record Upload(
            Release release, Effect effect, List<Change> changed, List<Refusal> refusals, Verdict before, Verdict after)
            implements Since {
        public Upload {
            changed = List.copyOf(changed);
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * They fitted at no moment.
     *
     * @param first when the first file was uploaded without which nothing can be said; null where the index does not say when
     */
    record NeverFitted(@Nullable Instant first) implements Since {}

    /**
     * The search ended before the beginning was found.
     *
     * @param after at no moment after this instant did they fit
     * @param why a clause without its full stop
     */
    record NotKnown(Instant after, String why) implements Since {}

    /**
     * What was uploaded.
     *
     * @param name the project's own spelling
     * @param files those that were uploaded at that instant and count, by name
     */
    record Release(ProjectName project, String name, Version version, List<String> files, Instant uploaded) {
        public Release {
            files = List.copyOf(files);
        }
    }

    /** How an upload can end it. */
    enum Effect {
        /** It became the newest release of a package that was asked for. */
        NEWEST,
        /** It became the file that is installed of a release that was there. */
        OTHER_FILE,
        /** Since it is there, pre-releases or yanked releases of the project are not considered any more. */
        ADMISSION
    }

    /**
     * What a release requires otherwise than the one before.
     *
     * @param before the older release; null where there is none
     * @param requirements what the older release requires of the project; none where nothing
     * @param now what the newer one requires of it
     */
    record Change(ProjectName of, @Nullable Version before, List<String> requirements, List<String> now) {
        public Change {
            requirements = List.copyOf(requirements);
            now = List.copyOf(now);
        }
    }

    /**
     * What another release requires.
     *
     * @param by whose it is, in its own spelling
     */
    record Refusal(String by, Version version, String requirement) {}
}
