package org.compatserver.referee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.compatserver.process.ChildProcess;
import org.compatserver.process.ChildProcess.Result;

/** uv, asked what it would install of wheels alone on an interpreter ({@code uv pip compile}). */
final class Uv {
    private static final int MOST_OUTPUT = 1 << 20;

    private final Path executable;
    private final String version;
    private final Map<String, String> environment;
    private final Duration patience;

    private Uv(Path executable, String version, Map<String, String> environment, Duration patience) {
        this.executable = executable;
        this.version = version;
        this.environment = environment;
        this.patience = patience;
    }

    /** The uv at this path; empty when there is none that can be started. */
    static Optional<Uv> at(Path executable, Map<String, String> environment, Duration patience)
            throws InterruptedException {
        Result result = ChildProcess.alone(
                        List.of(executable.toString(), "--version"), environment, patience, MOST_OUTPUT)
                .run();
        return result instanceof Result.Ended(int code, var output, var errors) && code == 0 && output.startsWith("uv ")
                ? Optional.of(new Uv(executable, output.strip().split(" ")[1], environment, patience))
                : Optional.empty();
    }

    String name() {
        return "uv " + version;
    }

    /** Whether it knows that Python at all. */
    static boolean supports(Interpreter interpreter) {
        return interpreter.python().major() == 3 && interpreter.python().minor() >= 8;
    }

    Answer ask(Ask ask) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("compat-referee");
            try {
                Path wanted = Files.write(folder.resolve("requirements.in"), ask.requirements());
                return read(ChildProcess.alone(command(ask, wanted), environment, patience, MOST_OUTPUT)
                        .run());
            } finally {
                Pip.delete(folder);
            }
        } catch (IOException e) {
            return new Answer.Broken("A folder for uv's question cannot be used: " + e);
        }
    }

    private List<String> command(Ask ask, Path wanted) {
        List<String> command = new ArrayList<>(List.of(executable.toString(), "pip", "compile", wanted.toString()));
        command.addAll(List.of("--no-config", "--no-header", "--no-annotate", "--no-progress", "--color", "never"));
        command.addAll(List.of("--python", ask.interpreter().executable().toString(), "--no-python-downloads"));
        command.addAll(List.of("--only-binary", ":all:", "--index-strategy", "unsafe-best-match"));
        if (ask.asOf() != null) {
            command.addAll(List.of("--exclude-newer", ask.asOf().toString()));
        }
        return command;
    }

    private Answer read(Result result) {
        return switch (result) {
            case Result.NotStarted(var problem) -> new Answer.Broken("uv cannot be started: " + problem);
            case Result.TimedOut out ->
                new Answer.Broken("uv took longer than " + patience.toSeconds() + " s (--patience)");
            case Result.Ended(int code, var output, var errors) -> UvOutput.read(code, output, errors);
        };
    }
}
