package org.compatserver.metadata;

import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.DistributionFilename;

/** Answers from what is kept on disk, and from nothing else. */
public final class OfflineMetadata implements MetadataReader {
    private final MetadataStore store;

    public OfflineMetadata(MetadataStore store) {
        this.store = store;
    }

    @Override
    public MetadataAnswer read(DistributionFile file, DistributionFilename name) {
        String sha256 = file.sha256();
        if (sha256 != null) {
            var kept = store.find(sha256);
            if (kept.isPresent()) {
                return kept.get();
            }
        }
        throw new IndexFault(
                IndexFault.Kind.OFFLINE,
                "The metadata of " + file.filename() + " is not in the cache, and asking the index is not allowed");
    }
}
