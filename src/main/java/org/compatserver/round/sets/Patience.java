package org.compatserver.round.sets;

import java.time.Instant;
import java.time.InstantSource;

/** How long something may take. */
record Patience(InstantSource clock, Instant until) {
    boolean isOver() {
        return !clock.instant().isBefore(until);
    }
}
