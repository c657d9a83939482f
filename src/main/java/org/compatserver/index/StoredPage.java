package org.compatserver.index;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index's answer about one page, as it is kept.
 *
 * @param exists false for "no such page"
 * @param address where it came from in the end, without credentials and query: what its links are relative to
 * @param fetchedAt when the index was last asked
 * @param maxAge what the index allows; null when it says nothing
 * @param digest of what the body says; null when that is not known, or there is no page
 * @param body empty where only the rest matters
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredPage(
        boolean exists,
        URI address,
        Instant fetchedAt,
        @Nullable Duration maxAge,
        Validators validators,
        @Nullable String contentType,
        @Nullable String digest,
        byte[] body) {
    private static final String FORMAT = "compat-page 1";

    /** What makes a request conditional. */
    record Validators(@Nullable String etag, @Nullable String lastModified) {}

    /** The same, confirmed by the index at another time. */
    StoredPage confirmed(Instant moment, @Nullable Duration newMaxAge) {
        return new StoredPage(
                exists, address, moment, newMaxAge == null ? maxAge : newMaxAge, validators, contentType, digest, body);
    }

    /** The same, to remember: what was understood of the body is remembered instead. */
    StoredPage withoutBody() {
        return new StoredPage(exists, address, fetchedAt, maxAge, validators, contentType, digest, new byte[0]);
    }

    /** The same, once its body was understood. */
    StoredPage withDigest(@Nullable String found) {
        return new StoredPage(exists, address, fetchedAt, maxAge, validators, contentType, found, body);
    }

    byte[] encode() {
        StringBuilder header = new StringBuilder(FORMAT).append('\n');
        line(header, "status", exists ? "200" : "404");
        line(header, "address", address.toString());
        line(header, "fetched", fetchedAt.toString());
        line(header, "max-age", maxAge == null ? null : Long.toString(maxAge.toSeconds()));
        line(header, "etag", validators.etag);
        line(header, "last-modified", validators.lastModified);
        line(header, "content-type", contentType);
        line(header, "digest", digest);
        line(header, "length", Integer.toString(body.length));
        byte[] start = header.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }

    private static void line(StringBuilder header, String name, @Nullable String value) {
        if (value != null) {
            header.append(name)
                    .append(": ")
                    .append(value.replaceAll("[\\r\\n]", " "))
                    .append('\n');
        }
    }

    /** Empty when it is not a whole page of this format. */
    static Optional<StoredPage> decode(byte[] bytes) {
        int end = endOfHeader(bytes);
        return end < 0 ? Optional.empty() : decode(bytes, end, Arrays.copyOfRange(bytes, end + 2, bytes.length));
    }

    /**
     * A page without its body.
     *
     * @param start the file's first bytes
     * @param size of the file
     * @return empty when it is not a whole page of this format, or its header goes on
     */
    static Optional<StoredPage> decodeHeader(byte[] start, long size) {
        int end = endOfHeader(start);
        if (end < 0) {
            return Optional.empty();
        }
        Map<String, String> header = header(start, end);
        return header.getOrDefault("length", "").equals(Long.toString(size - end - 2))
                ? decode(header, new byte[0])
                : Optional.empty();
    }

    private static Optional<StoredPage> decode(byte[] bytes, int end, byte[] body) {
        Map<String, String> header = header(bytes, end);
        return header.getOrDefault("length", "").equals(Integer.toString(body.length))
                ? decode(header, body)
                : Optional.empty();
    }

    /** By name; empty when it is of another format. */
    private static Map<String, String> header(byte[] bytes, int end) {
        String[] lines = new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n", -1);
        Map<String, String> header = new HashMap<>();
        if (lines[0].equals(FORMAT)) {
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(": ");
                if (colon > 0) {
                    header.put(lines[i].substring(0, colon), lines[i].substring(colon + 2));
                }
            }
        }
        return header;
    }

    private static Optional<StoredPage> decode(Map<String, String> header, byte[] body) {
        try {
            @Nullable String maxAge = header.get("max-age");
            return Optional.of(new StoredPage(
                    header.getOrDefault("status", "").equals("200"),
                    URI.create(header.getOrDefault("address", "")),
                    Instant.parse(header.getOrDefault("fetched", "")),
                    maxAge == null ? null : Duration.ofSeconds(Long.parseLong(maxAge)),
                    new Validators(header.get("etag"), header.get("last-modified")),
                    header.get("content-type"),
                    header.get("digest"),
                    body));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static int endOfHeader(byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
