package org.compatserver.metadata;

import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.DistributionFilename;

/**
 * Asks a second reader (a snapshot's) where the first one's index is out of reach, fails or may not be asked. Any other fault of the first stands; if the second cannot answer,
 * the first one's fault stands, and its message says of both. A file does not change, so the second one's answer about it is as good.
 */
public final class FallbackMetadata implements MetadataReader {
    private final MetadataReader first;
    private final MetadataReader second;

    public FallbackMetadata(MetadataReader first, MetadataReader second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public MetadataAnswer read(DistributionFile file, DistributionFilename name) {
        try {
            return first.read(file, name);
        } catch (IndexFault fault) {
            return switch (fault.kind()) {
                case NOT_CONFIGURED, UNREACHABLE, FAILED, OFFLINE -> fromSecond(file, name, fault);
                case UNAUTHORIZED, MALFORMED -> throw fault;
            };
        }
    }

    private MetadataAnswer fromSecond(DistributionFile file, DistributionFilename name, IndexFault fault) {
        try {
            return second.read(file, name);
        } catch (IndexFault notThereEither) {
            throw fault.also(notThereEither);
        }
    }
}
