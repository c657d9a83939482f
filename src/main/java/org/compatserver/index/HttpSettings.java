package org.compatserver.index;

import java.time.Duration;

/**
 * How long to wait for an index, how often to ask again, how much to ask at once.
 *
 * @param connect for one connection, TLS included
 * @param read between two pieces of an answer
 * @param page for a whole page, all attempts together
 * @param file for a whole file, all attempts together
 * @param retries the bounds of asking again
 * @param pause how long an index that did not answer is not asked again
 * @param concurrentRequests at most so many requests under way, files included
 */
public record HttpSettings(
        Duration connect,
        Duration read,
        Duration page,
        Duration file,
        Retries retries,
        Duration pause,
        int concurrentRequests) {

    /** Five seconds to connect; pip's 15 seconds between two pieces of an answer. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            new Retries(3, Duration.ofMillis(300), Duration.ofSeconds(30)),
            Duration.ofSeconds(30),
            24);

    /** The same, with pip's {@code timeout}: the wait between two pieces of an answer; a page is given no less than that. */
    public HttpSettings withRead(Duration given) {
        Duration longer = given.compareTo(page) > 0 ? given : page;
        return new HttpSettings(connect, given, longer, file, retries, pause, concurrentRequests);
    }

    /**
     * The bounds of asking again after a failure that may pass: 429, 5xx, an answer that breaks off or takes too long.
     *
     * @param most how often, beside the first time
     * @param first the wait before the first of them; it doubles, with a quarter of jitter
     * @param longestRetryAfter an index that asks for more patience than this is not asked again
     */
    public record Retries(int most, Duration first, Duration longestRetryAfter) {}
}
