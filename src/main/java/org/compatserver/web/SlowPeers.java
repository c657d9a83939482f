package org.compatserver.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Cuts off clients that do not send what they said, or do not take their answers: the library's sockets have no time-outs of their own, and interrupting a virtual thread
 * that waits in one closes the connection.
 */
final class SlowPeers implements AutoCloseable {
    private final long patience;
    private final Map<Thread, Long> waiting = new ConcurrentHashMap<>();
    private final Thread watch;

    SlowPeers(Duration patience) {
        this.patience = patience.toNanos();
        this.watch = Thread.ofVirtual().name("slow-peers").start(() -> watch(patience.dividedBy(4)));
    }

    private void watch(Duration pause) {
        try {
            while (true) {
                Thread.sleep(pause);
                long now = System.nanoTime();
                waiting.keySet().forEach(thread -> cut(thread, now));
            }
        } catch (InterruptedException e) {
            return;
        }
    }

    /** While the entry is held, so that the thread cannot leave it and begin something else. */
    private void cut(Thread thread, long now) {
        waiting.computeIfPresent(thread, (key, since) -> {
            if (now - since <= patience) {
                return since;
            }
            thread.interrupt();
            return null;
        });
    }

    /** Reads from, or writes to, the client of this thread. */
    <T> T watched(Supplier<T> exchange) {
        Thread thread = Thread.currentThread();
        waiting.put(thread, System.nanoTime());
        try {
            return exchange.get();
        } finally {
            if (waiting.remove(thread) == null) {
                // meant for this exchange, not for what the thread does next
                boolean _ = Thread.interrupted();
            }
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
