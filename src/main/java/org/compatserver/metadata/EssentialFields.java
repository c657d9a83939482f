package org.compatserver.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reduces core metadata to the fields that matter for installing: Metadata-Version, Name, Version, Requires-Dist, Requires-Python, Provides-Extra, Dynamic. What ends the header is
 * what ends it for Python's email parser: an empty line, or one that is neither a field nor a continuation.
 */
public final class EssentialFields {
    private static final Set<String> KEPT = Set.of(
            "metadata-version", "name", "version", "requires-dist", "requires-python", "provides-extra", "dynamic");

    private static final Pattern FIRST_AND_LAST = Pattern.compile("\\A[ \\t]+|[\\r\\n]+\\z");
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r");

    private EssentialFields() {}

    /**
     * One field of a header.
     *
     * @param name lower case
     * @param value without blanks before it and the line end after it; continuation lines as they are, after LF
     */
    record Field(String name, String value) {}

    /**
     * The fields kept, in their order.
     *
     * @throws BrokenArchive if one of them is not UTF-8; other fields may be anything
     */
    static List<Field> read(byte[] metadata) throws BrokenArchive {
        List<Field> fields = new ArrayList<>();
        int at = startsWithMark(metadata) ? 3 : 0;
        while (at < metadata.length) {
            int colon = colon(metadata, at);
            if (colon < 0 && !isSteppedOver(metadata, at)) {
                break;
            }
            int end = fieldEnd(metadata, at);
            // A line that starts with a colon is a field without a name.
            String name = colon <= at ? "" : new String(metadata, at, colon - at, StandardCharsets.US_ASCII);
            if (KEPT.contains(name.toLowerCase(Locale.ROOT))) {
                String key = name.toLowerCase(Locale.ROOT);
                fields.add(new Field(key, value(key, metadata, colon + 1, end)));
            }
            at = end;
        }
        return fields;
    }

    /** Core metadata with only the fields that matter. */
    public static String reduced(String metadata) {
        try {
            return text(read(metadata.getBytes(StandardCharsets.UTF_8)));
        } catch (BrokenArchive e) {
            throw new IllegalStateException("Encoded as UTF-8 a moment ago", e);
        }
    }

    /** The fields as the text of a METADATA file. */
    static String text(List<Field> fields) {
        StringBuilder text = new StringBuilder();
        for (Field field : fields) {
            text.append(spelled(field.name()))
                    .append(": ")
                    .append(field.value())
                    .append('\n');
        }
        return text.toString();
    }

    private static String spelled(String name) {
        StringBuilder spelled = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            if (i == 0 || name.charAt(i - 1) == '-') {
                spelled.setCharAt(i, Character.toUpperCase(name.charAt(i)));
            }
        }
        return spelled.toString();
    }

    /** A byte order mark of UTF-8. */
    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    /** A mailbox's separator line, or a continuation of nothing. */
    private static boolean isSteppedOver(byte[] bytes, int at) {
        boolean separator =
                bytes.length - at >= 5 && new String(bytes, at, 5, StandardCharsets.US_ASCII).equals("From ");
        return separator || bytes[at] == ' ' || bytes[at] == '\t';
    }

    /** The place of the colon of the field whose line starts here; -1 when the line is no field. */
    private static int colon(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] == ':') {
                return at;
            }
            if (bytes[at] <= ' ' || bytes[at] == 127) {
                return -1;
            }
        }
        return -1;
    }

    /** The start of the first line that does not continue the field. */
    private static int fieldEnd(byte[] bytes, int from) {
        int at = from;
        do {
            while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
                at++;
            }
            if (at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n') {
                at++;
            }
            at++;
        } while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t'));
        return Math.min(at, bytes.length);
    }

    private static String value(String name, byte[] bytes, int from, int to) throws BrokenArchive {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
            return LINE_END.matcher(FIRST_AND_LAST.matcher(text).replaceAll("")).replaceAll("\n");
        } catch (CharacterCodingException e) {
            throw BrokenArchive.content("Its metadata's " + spelled(name) + " is not UTF-8 text", e);
        }
    }
}
