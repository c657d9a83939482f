package org.compatserver.pep.distribution;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;

/**
 * A wheel's file name: {@code name-version[-build]-python-abi-platform.whl} (PEP 427, PEP 425).
 *
 * @param build the build tag; {@link BuildTag#NONE} without one
 * @param tags the tags that the compressed tag sets stand for, in order of writing
 */
public record WheelFilename(ProjectName project, Version version, BuildTag build, List<Tag> tags)
        implements DistributionFilename {
    public WheelFilename {
        tags = List.copyOf(tags);
    }
}
