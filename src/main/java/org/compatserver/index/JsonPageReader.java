package org.compatserver.index;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a project page in JSON (PEP 691), with sizes and upload times (PEP 700), sibling metadata (PEP 714) and status (PEP 792). As in pip, a file's name is
 * the last part of its address, {@code "yanked": ""} is not yanked, a field of an unexpected type counts as missing, and a newer version of the API is read
 * like the known ones.
 */
final class JsonPageReader {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private final URI address;
    /** Few texts fill many fields: one of each is kept. */
    private final Map<String, String> texts = new HashMap<>();

    private final List<DistributionFile> files = new ArrayList<>();
    private @Nullable String status;

    /** The start of the last address that was parsed: most others have the same. */
    private String origin = "";

    JsonPageReader(URI address) {
        this.address = address;
    }

    PageContent read(byte[] body) {
        boolean listed = false;
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw PageContent.malformed(address, "is no JSON object", null);
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken value = json.nextToken();
                if (name.equals("files") && value == JsonToken.START_ARRAY) {
                    listed = true;
                    readFiles(json);
                } else if (name.equals("meta") && value == JsonToken.START_OBJECT) {
                    readMeta(json);
                } else if (name.equals("project-status") && value == JsonToken.START_OBJECT) {
                    readStatus(json);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw PageContent.malformed(address, "is no whole JSON text", e);
        }
        if (!listed) {
            throw PageContent.malformed(address, "lists no files", null);
        }
        return PageContent.of(files, status);
    }

    private void readMeta(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            @Nullable String text = json.getValueAsString();
            if (name.equals("api-version") && text != null && !text.startsWith("1.")) {
                LoggerFactory.getLogger(JsonPageReader.class)
                        .debug("{} speaks version {} of the simple API", Addresses.shown(address), text);
            }
            json.skipChildren();
        }
    }

    private void readStatus(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("status")) {
                status = json.getString();
            }
            json.skipChildren();
        }
    }

    private void readFiles(JsonParser json) {
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                Entry entry = new Entry();
                for (String name = json.nextName(); name != null; name = json.nextName()) {
                    readField(entry, name, json.nextToken(), json);
                }
                entry.file().ifPresent(files::add);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readField(Entry entry, String name, JsonToken value, JsonParser json) {
        switch (name) {
            case "url" -> entry.url = string(value, json);
            case "hashes" -> entry.sha256 = sha256(value, json);
            case "requires-python" -> entry.requiresPython = shared(string(value, json));
            case "yanked" -> entry.yanked = value == JsonToken.VALUE_TRUE ? "" : shared(string(value, json));
            case "upload-time" -> entry.uploadTime = instant(string(value, json));
            case "size" -> entry.size = value == JsonToken.VALUE_NUMBER_INT ? json.getValueAsLong(-1) : -1;
            case "core-metadata" -> {
                if (value != JsonToken.VALUE_NULL) {
                    entry.coreMetadataSaid = true;
                    readMetadataField(entry, value, json);
                }
            }
            case "dist-info-metadata" -> {
                if (entry.coreMetadataSaid) {
                    json.skipChildren();
                } else {
                    readMetadataField(entry, value, json);
                }
            }
            default -> json.skipChildren();
        }
    }

    private static void readMetadataField(Entry entry, JsonToken value, JsonParser json) {
        boolean isObject = value == JsonToken.START_OBJECT;
        entry.coreMetadata = isObject || value == JsonToken.VALUE_TRUE;
        entry.coreMetadataSha256 = isObject ? sha256(value, json) : null;
        json.skipChildren();
    }

    private static @Nullable String string(JsonToken value, JsonParser json) {
        if (value == JsonToken.VALUE_STRING && json.getStringLength() > 0) {
            return json.getString();
        }
        json.skipChildren();
        return null;
    }

    private @Nullable String shared(@Nullable String text) {
        return text == null ? null : texts.computeIfAbsent(text, same -> same);
    }

    private static @Nullable String sha256(JsonToken value, JsonParser json) {
        @Nullable String hash = null;
        if (value == JsonToken.START_OBJECT) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() == JsonToken.VALUE_STRING && name.equals("sha256")) {
                    hash = json.getString().toLowerCase(Locale.ROOT);
                }
                json.skipChildren();
            }
        } else {
            json.skipChildren();
        }
        return hash;
    }

    static @Nullable Instant instant(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant usual = UploadTime.parse(text);
            if (usual != null) {
                return usual;
            }
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A file while its fields come in, in any order. */
    private final class Entry {
        private @Nullable String url;
        private @Nullable String sha256;
        private @Nullable String requiresPython;
        private @Nullable String yanked;
        private @Nullable Instant uploadTime;
        private long size = -1;
        private boolean coreMetadataSaid;
        private boolean coreMetadata;
        private @Nullable String coreMetadataSha256;

        Optional<DistributionFile> file() {
            if (url == null) {
                return Optional.empty();
            }
            if (Addresses.isPlain(url, origin)) {
                return Optional.of(file(url.substring(url.lastIndexOf('/') + 1), url));
            }
            Optional<URI> resolved = Addresses.resolve(address, url);
            resolved.ifPresent(found -> origin = Addresses.start(found));
            return resolved.map(found -> file(Addresses.filename(found), found.toString()));
        }

        private DistributionFile file(String filename, String place) {
            return new DistributionFile(
                    filename,
                    place,
                    sha256,
                    requiresPython,
                    yanked,
                    uploadTime,
                    size,
                    coreMetadata,
                    coreMetadataSha256);
        }
    }
}
