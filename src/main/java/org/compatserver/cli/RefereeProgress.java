package org.compatserver.cli;

import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.compatserver.referee.Progress;
import org.jspecify.annotations.Nullable;

/** Shows how far the referee is: a bar on a terminal, elsewhere a line every half minute. */
final class RefereeProgress implements Progress {
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final Console console;
    private @Nullable ProgressBar bar;
    private int wanted;
    private int done;
    private int doneThen;
    private long said;

    RefereeProgress(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void say(String text) {
        console.err().println("compat: " + text);
    }

    @Override
    public synchronized void begin(int answers) {
        wanted = answers;
        said = System.nanoTime();
        if (console.terminal()) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Asking pip")
                    .setInitialMax(answers)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(500)
                    .clearDisplayOnFinish()
                    .setConsumer(new ConsoleProgressBarConsumer(console.err()))
                    .build();
        }
    }

    @Override
    public synchronized void step() {
        done++;
        ProgressBar shown = bar;
        long now = System.nanoTime();
        if (shown != null) {
            shown.stepTo(done);
        } else if (now - said > SILENCE.toNanos()) {
            // by the last while alone: what the journal knew came in no time
            double left = (now - said) / 1e9 / (done - doneThen) * (wanted - done);
            said = now;
            doneThen = done;
            say(String.format(Locale.ROOT, "%d of %d answers, about %.0f min left", done, wanted, left / 60));
        }
    }

    @Override
    public synchronized void end() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
    }
}
