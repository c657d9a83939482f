package org.compatserver.snapshot;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.snapshot.Recording.FileAnswer;

/** Answers with the metadata in a snapshot. A file that was never asked for when it was recorded is a fault. Files are known by their hash, or by name where a hash is missing. */
public final class SnapshotMetadata implements MetadataReader {
    private final Snapshot snapshot;
    /** At most one entry for each project with metadata in the snapshot. */
    private final ConcurrentMap<ProjectName, List<FileAnswer>> answers = new ConcurrentHashMap<>();

    public SnapshotMetadata(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public MetadataAnswer read(DistributionFile file, DistributionFilename name) {
        return recorded(SnapshotRecorder.project(name)).stream()
                .filter(each -> each.isAbout(file.filename(), file.sha256()))
                .findFirst()
                .map(FileAnswer::answer)
                .orElseThrow(() -> new IndexFault(
                        IndexFault.Kind.OFFLINE,
                        "The metadata of " + file.filename() + " is not in the snapshot " + snapshot.name()));
    }

    private List<FileAnswer> recorded(ProjectName project) {
        List<FileAnswer> known = answers.get(project);
        if (known == null) {
            known = snapshot.metadata(project);
            if (!known.isEmpty()) {
                answers.put(project, known);
            }
        }
        return known;
    }
}
