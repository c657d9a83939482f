package org.compatserver.index;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long an answer says that it is fresh: Cache-Control's {@code max-age} less its {@code Age} (RFC 9111, section 5). */
final class MaxAge {
    /** Of an answer that must not be stored. */
    static final Duration NOT_STORED = Duration.ofSeconds(-1);

    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,9})");

    private MaxAge() {}

    /** Null when the answer does not say. */
    static @Nullable Duration of(@Nullable String cacheControl, @Nullable String age) {
        if (cacheControl == null) {
            return null;
        }
        String text = cacheControl.toLowerCase(Locale.ROOT);
        if (text.contains("no-store")) {
            return NOT_STORED;
        }
        if (text.contains("no-cache")) {
            return Duration.ZERO;
        }
        Matcher matcher = MAX_AGE.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        String aged = age == null ? "" : age.strip();
        long left = Long.parseLong(matcher.group(1)) - (aged.matches("\\d{1,9}") ? Long.parseLong(aged) : 0);
        return Duration.ofSeconds(Math.max(0, left));
    }
}
