package org.compatserver.pep.distribution;

import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;

/** What the name of a distribution file says. */
public sealed interface DistributionFilename permits WheelFilename, SourceFilename {
    Version version();

    /**
     * Reads a file name found on a project's page.
     *
     * @param project the page's project: file names of another project are a problem, and it tells where the version of a source archive starts
     */
    static Parsed<DistributionFilename> parse(String filename, ProjectName project) {
        throw new UnsupportedOperationException("contract");
    }
}
