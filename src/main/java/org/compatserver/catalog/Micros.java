package org.compatserver.catalog;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as microseconds since 1970, the precision of upload times (PEP 700); those too far away for that are the nearest that can be said. */
final class Micros {
    /** Stands for an instant that is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final Instant FIRST = Instant.parse("-200000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("+200000-01-01T00:00:00Z");

    private Micros() {}

    /** The microsecond in which the instant lies. */
    static long floor(@Nullable Instant instant) {
        if (instant == null) {
            return UNKNOWN;
        }
        Instant near = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
        return near.getEpochSecond() * 1_000_000L + near.getNano() / 1_000;
    }

    /** The first microsecond that is not before the instant. */
    static long ceiling(Instant instant) {
        long floor = floor(instant);
        return instant.isAfter(Instant.EPOCH.plus(floor, ChronoUnit.MICROS)) ? floor + 1 : floor;
    }

    static @Nullable Instant instant(long micros) {
        return micros == UNKNOWN ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
