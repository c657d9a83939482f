package org.compatserver.metadata;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.compatserver.metadata.EssentialFields.Field;

/**
 * Reads setuptools' {@code requires.txt}: a requirement a line, under sections {@code [extra]}, {@code [extra:marker]} and {@code [:marker]}; {@code #} starts a comment line.
 */
final class EggInfo {
    private EggInfo() {}

    /** The same as fields of core metadata: Provides-Extra of every section's extra, and Requires-Dist with the section's marker. */
    static List<Field> requirements(byte[] requiresTxt) throws BrokenArchive {
        Set<String> extras = new LinkedHashSet<>();
        List<Field> requirements = new ArrayList<>();
        String extra = "";
        String marker = "";
        for (String raw : text(requiresTxt).split("\\R", -1)) {
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                if (!line.endsWith("]")) {
                    throw new BrokenArchive("Its requires.txt has a section without its end: " + line);
                }
                String section = line.substring(1, line.length() - 1);
                int colon = section.indexOf(':');
                extra = (colon < 0 ? section : section.substring(0, colon)).strip();
                marker = colon < 0 ? "" : section.substring(colon + 1).strip();
                if (!extra.isEmpty()) {
                    extras.add(extra);
                }
            } else {
                requirements.add(new Field("requires-dist", withMarker(line, marker, extra)));
            }
        }
        List<Field> fields = new ArrayList<>();
        extras.forEach(each -> fields.add(new Field("provides-extra", each)));
        fields.addAll(requirements);
        return fields;
    }

    /**
     * A requirement that counts only under a marker, too, and only with an extra.
     *
     * @param marker empty for none
     * @param extra empty for none
     */
    static String withMarker(String requirement, String marker, String extra) {
        List<String> conditions = new ArrayList<>();
        int semicolon = markerStart(requirement);
        String bare = requirement;
        if (semicolon >= 0) {
            bare = requirement.substring(0, semicolon).strip();
            conditions.add(requirement.substring(semicolon + 1).strip());
        }
        if (!marker.isEmpty()) {
            conditions.add(marker);
        }
        if (extra.isEmpty() && conditions.size() < 2) {
            return conditions.isEmpty() ? bare : bare + " ; " + conditions.getFirst();
        }
        List<String> parts = new ArrayList<>(
                conditions.stream().map(condition -> "(" + condition + ")").toList());
        if (!extra.isEmpty()) {
            parts.add("extra == \"" + extra.replace("\"", "") + "\"");
        }
        return bare + " ; " + String.join(" and ", parts);
    }

    /** A name in normal form, as far as any text has one. */
    static String normalized(String name) {
        return name.replaceAll("[-_.]+", "-").toLowerCase(Locale.ROOT);
    }

    /** The semicolon before the marker; after an address it must follow a blank (PEP 508). */
    private static int markerStart(String requirement) {
        int at = requirement.indexOf('@');
        int semicolon = requirement.indexOf(';');
        if (at < 0 || semicolon >= 0 && semicolon < at) {
            return semicolon;
        }
        int afterBlank = requirement.indexOf(" ;", at);
        return afterBlank < 0 ? -1 : afterBlank + 1;
    }

    private static String text(byte[] bytes) throws BrokenArchive {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BrokenArchive("Its requires.txt is not UTF-8 text", e);
        }
    }
}
