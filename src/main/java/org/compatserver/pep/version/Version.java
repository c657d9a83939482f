package org.compatserver.pep.version;

import org.compatserver.pep.Parsed;
import org.jspecify.annotations.Nullable;

/** A version in the sense of PEP 440; equal when they compare equal, so {@code 1.0} equals {@code 1.0.0}. */
public final class Version implements Comparable<Version> {
    /** The longest text that is read as a version, in characters. */
    public static final int MAX_LENGTH = 1_000;

    private final Cut place;
    private final String text;
    private final boolean preRelease;

    private Version(VersionParts parts) {
        this.text = parts.text();
        this.place = Cut.before(parts, text);
        this.preRelease = parts.isPreRelease();
    }

    static Version of(VersionParts parts) {
        return new Version(parts);
    }

    /** Reads any spelling that PEP 440 allows, "Appendix B", blanks around it included. */
    public static Parsed<Version> parse(String text) {
        int from = Blanks.skip(text, 0, text.length());
        int end = Blanks.skipBack(text, from, text.length());
        if (end - from > MAX_LENGTH) {
            return Parsed.bad(text, from + MAX_LENGTH, "A version has at most 1000 characters");
        }
        VersionScanner scanner = new VersionScanner(text, from, end);
        VersionParts release = scanner.release();
        if (release == null) {
            return Parsed.bad(text, scanner.position(), "A version starts with a number");
        }
        VersionParts parts = scanner.local(scanner.suffixes(release));
        return scanner.position() == end ? Parsed.ok(new Version(parts)) : unexpected(text, scanner.position(), parts);
    }

    private static <T> Parsed<T> unexpected(String text, int position, VersionParts read) {
        String message = text.charAt(position) == '+'
                ? "A local version label consists of ASCII letters and digits, separated by '.', '-' or '_'"
                : "The version " + read.text() + " cannot be continued like this";
        return Parsed.bad(text, position, message);
    }

    /**
     * The version written as {@code text}.
     *
     * @throws IllegalArgumentException if it is not a version
     */
    public static Version of(String text) {
        return parse(text).orElseThrow();
    }

    /** Whether it has a pre-release or a development part. */
    public boolean isPreRelease() {
        return preRelease;
    }

    /** The place right before this version on the line of all versions. */
    Cut place() {
        return place;
    }

    @Override
    public int compareTo(Version other) {
        return place.compareTo(other.place);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version version && place.equals(version.place);
    }

    @Override
    public int hashCode() {
        return place.hashCode();
    }

    /** The normal form of the text that was read; zeros at the end of the release are kept. */
    @Override
    public String toString() {
        return text;
    }
}
