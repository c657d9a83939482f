package org.compatserver.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectPage;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.distribution.SourceFilename;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.compatserver.snapshot.Recording.FileAnswer;

/**
 * Makes a snapshot small enough for tests that ask of wheels for two Pythons only: of each version it keeps the wheels that fit one of them, or where none
 * does, one for each Python and family of platforms; of files whose metadata was not read no hash and no size.
 */
public final class SlimSnapshot {
    private static final List<Target> TARGETS = List.of(
            new Target(PythonVersion.newest(3, 13), Platform.DEFAULT),
            new Target(PythonVersion.newest(3, 10), Platform.DEFAULT));

    private SlimSnapshot() {}

    /** Reads the snapshot named first, and writes the one named second. */
    public static void main(String... files) throws IOException {
        Snapshot whole = Snapshot.open(Path.of(files[0]));
        SortedMap<ProjectName, ProjectPage> pages = new TreeMap<>();
        SortedMap<ProjectName, List<FileAnswer>> metadata = new TreeMap<>();
        for (ProjectName project : whole.projects()) {
            metadata.put(project, whole.metadata(project));
            pages.put(project, slim(whole.page(project).orElseThrow(), whole.metadata(project)));
        }
        TreeSet<ProjectName> unknown = new TreeSet<>(whole.missing());
        Files.write(
                Path.of(files[1]), SnapshotWriter.write(new Recording(whole.recordedAt(), pages, unknown, metadata)));
    }

    private static ProjectPage slim(ProjectPage page, List<FileAnswer> answers) {
        Set<String> read = answers.stream().map(FileAnswer::filename).collect(Collectors.toSet());
        Set<Version> fitting = new HashSet<>();
        Map<DistributionFile, DistributionFilename> names = new HashMap<>();
        for (DistributionFile file : page.files()) {
            if (DistributionFilename.parse(file.filename(), page.project())
                    instanceof Parsed.Ok<DistributionFilename>(var name)) {
                names.put(file, name);
                if (fits(name)) {
                    fitting.add(name.version());
                }
            }
        }
        Set<String> told = new HashSet<>();
        List<DistributionFile> kept = new ArrayList<>();
        for (DistributionFile file : page.files()) {
            DistributionFilename name = names.get(file);
            boolean counts = name != null
                    && (fits(name)
                            || read.contains(file.filename())
                            || !fitting.contains(name.version()) && told.add(name.version() + " " + kind(name)));
            if (counts) {
                kept.add(read.contains(file.filename()) ? file : bare(file));
            }
        }
        return new ProjectPage(page.project(), kept, page.status(), page.digest());
    }

    private static boolean fits(DistributionFilename name) {
        return switch (name) {
            case WheelFilename wheel ->
                TARGETS.stream().anyMatch(target -> target.tags().rank(wheel.tags()) < Integer.MAX_VALUE);
            case SourceFilename _ -> false;
        };
    }

    private static String kind(DistributionFilename name) {
        return switch (name) {
            case WheelFilename wheel ->
                wheel.tags().stream()
                        .map(tag -> tag.python() + " " + family(tag))
                        .distinct()
                        .collect(Collectors.joining(", "));
            case SourceFilename _ -> "source";
        };
    }

    private static String family(Tag tag) {
        return tag.platform().replaceAll("[0-9_.]+(?=_)", "");
    }

    private static DistributionFile bare(DistributionFile file) {
        return new DistributionFile(
                file.filename(),
                file.url(),
                null,
                file.requiresPython(),
                file.yanked(),
                file.uploadTime(),
                -1,
                false,
                null);
    }
}
