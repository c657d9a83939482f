package org.compatserver.index;

import java.time.Duration;

/** Bounds under which a test of failures takes milliseconds. */
final class TestSettings {
    static final HttpSettings IMPATIENT = new HttpSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            new HttpSettings.Retries(3, Duration.ofMillis(2), Duration.ofSeconds(2)),
            Duration.ofSeconds(30),
            24);

    /** The same, giving up on a silent server soon. */
    static final HttpSettings HASTY = new HttpSettings(
            Duration.ofSeconds(2),
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            new HttpSettings.Retries(1, Duration.ofMillis(2), Duration.ofSeconds(2)),
            Duration.ofSeconds(30),
            24);

    private TestSettings() {}
}
