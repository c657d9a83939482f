package org.compatserver.wiring;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.compatserver.cli.Services.ConfigurationProblem;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.CoreMetadata;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Unreleased;

/** The wheels and source archives in folders of this machine, read before a round takes them for releases: what is wrong with one would else pass for what it requires. */
final class UnreleasedFiles {
    private final MetadataReader reader;
    private final List<Unreleased> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private UnreleasedFiles(MetadataReader reader) {
        this.reader = reader;
    }

    /**
     * Those at the places, by name within each.
     *
     * @throws ConfigurationProblem with a line for each thing that is wrong
     */
    static List<Unreleased> of(List<String> places, MetadataReader reader) throws ConfigurationProblem {
        UnreleasedFiles found = new UnreleasedFiles(reader);
        places.forEach(found::readPlace);
        if (found.problems.isEmpty() && found.files.isEmpty()) {
            found.problems.add("There is no wheel and no source archive in " + String.join(", ", places));
        }
        if (!found.problems.isEmpty()) {
            throw new ConfigurationProblem(String.join("\n", found.problems));
        }
        return found.files;
    }

    private void readPlace(String place) {
        try {
            Path path = place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
            if (Files.isRegularFile(path)) {
                readFile(path);
            } else {
                readFolder(path);
            }
        } catch (IllegalArgumentException e) {
            problems.add(noFolder(place));
        }
    }

    private void readFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            problems.add(noFolder(folder.toString()));
            return;
        }
        try (Stream<Path> paths = Files.list(folder)) {
            paths.filter(Files::isRegularFile).sorted().forEach(this::readFile);
        } catch (IOException e) {
            problems.add(folder + " cannot be read: " + e.getMessage());
        }
    }

    private static String noFolder(String place) {
        return place + " is no folder of this machine; a round takes files that are not released from folders only";
    }

    /** Other kinds of files are passed over. */
    private void readFile(Path path) {
        String file = path.getFileName().toString();
        if (file.endsWith(".whl")) {
            switch (WheelFilename.parse(file)) {
                case Parsed.Ok<WheelFilename>(var name) -> read(path, name, name.project(), name);
                case Parsed.Bad<WheelFilename>(var problem) ->
                    problems.add(path + " is no name of a wheel: " + problem.message());
            }
            return;
        }
        // The version of a source archive starts after the last dash, in all names that tools make today.
        int dash = file.lastIndexOf('-');
        if (dash > 0
                && ProjectName.parse(file.substring(0, dash)) instanceof Parsed.Ok<ProjectName>(var project)
                && DistributionFilename.parse(file, project) instanceof Parsed.Ok<DistributionFilename>(var name)) {
            read(path, name, project, null);
        }
    }

    private void read(
            Path path,
            DistributionFilename name,
            ProjectName project,
            @org.jspecify.annotations.Nullable WheelFilename wheel) {
        try {
            DistributionFile file = new DistributionFile(
                    path.getFileName().toString(), path.toUri(), null, null, null, null, -1, false, null);
            switch (reader.read(file, name)) {
                case MetadataAnswer.Known(String text, var _) ->
                    add(
                            path,
                            new Unreleased(
                                    file.filename(),
                                    project,
                                    name.version(),
                                    wheel == null ? List.of() : wheel.tags(),
                                    null),
                            text);
                case MetadataAnswer.Unknowable _ ->
                    files.add(new Unreleased(file.filename(), project, name.version(), List.of(), null));
                case MetadataAnswer.Broken(String problem) -> problems.add(path + " cannot be used: " + problem);
            }
        } catch (IndexFault fault) {
            problems.add(path + " cannot be used: " + fault.getMessage());
        }
    }

    private void add(Path path, Unreleased named, String text) {
        switch (CoreMetadata.parse(text)) {
            case Parsed.Bad<CoreMetadata>(var problem) -> problems.add(path + " cannot be used: " + problem.message());
            case Parsed.Ok<CoreMetadata>(var metadata) -> {
                if (ProjectName.of(metadata.name()).equals(named.project())
                        && metadata.version().equals(named.version())) {
                    files.add(new Unreleased(
                            named.file(), named.project(), named.version(), named.tags(), metadata.requiresPython()));
                } else {
                    problems.add(
                            path + " says in its metadata that it is " + metadata.name() + " " + metadata.version());
                }
            }
        }
    }
}
