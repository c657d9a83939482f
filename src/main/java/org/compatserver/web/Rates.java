package org.compatserver.web;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many checks a client may ask for: so many a second, and after a pause at once what it could have had in {@link #SECONDS} of them (a token bucket, kept as the moment
 * at which it would be full again). Who has something left may ask for more than that, in a batch, and waits the longer afterwards.
 */
final class Rates {
    /** A burst is as long as this, in seconds. */
    static final int SECONDS = 10;

    /** More clients than this at a time share one bucket. */
    private static final int MOST_CLIENTS = 65_536;

    private static final long OTHERS = -1;
    private static final long SWEEP_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS = 1e9;

    private final LongSupplier nanoClock;
    private final double nanosEach;
    private final long burst = TimeUnit.SECONDS.toNanos(SECONDS);
    private final ConcurrentMap<Long, Long> fullAt = new ConcurrentHashMap<>();
    private final AtomicLong swept;

    /**
     * @param rate checks a second; 0 for no bound
     * @param nanoClock such as {@link System#nanoTime}
     */
    Rates(double rate, LongSupplier nanoClock) {
        this.nanosEach = rate > 0 ? NANOS / rate : 0;
        this.nanoClock = nanoClock;
        this.swept = new AtomicLong(nanoClock.getAsLong());
    }

    /** Takes one check; 0 if the client has it, else how many seconds it has to wait, at least 1. */
    long take(long client) {
        if (nanosEach == 0) {
            return 0;
        }
        long now = nanoClock.getAsLong();
        AtomicLong owed = new AtomicLong();
        fullAt.compute(known(client, now), (key, full) -> {
            long from = full == null ? now : Math.max(full, now);
            owed.set(from - now);
            return from - now >= burst ? from : from + cost(1);
        });
        return owed.get() < burst ? 0 : 1 + TimeUnit.NANOSECONDS.toSeconds(owed.get() - burst);
    }

    private long cost(int checks) {
        return (long) Math.ceil(checks * nanosEach);
    }

    /** So many checks more, whether the client has them or will have to wait for it. */
    void charge(long client, int checks) {
        if (nanosEach == 0 || checks == 0) {
            return;
        }
        long now = nanoClock.getAsLong();
        long more = cost(checks);
        fullAt.merge(known(client, now), now + more, (full, anew) -> Math.max(full, now) + more);
    }

    /** The client, or the many when there are too many. */
    private Long known(long client, long now) {
        if (fullAt.size() < MOST_CLIENTS || fullAt.containsKey(client)) {
            return client;
        }
        long last = swept.get();
        if (now - last > SWEEP_EVERY && swept.compareAndSet(last, now)) {
            // a full bucket is as good as none
            fullAt.values().removeIf(full -> full - now <= 0);
        }
        return fullAt.size() < MOST_CLIENTS ? client : OTHERS;
    }

    /** How many clients have buckets that are, or were, not full. */
    int clients() {
        return fullAt.size();
    }
}
