package org.compatserver.pep.distribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The header fields at the start of a text, read as Python's email parser reads them: a field goes on in lines that start with a blank, and the
 * first line that is neither a field nor its continuation ends the block. What follows is the body, which is ignored.
 */
final class HeaderBlock {
    /** Starts a mailbox's separator line, which the parser steps over. */
    private static final String ENVELOPE = "From ";

    private final List<Field> fields = new ArrayList<>();

    private record Field(String name, String value) {}

    private HeaderBlock() {}

    static HeaderBlock read(String text) {
        HeaderBlock block = new HeaderBlock();
        StringBuilder field = new StringBuilder();
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        while (start < text.length()) {
            int end = endOfLine(text, start);
            if (isBlank(text.charAt(start))) {
                if (!field.isEmpty()) {
                    field.append(text, start, end);
                }
            } else {
                int colon = colon(text, start, end);
                if (colon < 0 && !text.startsWith(ENVELOPE, start)) {
                    break;
                }
                block.add(field);
                field.setLength(0);
                if (colon > start) {
                    field.append(text, start, end);
                }
            }
            start = end;
        }
        block.add(field);
        return block;
    }

    /** The values of a field, in order, line breaks inside them kept; the name in lower case. */
    List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name.equals(name))
                .map(Field::value)
                .toList();
    }

    /** The first value of a field, as pip reads one that stands several times. */
    @Nullable
    String first(String name) {
        return all(name).stream().findFirst().orElse(null);
    }

    private void add(StringBuilder field) {
        int colon = field.indexOf(":");
        if (colon > 0) {
            String value = trim(field.substring(colon + 1), " \t", "\r\n");
            fields.add(new Field(field.substring(0, colon).toLowerCase(Locale.ROOT), value));
        }
    }

    private static String trim(String text, String leading, String trailing) {
        int start = 0;
        int end = text.length();
        while (start < end && leading.indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (end > start && trailing.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Just after the line break, which may be CR, LF or both. */
    private static int endOfLine(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i + 1;
            }
            if (c == '\r') {
                return i + 1 < text.length() && text.charAt(i + 1) == '\n' ? i + 2 : i + 1;
            }
        }
        return text.length();
    }

    /** The colon that ends a field's name of visible ASCII characters, or -1. */
    private static int colon(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == ':') {
                return i;
            }
            if (c < 33 || c > 126) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
