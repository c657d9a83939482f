package org.compatserver.metadata;

import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.DistributionFilename;
import org.jspecify.annotations.Nullable;

/** Answers from what is kept on disk, and from files of this machine, and from nothing else. */
public final class OfflineMetadata implements MetadataReader {
    private final MetadataStore store;
    private final @Nullable MetadataReader local;

    /** @param local reads files of this machine; null where none are expected */
    public OfflineMetadata(MetadataStore store, @Nullable MetadataReader local) {
        this.store = store;
        this.local = local;
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
        if (local != null && "file".equals(file.address().getScheme())) {
            return local.read(file, name);
        }
        throw new IndexFault(
                IndexFault.Kind.OFFLINE,
                "The metadata of " + file.filename() + " is not in the cache, and asking the index is not allowed");
    }
}
