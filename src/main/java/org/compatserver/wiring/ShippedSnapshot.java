package org.compatserver.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.snapshot.Snapshot;
import org.compatserver.snapshot.SnapshotIndex;
import org.compatserver.snapshot.SnapshotMetadata;
import org.jspecify.annotations.Nullable;

/** The snapshot that ships with the program, for first runs without an index; opened when it is first needed. */
final class ShippedSnapshot implements ProjectIndex, MetadataReader {
    private static final String NAME = "shipped.snapshot";

    private @Nullable Opened opened;

    private record Opened(ProjectIndex index, MetadataReader metadata, Instant recordedAt) {}

    private synchronized Opened opened() {
        Opened now = opened;
        if (now == null) {
            now = open();
            opened = now;
        }
        return now;
    }

    private static Opened open() {
        try (InputStream stream = ShippedSnapshot.class.getResourceAsStream(NAME)) {
            if (stream == null) {
                throw new IndexFault(IndexFault.Kind.OFFLINE, "No snapshot ships with this build");
            }
            Snapshot snapshot = Snapshot.open(stream, "that ships with the program");
            return new Opened(new SnapshotIndex(snapshot), new SnapshotMetadata(snapshot), snapshot.recordedAt());
        } catch (IOException e) {
            throw new IndexFault(IndexFault.Kind.OFFLINE, "The snapshot that ships with the program is damaged", e);
        }
    }

    /** When the index was asked. */
    Instant recordedAt() {
        return opened().recordedAt();
    }

    @Override
    public PageAnswer page(ProjectName project) {
        return opened().index().page(project);
    }

    @Override
    public Set<ProjectName> namesAtHand() {
        return opened().index().namesAtHand();
    }

    @Override
    public MetadataAnswer read(DistributionFile file, DistributionFilename name) {
        return opened().metadata().read(file, name);
    }
}
