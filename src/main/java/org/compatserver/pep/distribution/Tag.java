package org.compatserver.pep.distribution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.pep.Parsed;

/** A compatibility tag, lower case: {@code cp313-cp313-manylinux_2_17_x86_64} (PEP 425). */
public record Tag(String python, String abi, String platform) {
    /** How many tags one compressed set may stand for; the largest known stands for a few dozen. */
    static final int MAXIMUM = 10_000;

    /** The 70,000 files of a portfolio have 652 texts between them, so each is read once, and equal tags share their strings. */
    private static final Map<String, Parsed<List<Tag>>> READ = new ConcurrentHashMap<>();

    private static final int READ_TEXTS = 4_096;
    private static final int READ_TAGS = 64;

    /**
     * Reads a tag, possibly a compressed set of tags, {@code py2.py3-none-any} (PEP 425, "Compressed Tag Sets").
     *
     * @return the tags that it stands for, each once, in order of writing; a problem if there are not three parts, one of them or a member of it
     *     is empty, a Python tag is no identifier, or the set stands for more than 10,000 tags
     */
    public static Parsed<List<Tag>> parseSet(String text) {
        Parsed<List<Tag>> known = READ.get(text);
        if (known == null) {
            known = read(text);
            boolean ordinary = known instanceof Parsed.Ok<List<Tag>>(var tags) && tags.size() <= READ_TAGS;
            if (ordinary && READ.size() < READ_TEXTS) {
                READ.put(text, known);
            }
        }
        return known;
    }

    private static Parsed<List<Tag>> read(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 3) {
            return Parsed.bad(text, 0, "A tag has three parts: Python, ABI, platform");
        }
        List<String[]> members = new ArrayList<>(3);
        int place = 0;
        long count = 1;
        for (String part : parts) {
            String[] alternatives = part.toLowerCase(Locale.ROOT).split("\\.", -1);
            for (String alternative : alternatives) {
                if (alternative.isEmpty()) {
                    return Parsed.bad(text, place, "A part of a tag is empty");
                }
            }
            members.add(alternatives);
            count = Math.min(count * alternatives.length, Integer.MAX_VALUE);
            place += part.length() + 1;
        }
        for (String python : members.get(0)) {
            if (!isIdentifier(python)) {
                return Parsed.bad(text, 0, "'" + python + "' is not a Python tag");
            }
        }
        if (count > MAXIMUM) {
            return Parsed.bad(text, 0, "The compressed tag set stands for more than " + MAXIMUM + " tags");
        }
        return Parsed.ok(product(members));
    }

    private static List<Tag> product(List<String[]> members) {
        Set<Tag> tags = new LinkedHashSet<>();
        for (String python : members.get(0)) {
            for (String abi : members.get(1)) {
                for (String platform : members.get(2)) {
                    tags.add(new Tag(python, abi, platform));
                }
            }
        }
        return List.copyOf(tags);
    }

    /** Python's {@code str.isidentifier}. */
    private static boolean isIdentifier(String text) {
        int first = text.codePointAt(0);
        return (first == '_' || Character.isUnicodeIdentifierStart(first))
                && text.codePoints()
                        .allMatch(c -> Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
    }

    @Override
    public String toString() {
        return python + "-" + abi + "-" + platform;
    }
}
