package org.compatserver.cli;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.round.RoundListener;
import org.compatserver.wire.rounds.Shown;

/** Shows how a round goes on. */
final class Watching implements RoundListener, AutoCloseable {
    private final Console console;
    private final Steps steps;
    private final List<String> notices = new ArrayList<>();

    Watching(Console console) {
        this.console = console;
        this.steps = new Steps(console, "Checking", "checks");
    }

    @Override
    public void progress(long done, long all) {
        steps.at(done, all);
    }

    @Override
    public void resumed(long checks) {
        notices.add(Shown.resumed(checks));
    }

    @Override
    public void unsaved(String why) {
        console.err().println("compat: " + why);
    }

    /** What there is to know of how it went, a sentence each, said on the screen. When the round has ended. */
    List<String> notices() {
        steps.end();
        notices.forEach(notice -> console.err().println("compat: " + notice));
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        steps.end();
    }
}
