package org.compatserver.referee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.compatserver.process.ChildProcess;
import org.compatserver.process.ChildProcess.Result;

/** Gets the releases of pip that referee, each once, by the pip that an interpreter has, into a folder that PYTHONPATH can name. */
final class PipInstaller {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int MOST_OUTPUT = 1 << 16;

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * @param folder where they are kept, a folder each
     * @param environment of the children, with the index
     */
    PipInstaller(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /**
     * The folder with that release.
     *
     * @throws RefereeProblem if it cannot be had
     */
    Path get(Interpreter interpreter, PipRelease release) throws RefereeProblem, IOException, InterruptedException {
        Path there = folder.resolve("pip-" + release.version());
        if (Files.isDirectory(there)) {
            return there;
        }
        Files.createDirectories(folder);
        Path beside = Files.createTempDirectory(folder, ".part-");
        ChildProcess process = ChildProcess.alone(
                List.of(
                        interpreter.executable().toString(),
                        "-m",
                        "pip",
                        "install",
                        "--quiet",
                        "--disable-pip-version-check",
                        "--no-deps",
                        "--only-binary",
                        ":all:",
                        "--target",
                        beside.toString(),
                        "pip==" + release.version()),
                environment,
                PATIENCE,
                MOST_OUTPUT);
        Result result = process.run();
        if (!(result instanceof Result.Ended(int code, var output, var errors) && code == 0)) {
            Pip.delete(beside);
            throw new RefereeProblem(
                    "pip " + release.version() + " cannot be had with the pip of " + interpreter + ": " + said(result));
        }
        if (!Files.isDirectory(there)) {
            Files.move(beside, there);
        }
        return there;
    }

    private static String said(Result result) {
        return switch (result) {
            case Result.Ended(int code, var output, var errors) -> errors.strip();
            case Result.TimedOut out -> "it took longer than " + PATIENCE.toMinutes() + " min";
            case Result.NotStarted(var problem) -> problem;
        };
    }
}
