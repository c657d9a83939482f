package org.compatserver.cli;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what a server's log tells, and how. The log's configuration reads them as properties of the process. */
final class LogOptions {
    private static final Map<String, String> LEVELS = Map.of("all", "INFO", "faults", "WARN", "none", "ERROR");

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "text (left out), or json: one object a line. The log goes to the standard error output.")
    @Nullable
    String format;

    @Option(
            names = "--log-requests",
            paramLabel = "WHICH",
            description = "Of which requests a line is written: all (left out), faults (5xx), or none.")
    @Nullable
    String requests;

    @Option(names = "--log-queries", description = "Write what was asked, too.")
    boolean queries;

    @Option(names = "--log-addresses", description = "Write clients' addresses, too.")
    boolean addresses;

    /** Sets the log up, before anything is logged. Whether what is said beside it is in its form. */
    boolean begin() throws Usage {
        String form = format == null ? "text" : format.toLowerCase(Locale.ROOT);
        if (!form.equals("text") && !form.equals("json")) {
            throw new Usage("Invalid value '" + format + "' of --log-format. Must be text or json");
        }
        String level = LEVELS.get(requests == null ? "all" : requests.toLowerCase(Locale.ROOT));
        if (level == null) {
            throw new Usage("Invalid value '" + requests + "' of --log-requests. Must be all, faults or none");
        }
        System.setProperty(
                "compat.log.lines", "org.compatserver.wiring." + (form.equals("json") ? "JsonLines" : "TextLines"));
        System.setProperty("compat.log.requests", level);
        return form.equals("text");
    }
}
