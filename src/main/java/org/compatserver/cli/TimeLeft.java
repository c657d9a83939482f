package org.compatserver.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import me.tongfei.progressbar.ProgressState;

/** The time left by the rate of the last seconds, as the last checks are slower than the first; nothing where it would be none, as work still goes on. */
final class TimeLeft implements Function<ProgressState, Optional<Duration>> {
    private static final Duration STEP = Duration.ofSeconds(5);

    private long then = System.nanoTime();
    private long doneThen;
    private long middle = then;
    private long doneMiddle;

    @Override
    public synchronized Optional<Duration> apply(ProgressState state) {
        return left(System.nanoTime(), state.getCurrent(), state.getMax());
    }

    /** At a moment in nanoseconds. */
    Optional<Duration> left(long now, long done, long all) {
        if (now - middle > STEP.toNanos()) {
            then = middle;
            doneThen = doneMiddle;
            middle = now;
            doneMiddle = done;
        }
        if (done <= doneThen) {
            return Optional.empty();
        }
        double left = (double) (now - then) / (done - doneThen) * (all - done);
        Duration rounded = Duration.ofSeconds(Math.round(left / 1e9));
        return rounded.isZero() ? Optional.empty() : Optional.of(rounded);
    }
}
