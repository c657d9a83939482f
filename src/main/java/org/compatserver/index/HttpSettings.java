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

    /** No wait between two pieces of an answer is longer: a question has two minutes, and others than the index may answer it. */
    private static final Duration LONGEST_READ = Duration.ofSeconds(15);

    /** Five seconds to connect, ten between two pieces of an answer. */
    public static final HttpSettings DEFAULT = new HttpSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(10),
            new Retries(3, Duration.ofMillis(300), Duration.ofSeconds(30)),
            Duration.ofSeconds(30),
            24);

    /** The same, with pip's {@code timeout}, the wait between two pieces of an answer; at most 15 seconds, pip's own. */
    public HttpSettings withRead(Duration given) {
        Duration bounded = given.compareTo(LONGEST_READ) > 0 ? LONGEST_READ : given;
        return new HttpSettings(connect, bounded, page, file, retries, pause, concurrentRequests);
    }

    /**
     * The bounds of asking again after a failure that may pass: 429, 5xx, an answer that breaks off.
     *
     * @param most how often, beside the first time
     * @param first the wait before the first of them; it doubles, with a quarter of jitter
     * @param longestRetryAfter an index that asks for more patience than this is not asked again
     */
    public record Retries(int most, Duration first, Duration longestRetryAfter) {}
}
