package org.compatserver.metadata;

import org.compatserver.index.DistributionFile;
import org.compatserver.pep.distribution.DistributionFilename;

/** Core metadata of single files, without ever running or building one. Safe for many threads; one fetch serves all who wait for the same file. */
public interface MetadataReader {
    /**
     * The metadata of one file.
     *
     * @throws org.compatserver.index.IndexFault if the file cannot be fetched, or is not what its hash says
     */
    MetadataAnswer read(DistributionFile file, DistributionFilename name);
}
