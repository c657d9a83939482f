package org.compatserver.web;

import java.time.Duration;

/**
 * How much is taken on, and how long it may take.
 *
 * @param requestsAtOnce of all clients together; one client may have half of them
 * @param rate how many checks a second one client may ask for in the long run, a batch counting as all its questions; 0 for no bound
 * @param patience how long a client may take to send its request and to read the answer
 * @param deadline how long a request may take that is no check (a check has bounds of its own)
 * @param drainWait how long requests are still taken once the server is told to stop, so that whoever sends them can learn of it
 * @param grace how long requests may still run after that
 */
public record Bounds(
        int requestsAtOnce, double rate, Duration patience, Duration deadline, Duration drainWait, Duration grace) {
    /** Connections cost little, and an idle one must not stand in the way of others. */
    int connections() {
        return Math.max(8_192, 8 * requestsAtOnce);
    }
}
