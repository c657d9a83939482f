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
 */
public record Installation(List<Pin> pins) {
    public Installation {
        pins = List.copyOf(pins);
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
}
