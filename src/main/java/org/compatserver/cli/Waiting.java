package org.compatserver.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;

/** Shows that something is being waited for: on a terminal only, and only once it has taken longer than a second. */
final class Waiting {
    private Waiting() {}

    /** What {@code work} returns. */
    static <T> T on(String what, Console console, Callable<T> work) throws Exception {
        if (!console.terminal()) {
            return work.call();
        }
        CountDownLatch done = new CountDownLatch(1);
        Thread bar = Thread.ofVirtual().start(() -> show(what, console, done));
        try {
            return work.call();
        } finally {
            done.countDown();
            end(bar);
        }
    }

    /** Whatever ended the work: an interrupt of it is left for the caller to see. */
    private static void end(Thread bar) {
        boolean interrupted = Thread.interrupted();
        try {
            bar.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void show(String what, Console console, CountDownLatch done) {
        try {
            if (done.await(1, TimeUnit.SECONDS)) {
                return;
            }
            try (ProgressBar bar = BarLine.bar(console, what).setInitialMax(-1).build()) {
                done.await();
                bar.stepTo(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
