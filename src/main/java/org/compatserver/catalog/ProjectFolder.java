package org.compatserver.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * The folder of compiled projects, shared by processes: {@code NAME.projectN} and {@code NAME.metadataN}, N being the format. A compiled project is replaced
 * as a whole, by renaming; whoever has the former one mapped keeps it. Nothing here is precious: what cannot be read is compiled again, what cannot be
 * written stays in memory.
 */
final class ProjectFolder {
    private final @Nullable Path folder;
    private final Set<ProjectName> apart;
    private final Map<ProjectName, ProjectMetadata> metadata = new ConcurrentHashMap<>();

    /**
     * @param folder null to keep everything in memory
     * @param apart projects that are neither taken from the folder nor kept there
     */
    ProjectFolder(@Nullable Path folder, Set<ProjectName> apart) {
        this.folder = created(folder);
        this.apart = Set.copyOf(apart);
    }

    /** Null of what is kept in memory. */
    private @Nullable Path folder(ProjectName project) {
        return apart.contains(project) ? null : folder;
    }

    private static @Nullable Path created(@Nullable Path folder) {
        try {
            return folder == null ? null : Files.createDirectories(folder);
        } catch (IOException e) {
            return null;
        }
    }

    ProjectMetadata metadata(ProjectName project) {
        Path here = folder(project);
        return metadata.computeIfAbsent(
                project, name -> new ProjectMetadata(here == null ? null : path(here, name, "metadata")));
    }

    /** Lets go of what is in memory. */
    void forget(ProjectName project) {
        metadata.remove(project);
    }

    /** The compiled project; null if there is none that can be read. */
    @Nullable
    CompiledProject open(ProjectName project) {
        Path here = folder(project);
        if (here == null) {
            return null;
        }
        try (FileChannel channel = FileChannel.open(path(here, project, "project"), StandardOpenOption.READ)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return CompiledProject.open(project, bytes, metadata(project));
        } catch (IOException e) {
            return null;
        }
    }

    /** The projects that have one. */
    List<ProjectName> projects() {
        if (folder == null) {
            return List.of();
        }
        String ending = ".project" + ProjectFormat.FORMAT;
        List<ProjectName> projects = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ending)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (ProjectName.parse(name.substring(0, name.length() - ending.length()))
                        instanceof Parsed.Ok<ProjectName>(var read)) {
                    projects.add(read);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // What was found until then is at hand, too.
        }
        return projects;
    }

    /** Keeps the bytes of a compiled project, and opens it. */
    CompiledProject save(ProjectName project, byte[] bytes) {
        Path here = folder(project);
        if (here != null) {
            try {
                replace(path(here, project, "project"), bytes);
                CompiledProject opened = open(project);
                if (opened != null) {
                    return opened;
                }
            } catch (IOException e) {
                // Not kept, so the next process will compile it again.
            }
        }
        CompiledProject opened = CompiledProject.open(project, ByteBuffer.wrap(bytes), metadata(project));
        if (opened == null) {
            throw new IllegalStateException("A compiled page of '" + project + "' cannot be read back");
        }
        return opened;
    }

    private static void replace(Path path, byte[] bytes) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(folder, path.getFileName() + ".", ".part");
        try {
            Files.write(temporary, bytes);
            Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Notes that the page was fetched again and had not changed. */
    void stamp(ProjectName project, long fetched) {
        Path here = folder(project);
        if (here == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path(here, project, "project"), StandardOpenOption.WRITE)) {
            ByteBuffer stamp =
                    ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, fetched);
            channel.write(stamp, ProjectFormat.AT_FETCHED);
        } catch (IOException e) {
            // The next process will ask the index.
            return;
        }
    }

    private static Path path(Path folder, ProjectName project, String kind) {
        return folder.resolve(project.normalized() + "." + kind + ProjectFormat.FORMAT);
    }
}
