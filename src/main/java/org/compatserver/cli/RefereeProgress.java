package org.compatserver.cli;

import org.compatserver.referee.Progress;

/** Shows how far the referee is. */
final class RefereeProgress implements Progress {
    private final Console console;
    private final Steps steps;
    private int wanted;
    private int done;

    RefereeProgress(Console console) {
        this.console = console;
        this.steps = new Steps(console, "Asking pip", "answers");
    }

    @Override
    public synchronized void say(String text) {
        console.err().println("compat: " + text);
    }

    @Override
    public synchronized void begin(int answers) {
        wanted = answers;
    }

    @Override
    public synchronized void step() {
        steps.at(++done, wanted);
    }

    @Override
    public synchronized void end() {
        steps.end();
    }
}
