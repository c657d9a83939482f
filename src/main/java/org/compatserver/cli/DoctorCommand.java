package org.compatserver.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.compatserver.wire.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compat doctor}: what the program finds on this machine, and what to do about it. */
@Command(
        name = "doctor",
        description = {
            "Says what the program finds on this machine, and what to do about what is wrong.",
            "Java, the index and where its address comes from, folders, the shipped snapshot, interpreters, the port."
        },
        footer = {"", "Exit code: 0 nothing is wrong (there may be warnings); 2 something is."})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(names = "--port", paramLabel = "PORT", description = "The port that a server is to have; left out, 8888.")
    @Nullable
    Integer port;

    @Option(names = "--json", description = "Print it as JSON.")
    boolean json;

    private final CommandLineFace face;

    DoctorCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Usage {
        List<Finding> findings =
                face.examine(index.settings(face.environment(), null, null), port == null ? 8888 : port);
        PrintStream out = face.console().out();
        if (json) {
            out.println(Json.pretty(findings));
        } else {
            findings.forEach(finding -> print(out, finding));
        }
        return findings.stream().anyMatch(finding -> finding.state() == Finding.State.PROBLEM) ? 2 : 0;
    }

    private static void print(PrintStream out, Finding finding) {
        String state = finding.state().name().toLowerCase(Locale.ROOT);
        out.println(String.format(Locale.ROOT, "%-8s %-16s %s", state, finding.what(), finding.found()));
        if (finding.advice() != null) {
            out.println(" ".repeat(26) + finding.advice());
        }
    }
}
