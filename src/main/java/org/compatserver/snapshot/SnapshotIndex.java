package org.compatserver.snapshot;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.pep.requirement.ProjectName;

/** Answers with the pages of a snapshot. A project that was never asked for when it was recorded is a fault, not an unknown project. */
public final class SnapshotIndex implements ProjectIndex {
    private final Snapshot snapshot;
    /** At most one entry for each page of the snapshot, and for each project recorded as unknown. */
    private final ConcurrentMap<ProjectName, PageAnswer> answers = new ConcurrentHashMap<>();

    public SnapshotIndex(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public PageAnswer page(ProjectName project) {
        return answers.computeIfAbsent(project, this::answer);
    }

    /** Spares whoever has the page in another form to have it parsed. */
    @Override
    public Optional<Kept> kept(ProjectName project) {
        return snapshot.digest(project).map(digest -> new Kept(digest, snapshot.recordedAt(), Source.SNAPSHOT, null));
    }

    @Override
    public Set<ProjectName> namesAtHand() {
        return snapshot.projects();
    }

    private PageAnswer answer(ProjectName project) {
        if (snapshot.knowsMissing(project)) {
            return new PageAnswer.NoSuchProject(project, snapshot.recordedAt(), Source.SNAPSHOT);
        }
        return snapshot.page(project)
                .map(page -> new PageAnswer.Found(page, snapshot.recordedAt(), Source.SNAPSHOT))
                .orElseThrow(() -> new IndexFault(
                        IndexFault.Kind.OFFLINE,
                        "The project " + project.normalized() + " is not in the snapshot " + snapshot.name()));
    }
}
