package org.compatserver.snapshot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.core.JsonGenerator;

/** Writes a recording as a snapshot file: the same recording gives the same bytes (on one Java: another one's zlib may pack differently). */
final class SnapshotWriter {
    /** The zip format's first day: a snapshot says when it was recorded, not when it was written. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private SnapshotWriter() {}

    static byte[] write(Recording recording) {
        SortedMap<String, byte[]> members = new TreeMap<>();
        recording
                .pages()
                .forEach((project, page) -> members.put(SnapshotFormat.page(project), PageColumns.write(page)));
        recording
                .metadata()
                .forEach((project, answers) ->
                        members.put(SnapshotFormat.metadata(project), MetadataRows.write(answers)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_COMPRESSION);
            put(zip, SnapshotFormat.HEAD, head(recording));
            for (var member : members.entrySet()) {
                put(zip, member.getKey(), member.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] head(Recording recording) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("format", SnapshotFormat.NAME);
            json.writeNumberProperty("version", SnapshotFormat.VERSION);
            json.writeStringProperty("recorded", recording.recordedAt().toString());
            json.writeNumberProperty("pages", recording.pages().size());
            json.writeNumberProperty("files", recording.files());
            json.writeArrayPropertyStart("unknown");
            recording.unknown().forEach(project -> json.writeString(project.normalized()));
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }
}
