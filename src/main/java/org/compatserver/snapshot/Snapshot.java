package org.compatserver.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.compatserver.index.IndexFault;
import org.compatserver.index.IndexFault.Kind;
import org.compatserver.index.ProjectPage;
import org.compatserver.metadata.BrokenArchive;
import org.compatserver.metadata.ZipArchive;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.snapshot.Recording.FileAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What an index answered at some moment, from a file ({@link SnapshotRecorder} makes it). Only the directory is read at first; a page is unpacked when it is asked for. Safe
 * for many threads.
 */
public final class Snapshot {
    private static final int LARGEST = 256 * 1024 * 1024;
    private static final int LARGEST_MEMBER = 64 * 1024 * 1024;

    private final String name;
    private final ZipArchive archive;
    private final Head head;

    private Snapshot(String name, ZipArchive archive, Head head) {
        this.name = name;
        this.archive = archive;
        this.head = head;
    }

    private record Head(Instant recorded, Set<String> unknown) {}

    /**
     * Opens a snapshot file.
     *
     * @throws BadSnapshot if it is not there, or is not a snapshot that this version reads
     */
    public static Snapshot open(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return open(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new BadSnapshot(file.toString(), "there is no such file");
        }
    }

    /**
     * Opens a snapshot that comes as a stream, such as the one that ships with the program.
     *
     * @param in read to its end, not closed
     * @param name what messages call it
     * @throws BadSnapshot if it is not a snapshot that this version reads
     */
    public static Snapshot open(InputStream in, String name) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new BadSnapshot(name, "it has more than " + LARGEST + " bytes");
        }
        try {
            ZipArchive archive = ZipArchive.of(bytes);
            if (!archive.names().contains(SnapshotFormat.HEAD)) {
                throw new BadSnapshot(name, "it is a zip archive without " + SnapshotFormat.HEAD);
            }
            return new Snapshot(name, archive, head(archive.content(SnapshotFormat.HEAD, LARGEST_MEMBER)));
        } catch (BrokenArchive | BadContent e) {
            throw new BadSnapshot(name, String.valueOf(e.getMessage()));
        }
    }

    private static Head head(byte[] json) throws BadContent {
        @Nullable String format = null;
        @Nullable String recorded = null;
        int version = 0;
        Set<String> unknown = new HashSet<>();
        try (JsonParser parser = Json.parser(json)) {
            Json.expect(parser, JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String property = parser.currentName();
                parser.nextToken();
                switch (property) {
                    case "format" -> format = parser.getString();
                    case "version" -> version = parser.getIntValue();
                    case "recorded" -> recorded = parser.getString();
                    case "unknown" -> {
                        while (parser.nextToken() == JsonToken.VALUE_STRING) {
                            unknown.add(parser.getString());
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
            check(format, version);
            return new Head(Instant.parse(String.valueOf(recorded)), unknown);
        } catch (JacksonException | DateTimeException e) {
            throw new BadContent(SnapshotFormat.HEAD + " cannot be read (" + e.getMessage() + ")");
        }
    }

    private static void check(@Nullable String format, int version) throws BadContent {
        if (!SnapshotFormat.NAME.equals(format)) {
            throw new BadContent(SnapshotFormat.HEAD + " does not say that it is one");
        }
        if (version != SnapshotFormat.VERSION) {
            throw new BadContent("it is of format version " + version + ", and this program reads version "
                    + SnapshotFormat.VERSION + "; record it again with this program");
        }
    }

    /** When the index was asked. */
    public Instant recordedAt() {
        return head.recorded();
    }

    /** The file's name, for messages. */
    public String name() {
        return name;
    }

    /** Whether the index said that there is no such project. */
    boolean knowsMissing(ProjectName project) {
        return head.unknown().contains(project.normalized());
    }

    /** The projects whose pages were recorded. */
    Set<ProjectName> projects() {
        return archive.names().stream()
                .flatMap(name -> SnapshotFormat.project(name).stream())
                .collect(Collectors.toSet());
    }

    /** The projects that the index did not know. */
    Set<ProjectName> missing() {
        return head.unknown().stream().map(ProjectName::of).collect(Collectors.toSet());
    }

    /**
     * The project's page; empty when it was not recorded.
     *
     * @throws IndexFault MALFORMED, if the snapshot is damaged there
     */
    Optional<ProjectPage> page(ProjectName project) {
        String member = SnapshotFormat.page(project);
        if (!archive.names().contains(member)) {
            return Optional.empty();
        }
        try {
            byte[] json = archive.content(member, LARGEST_MEMBER);
            return Optional.of(PageColumns.read(project, json, digest(json)));
        } catch (BrokenArchive | BadContent e) {
            throw damaged(member, e);
        }
    }

    /**
     * The digest of the project's page, without reading it; empty when it was not recorded.
     *
     * @throws IndexFault MALFORMED, if the snapshot is damaged there
     */
    Optional<String> digest(ProjectName project) {
        String member = SnapshotFormat.page(project);
        try {
            return archive.names().contains(member)
                    ? Optional.of(digest(archive.content(member, LARGEST_MEMBER)))
                    : Optional.empty();
        } catch (BrokenArchive e) {
            throw damaged(member, e);
        }
    }

    /**
     * What was recorded of the project's files.
     *
     * @throws IndexFault MALFORMED, if the snapshot is damaged there
     */
    List<FileAnswer> metadata(ProjectName project) {
        String member = SnapshotFormat.metadata(project);
        if (!archive.names().contains(member)) {
            return List.of();
        }
        try {
            return MetadataRows.read(archive.content(member, LARGEST_MEMBER));
        } catch (BrokenArchive | BadContent e) {
            throw damaged(member, e);
        }
    }

    private IndexFault damaged(String member, Exception e) {
        return new IndexFault(
                Kind.MALFORMED, "The snapshot " + name + " is damaged in " + member + ": " + e.getMessage(), e);
    }

    private static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
