package org.compatserver.verdict;

import java.time.Instant;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * A set of versions that can be installed together.
 *
 * @param pins one a project, sorted by normalised name
 * @param dragged dependencies that are older here than in the answer to one of the requested packages alone, or not here at all; sorted by normalised name
 */
public record Installation(List<Pin> pins, List<Dragged> dragged) {
    public Installation {
        pins = List.copyOf(pins);
        dragged = List.copyOf(dragged);
    }

    /** A set that drags nothing. */
    public Installation(List<Pin> pins) {
        this(pins, List.of());
    }

    /**
     * One project's version.
     *
     * @param name the project's own spelling, from its metadata
     * @param file the file that would be installed
     * @param uploaded when that file was uploaded; null when the index does not say
     * @param latest the newest version for this target and moment, whatever is asked
     * @param latestUploaded when its file was uploaded; null when the index does not say
     * @param whyNotNewer why the version is not the latest; null when it is, or is newer, or when nobody looked
     */
    public record Pin(
            ProjectName project,
            String name,
            Version version,
            String file,
            @Nullable Instant uploaded,
            Version latest,
            @Nullable Instant latestUploaded,
            @Nullable WhyNotNewer whyNotNewer) {

        /** One of which nobody looked why it is not newer. */
        public Pin(
                ProjectName project,
                String name,
                Version version,
                String file,
                @Nullable Instant uploaded,
                Version latest,
                @Nullable Instant latestUploaded) {
            this(project, name, version, file, uploaded, latest, latestUploaded, null);
        }

        /** The same with the reason why it is not newer. */
        public Pin because(WhyNotNewer why) {
            return new Pin(project, name, version, file, uploaded, latest, latestUploaded, why);
        }

        /** Whether there is no newer version for the target and moment. */
        public boolean isLatest() {
            return version.compareTo(latest) >= 0;
        }
    }

    /**
     * A dependency that together is older than alone.
     *
     * @param name the project's own spelling, from its metadata
     * @param from the newest version that it has in the answers to the requested packages alone
     * @param to its version in this set; null when it is not in it
     * @param why null where it is not evident from the sets
     */
    public record Dragged(
            ProjectName project,
            String name,
            Version from,
            @Nullable Version to,
            @Nullable WhyDragged why) {

        /** One of which it is not evident why. */
        public Dragged(ProjectName project, String name, Version from, @Nullable Version to) {
            this(project, name, from, to, null);
        }
    }
}
