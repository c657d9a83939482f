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
     */
    public record Pin(
            ProjectName project,
            String name,
            Version version,
            String file,
            @Nullable Instant uploaded,
            Version latest,
            @Nullable Instant latestUploaded) {}

    /**
     * A dependency that together is older than alone.
     *
     * @param name the project's own spelling, from its metadata
     * @param from the newest version that it has in the answers to the requested packages alone
     * @param to its version in this set; null when it is not in it
     */
    public record Dragged(
            ProjectName project,
            String name,
            Version from,
            @Nullable Version to) {}
}
