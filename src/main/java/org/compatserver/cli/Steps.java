package org.compatserver.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** Shows how much of a known amount is done: a bar with the time left on a terminal, elsewhere a line every half minute. Safe for many threads. */
final class Steps {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Console console;
    private final String task;
    private final String unit;
    private @Nullable ProgressBar bar;
    private long doneThen;
    private long said = System.nanoTime();

    /**
     * Nothing is shown yet.
     *
     * @param task what is done, for the bar
     * @param unit what is counted, for the lines
     */
    Steps(Console console, String task, String unit) {
        this.console = console;
        this.task = task;
        this.unit = unit;
    }

    synchronized void at(long done, long all) {
        long now = System.nanoTime();
        if (console.terminal()) {
            ProgressBar shown = bar == null ? open(all) : bar;
            shown.stepTo(done);
            bar = shown;
        } else if (now - said > SILENCE.toNanos()) {
            // by the last while alone: what was known before came in no time
            double left = (now - said) / 1e9 / Math.max(1, done - doneThen) * (all - done);
            said = now;
            doneThen = done;
            console.err()
                    .println(String.format(
                            Locale.ROOT, "compat: %,d of %,d %s, about %s left", done, all, unit, time(left)));
        }
    }

    private static String time(double seconds) {
        return seconds < 90
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    private ProgressBar open(long all) {
        return BarLine.bar(console, task).setInitialMax(all).build();
    }

    synchronized void end() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
    }
}
