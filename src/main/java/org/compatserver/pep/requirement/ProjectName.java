package org.compatserver.pep.requirement;

import java.util.Locale;
import java.util.regex.Pattern;
import org.compatserver.pep.Parsed;

/**
 * A project's name in normal form: lower case, runs of {@code -}, {@code _} and {@code .} turned into one {@code -} (PEP 503,
 * "Normalized Names").
 *
 * @param normalized the normal form; use {@link #of} or {@link #parse} for any other spelling
 */
public record ProjectName(String normalized) implements Comparable<ProjectName> {
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    /** The grammar of a name: letters, digits and separators, starting and ending with a letter or a digit (PEP 508, "Names"). */
    public static Parsed<ProjectName> parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean edge = i == 0 || i == text.length() - 1;
            if (!isAlphanumeric(c) && (edge || "-_.".indexOf(c) < 0)) {
                return Parsed.bad(
                        text,
                        i,
                        edge
                                ? "A name starts and ends with an ASCII letter or digit"
                                : "A name consists of ASCII letters, digits, '-', '_' and '.'");
            }
        }
        if (text.isEmpty()) {
            return Parsed.bad(text, 0, "A name is expected");
        }
        return Parsed.ok(
                new ProjectName(SEPARATORS.matcher(text).replaceAll("-").toLowerCase(Locale.ROOT)));
    }

    /**
     * The name written as {@code text}.
     *
     * @throws IllegalArgumentException if it is not a valid name
     */
    public static ProjectName of(String text) {
        return parse(text).orElseThrow();
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    @Override
    public int compareTo(ProjectName other) {
        return normalized.compareTo(other.normalized);
    }

    @Override
    public String toString() {
        return normalized;
    }
}
