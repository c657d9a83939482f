package org.compatserver.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.index.ProjectPage;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.distribution.SourceFilename;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.snapshot.Recording.FileAnswer;

/**
 * Notes what an index and its files answered to whoever asks through it, and saves that as a snapshot. Faults are passed on and not noted: what is not noted is "never asked". Safe
 * for many threads.
 */
public final class SnapshotRecorder {
    private final ProjectIndex index;
    private final MetadataReader metadata;
    private final Map<ProjectName, PageAnswer> pages = new ConcurrentHashMap<>();
    private final Map<ProjectName, SortedMap<String, FileAnswer>> files = new ConcurrentHashMap<>();

    /**
     * A recorder with nothing noted yet.
     *
     * @param index who is asked for pages
     * @param metadata who is asked for metadata
     */
    public SnapshotRecorder(ProjectIndex index, MetadataReader metadata) {
        this.index = index;
        this.metadata = metadata;
    }

    /** The index, noting its answers. */
    public ProjectIndex index() {
        return this::page;
    }

    /** The reader, noting its answers. */
    public MetadataReader metadata() {
        return this::read;
    }

    /**
     * Writes what was noted to a file, replacing it: whole, or not at all.
     *
     * @throws IllegalStateException if nothing was asked for yet
     */
    public void save(Path file) throws IOException {
        Recording recording = recording();
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        // not a temporary file of Java's: those are for their owner alone
        Path draft = target.resolveSibling(".new-" + UUID.randomUUID() + ".snapshot");
        try {
            Files.write(
                    draft, SnapshotWriter.write(recording), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** How many projects were asked for. */
    public int projects() {
        return pages.size();
    }

    private PageAnswer page(ProjectName project) {
        PageAnswer answer = index.page(project);
        IndexFault fault = answer.insteadOf();
        if (fault != null
                && fault.kind() != IndexFault.Kind.OFFLINE
                && fault.kind() != IndexFault.Kind.NOT_CONFIGURED) {
            // a record of what the index says holds nothing that something else said because the index failed
            throw new IndexFault(fault.kind(), String.valueOf(fault.getMessage()), fault);
        }
        pages.put(project, answer);
        return answer;
    }

    private MetadataAnswer read(DistributionFile file, DistributionFilename name) {
        MetadataAnswer answer = metadata.read(file, name);
        String key = file.filename() + " " + file.sha256();
        files.computeIfAbsent(project(name), any -> new ConcurrentSkipListMap<>())
                .put(key, new FileAnswer(file.filename(), file.sha256(), answer));
        return answer;
    }

    private Recording recording() {
        SortedMap<ProjectName, ProjectPage> found = new TreeMap<>();
        TreeSet<ProjectName> unknown = new TreeSet<>();
        pages.forEach((project, answer) -> {
            switch (answer) {
                case PageAnswer.Found(var page, var at, var source, var freshFor, var fault) ->
                    found.put(project, page);
                case PageAnswer.NoSuchProject missing -> unknown.add(project);
            }
        });
        Instant oldest = pages.values().stream()
                .map(PageAnswer::fetchedAt)
                .min(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("Nothing was recorded: no project was asked for"));
        SortedMap<ProjectName, List<FileAnswer>> noted = new TreeMap<>();
        files.forEach((project, answers) -> noted.put(project, new ArrayList<>(answers.values())));
        return new Recording(oldest, found, unknown, noted);
    }

    static ProjectName project(DistributionFilename name) {
        return switch (name) {
            case WheelFilename wheel -> wheel.project();
            case SourceFilename source -> source.project();
        };
    }
}
