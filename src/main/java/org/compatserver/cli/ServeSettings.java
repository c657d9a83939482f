package org.compatserver.cli;

import java.time.Duration;
import java.util.List;

/**
 * How to serve.
 *
 * @param port 0 for any that is free
 * @param tokens one of which rounds need; empty where this machine may start and see them, and no other
 * @param tokenForAll whether checks need one, too
 * @param trustedProxies networks of proxies whose word on where a request comes from is taken
 * @param logQueries whether the log tells what was asked
 * @param logAddresses whether the log tells who asked
 */
public record ServeSettings(
        String host,
        int port,
        List<String> tokens,
        boolean tokenForAll,
        List<String> trustedProxies,
        Limits limits,
        boolean logQueries,
        boolean logAddresses) {
    public ServeSettings {
        tokens = List.copyOf(tokens);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /**
     * How much is taken on, and how long it may take.
     *
     * @param requestsAtOnce of all clients together
     * @param rate how many checks a second one client may ask for; 0 for no bound
     * @param deadline of one check, and of every other request
     * @param batchDeadline of many that are asked together
     * @param drainWait how long requests are still taken after the signal to stop
     * @param grace how long requests may still run after that
     */
    public record Limits(
            int requestsAtOnce,
            double rate,
            Duration deadline,
            Duration batchDeadline,
            Duration drainWait,
            Duration grace) {
        /** Of an operator who sets nothing. */
        public static final Limits STANDARD = new Limits(
                256, 0, Duration.ofMinutes(2), Duration.ofMinutes(15), Duration.ZERO, Duration.ofSeconds(30));
    }

    /** Every setting is no secret but the tokens. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
