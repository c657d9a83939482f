package org.compatserver.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command fails on: {@code --fail-on}. */
final class FailOn {
    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            description = "warning: exit with 1 when a package is held back (the default); error: with 0 then.")
    @Nullable
    String what;

    void check() throws Usage {
        if (what != null && !what.equals("error") && !what.equals("warning")) {
            throw new Usage("Invalid value '" + what + "' of --fail-on. Must be error or warning");
        }
    }

    /** Whether a package that is held back is no failure. */
    boolean errorsOnly() {
        return "error".equals(what);
    }
}
