package org.compatserver.cli;

import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * The line of a terminal that a progress bar is drawn on. The library's own one takes over the terminal and with it Ctrl-C, which would end the process before
 * it could say how to go on.
 */
final class BarLine implements ProgressBarConsumer {
    private static final int USUAL_WIDTH = 80;
    private static final int NARROWEST = 20;

    private final Console console;
    private final int width = Math.max(NARROWEST, Integer.getInteger("compat.columns", USUAL_WIDTH) - 1);

    private BarLine(Console console) {
        this.console = console;
    }

    /** A bar that is removed when it is done. */
    static ProgressBarBuilder bar(Console console, String task) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .setEtaFunction(new TimeLeft())
                .clearDisplayOnFinish()
                .setConsumer(new BarLine(console));
    }

    @Override
    public int getMaxRenderedLength() {
        return width;
    }

    @Override
    public void accept(String line) {
        console.err().print("\r" + line.substring(0, Math.min(line.length(), width)));
        console.err().flush();
    }

    @Override
    public void clear() {
        accept(" ".repeat(width));
        accept("");
    }

    @Override
    public void close() {}
}
