package org.compatserver.index;

import java.time.Duration;
import java.util.Optional;

/**
 * When a kept page may answer.
 *
 * @param maxAge how old a page may be to be used without asking; empty: as the index allows, else {@link #USUAL}
 * @param offline whether the index must not be asked at all
 * @param mostPageBytes a longer page is a fault
 */
public record PagePolicy(Optional<Duration> maxAge, boolean offline, long mostPageBytes) {
    /** How long a page is fresh when nobody says. */
    public static final Duration USUAL = Duration.ofMinutes(10);

    /** How long "no such project" is fresh at most: a new project should be found soon. */
    static final Duration MISSING = Duration.ofMinutes(1);

    /** As the index allows; up to 64 MB a page. */
    public static final PagePolicy DEFAULT = new PagePolicy(Optional.empty(), false, 64L << 20);

    /** With the user's wishes. */
    public static PagePolicy of(Optional<Duration> maxAge, boolean offline) {
        return new PagePolicy(maxAge, offline, DEFAULT.mostPageBytes);
    }

    Duration freshFor(StoredPage page) {
        Duration allowed = maxAge.orElse(page.maxAge() == null ? USUAL : page.maxAge());
        return page.exists() || allowed.compareTo(MISSING) < 0 ? allowed : MISSING;
    }
}
