package org.compatserver.referee;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool is asked: everything that its answer depends on.
 *
 * @param tool name and version
 * @param interpreter the target
 * @param dependencies whether what the packages require is to be installed, too
 * @param asOf only files uploaded before it count; null means now, with all files
 * @param today the day on which it is asked, UTC: an answer to "now" is good for a day
 * @param index where packages come from, as one text
 */
record Ask(
        String tool,
        Interpreter interpreter,
        boolean dependencies,
        List<String> requirements,
        @Nullable Instant asOf,
        LocalDate today,
        String index) {
    Ask {
        requirements = List.copyOf(requirements);
    }

    /** One line that is the same for the same question, in every run. */
    String key() {
        return String.join(
                " | ",
                tool,
                interpreter.python() + " " + interpreter.platform(),
                dependencies ? "all" : "alone",
                String.join(" ", requirements),
                asOf == null ? "now, " + today : asOf.toString(),
                "wheels",
                index);
    }
}
