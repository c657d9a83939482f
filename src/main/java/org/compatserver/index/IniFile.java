package org.compatserver.index;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file in the form that Python's RawConfigParser reads: sections, {@code key = value} or {@code key: value}, whole lines of comment, values
 * continued on indented lines.
 */
final class IniFile {
    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    private final String origin;
    private @Nullable Map<String, String> section;
    private @Nullable String key;
    private int keyIndent;

    private IniFile(String origin) {
        this.origin = origin;
    }

    /**
     * Reads a file's text.
     *
     * @param origin its name, for messages
     * @throws IndexFault NOT_CONFIGURED if a line is neither a section nor an option
     */
    static IniFile parse(String text, String origin) {
        IniFile file = new IniFile(origin);
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            file.line(i == 0 && lines[i].startsWith("\uFEFF") ? lines[i].substring(1) : lines[i], i + 1);
        }
        return file;
    }

    /** The section's options by lower-case name; empty when there is no such section. */
    Map<String, String> section(String name) {
        return sections.getOrDefault(name, Map.of());
    }

    private void line(String line, int number) {
        String stripped = line.strip();
        if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
            return;
        }
        int indent = line.length() - line.stripLeading().length();
        if (section != null && key != null && indent > keyIndent) {
            section.merge(key, stripped, (before, more) -> before + "\n" + more);
        } else if (stripped.startsWith("[") && stripped.indexOf(']') > 0) {
            section = sections.computeIfAbsent(
                    stripped.substring(1, stripped.indexOf(']')), name -> new LinkedHashMap<>());
            key = null;
        } else {
            option(stripped, indent, number);
        }
    }

    private void option(String text, int indent, int number) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '=' && text.charAt(end) != ':') {
            end++;
        }
        if (section == null || end == 0 || end == text.length()) {
            throw new IndexFault(
                    IndexFault.Kind.NOT_CONFIGURED,
                    "Line " + number + " of " + origin + " is neither a section nor an option; correct the file");
        }
        key = text.substring(0, end).strip().toLowerCase(Locale.ROOT);
        keyIndent = indent;
        section.put(key, text.substring(end + 1).strip());
    }
}
