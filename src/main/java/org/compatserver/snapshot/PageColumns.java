package org.compatserver.snapshot;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectPage;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A project page as JSON, a column per property of its files, which packs about twice as small as a row per file:
 *
 * <ul>
 *   <li>{@code filename}: texts;
 *   <li>{@code sha256}: one text, {@value #CELL} characters of base64 a file, or as many dots for a file without hash;
 *   <li>{@code size}: numbers, -1 for none;
 *   <li>{@code uploaded}: microseconds since the file before (since 1970 for the first); null for none;
 *   <li>{@code python}: places in {@code pythons}, the distinct Requires-Python texts; -1 for none;
 *   <li>{@code yanked}: the reasons, under the file's place.
 * </ul>
 */
final class PageColumns {
    private static final int CELL = 43;
    private static final int MOST_FILES = 1_000_000;
    private static final String NO_HASH = ".".repeat(CELL);

    private final List<String> filenames = new ArrayList<>();
    private String hashes = "";
    private final List<Long> sizes = new ArrayList<>();
    private final List<@Nullable Instant> uploaded = new ArrayList<>();
    private final List<String> pythons = new ArrayList<>();
    private final List<Long> python = new ArrayList<>();
    private final Map<Integer, String> yanked = new LinkedHashMap<>();
    private @Nullable String status;

    private PageColumns() {}

    static byte[] write(ProjectPage page) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            if (page.status() != null) {
                json.writeStringProperty("status", page.status());
            }
            column(json, "filename", page.files(), file -> json.writeString(file.filename()));
            StringBuilder hashes = new StringBuilder();
            page.files().forEach(file -> hashes.append(cell(file.sha256())));
            json.writeStringProperty("sha256", hashes.toString());
            column(json, "size", page.files(), file -> json.writeNumber(file.size()));
            writeTimes(json, page.files());
            writePythons(json, page.files());
            writeYanked(json, page.files());
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void column(JsonGenerator json, String name, List<DistributionFile> files, Write write) {
        json.writeArrayPropertyStart(name);
        files.forEach(write::of);
        json.writeEndArray();
    }

    @FunctionalInterface
    private interface Write {
        void of(DistributionFile file);
    }

    private static void writeTimes(JsonGenerator json, List<DistributionFile> files) {
        json.writeArrayPropertyStart("uploaded");
        long before = 0;
        for (DistributionFile file : files) {
            Instant time = file.uploadTime();
            if (time == null) {
                json.writeNull();
            } else {
                long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
                json.writeNumber(micros - before);
                before = micros;
            }
        }
        json.writeEndArray();
    }

    private static void writePythons(JsonGenerator json, List<DistributionFile> files) {
        Map<String, Integer> places = new LinkedHashMap<>();
        column(json, "python", files, file -> {
            String text = file.requiresPython();
            json.writeNumber(text == null ? -1 : places.computeIfAbsent(text, any -> places.size()));
        });
        json.writeArrayPropertyStart("pythons");
        places.keySet().forEach(json::writeString);
        json.writeEndArray();
    }

    private static void writeYanked(JsonGenerator json, List<DistributionFile> files) {
        json.writeObjectPropertyStart("yanked");
        for (int i = 0; i < files.size(); i++) {
            String reason = files.get(i).yanked();
            if (reason != null) {
                json.writeStringProperty(Integer.toString(i), SnapshotFormat.withoutHosts(reason));
            }
        }
        json.writeEndObject();
    }

    private static String cell(@Nullable String sha256) {
        if (sha256 == null || sha256.length() != 64) {
            return NO_HASH;
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(sha256));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param digest the page's
     * @throws BadContent if it is something else
     */
    static ProjectPage read(ProjectName project, byte[] json, String digest) throws BadContent {
        PageColumns columns = new PageColumns();
        try (JsonParser parser = Json.parser(json)) {
            Json.expect(parser, JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                columns.readColumn(parser);
            }
            return new ProjectPage(project, columns.files(), columns.status, digest);
        } catch (JacksonException | IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new BadContent(String.valueOf(e.getMessage()));
        }
    }

    private void readColumn(JsonParser parser) throws BadContent {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
            case "status" -> status = parser.getString();
            case "filename" -> each(parser, () -> filenames.add(parser.getString()));
            case "sha256" -> hashes = parser.getString();
            case "size" -> each(parser, () -> sizes.add(parser.getLongValue()));
            case "uploaded" -> readTimes(parser);
            case "python" -> each(parser, () -> python.add(parser.getLongValue()));
            case "pythons" -> each(parser, () -> pythons.add(parser.getString()));
            case "yanked" -> {
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    int place = Integer.parseInt(parser.currentName());
                    parser.nextToken();
                    yanked.put(place, parser.getString());
                }
            }
            default -> parser.skipChildren();
        }
        if (filenames.size() > MOST_FILES) {
            throw new BadContent("more than " + MOST_FILES + " files");
        }
    }

    private void readTimes(JsonParser parser) throws BadContent {
        long[] before = {0};
        each(parser, () -> {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                uploaded.add(null);
            } else {
                before[0] = Math.addExact(before[0], parser.getLongValue());
                uploaded.add(Instant.EPOCH.plus(before[0], ChronoUnit.MICROS));
            }
        });
    }

    private static void each(JsonParser parser, Runnable add) throws BadContent {
        Json.expectCurrent(parser, JsonToken.START_ARRAY);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            add.run();
        }
    }

    private List<DistributionFile> files() throws BadContent {
        int count = filenames.size();
        if (hashes.length() != count * CELL
                || sizes.size() != count
                || uploaded.size() != count
                || python.size() != count) {
            throw new BadContent("its columns do not have the same length");
        }
        List<DistributionFile> files = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            files.add(file(i));
        }
        return files;
    }

    private DistributionFile file(int i) throws BadContent {
        long place = python.get(i);
        if (place >= pythons.size()) {
            throw new BadContent("a Requires-Python is missing");
        }
        String filename = filenames.get(i);
        return new DistributionFile(
                filename,
                address(filename),
                hash(hashes.substring(i * CELL, (i + 1) * CELL)),
                place < 0 ? null : pythons.get((int) place),
                yanked.get(i),
                uploaded.get(i),
                sizes.get(i),
                false,
                null);
    }

    private static @Nullable String hash(String cell) {
        return cell.equals(NO_HASH)
                ? null
                : HexFormat.of().formatHex(Base64.getUrlDecoder().decode(cell));
    }

    private static URI address(String filename) throws BadContent {
        try {
            return new URI(SnapshotFormat.SCHEME, filename, null);
        } catch (URISyntaxException e) {
            throw new BadContent("a file has the name '" + filename + "'");
        }
    }
}
