package org.compatserver.cli;

import org.compatserver.round.RoundListener;

/** Shows how a round goes on. */
final class Watching implements RoundListener, AutoCloseable {
    private final Console console;
    private final Steps steps;

    Watching(Console console) {
        this.console = console;
        this.steps = new Steps(console, "Checking", "checks");
    }

    @Override
    public void progress(long done, long all) {
        steps.at(done, all);
    }

    @Override
    public void unsaved(String why) {
        console.err().println("compat: " + why);
    }

    @Override
    public void close() {
        steps.end();
    }
}
