package org.compatserver.index;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Content-Range header: {@code bytes FROM-TO/TOTAL} (RFC 9110, section 14.4). */
record ContentRange(long from, long to, long total) {
    private static final Pattern GIVEN = Pattern.compile("bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
    private static final Pattern UNSATISFIED = Pattern.compile("bytes\\s+\\*/(\\d{1,18})");

    long length() {
        return to - from + 1;
    }

    /** Empty when it is missing, contradicts itself, or leaves the total out. */
    static Optional<ContentRange> parse(@Nullable String text) {
        Matcher matcher = GIVEN.matcher(text == null ? "" : text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        ContentRange range = new ContentRange(
                Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3)));
        return range.from <= range.to && range.to < range.total ? Optional.of(range) : Optional.empty();
    }

    /** The length told by an answer 416. */
    static OptionalLong totalOf(@Nullable String text) {
        Matcher matcher = UNSATISFIED.matcher(text == null ? "" : text.strip());
        return matcher.matches() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
