package org.compatserver.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.compatserver.index.DefaultIndex;
import org.compatserver.process.ChildProcess;

/** Asks the installed pip which index it uses when nobody names one; once for each interpreter, the answer is kept. */
final class InstalledPip {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_HELP = 1 << 20;

    private InstalledPip() {}

    /**
     * The default index; empty without Python or pip.
     *
     * @param environment where PATH is looked up
     */
    static Supplier<Optional<String>> defaultIndex(Path cache, Map<String, String> environment, InstantSource clock) {
        return () -> interpreter(environment.getOrDefault("PATH", "")).flatMap(python -> {
            Path folder = cache.resolve("pip").resolve(Folders.key(python + " " + changed(python)));
            return DefaultIndex.kept(folder, () -> help(python), clock).get();
        });
    }

    private static Optional<Path> interpreter(String path) {
        for (String folder : path.split(java.io.File.pathSeparator, -1)) {
            for (String name : List.of("python3", "python", "python3.exe", "python.exe")) {
                Path file = Path.of(folder.isEmpty() ? "." : folder, name);
                if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                    return Optional.of(file.toAbsolutePath());
                }
            }
        }
        return Optional.empty();
    }

    private static String changed(Path python) {
        try {
            return Files.getLastModifiedTime(python).toString();
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Wide columns, so that no address is broken over lines. */
    private static Optional<String> help(Path python) {
        ChildProcess pip = new ChildProcess(
                List.of(python.toString(), "-m", "pip", "help", "install"),
                Map.of("COLUMNS", "400", "PIP_DISABLE_PIP_VERSION_CHECK", "1"),
                PATIENCE,
                MOST_HELP);
        try {
            return switch (pip.run()) {
                case ChildProcess.Result.Ended(int code, var output, var errors) ->
                    code == 0 ? Optional.of(output) : Optional.empty();
                case ChildProcess.Result.TimedOut out -> Optional.empty();
                case ChildProcess.Result.NotStarted not -> Optional.empty();
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
