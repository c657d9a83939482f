package org.compatserver.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A virtual environment with Python's {@code packaging} and {@code pip}, both pinned by hash, in the folder {@code .referee} of the project. It is made once and kept:
 * {@code mvn clean} leaves it alone, and later runs need no index.
 */
public final class PythonEnvironment {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> NAMES =
            List.of("python3", "python", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10");

    private final Path python;

    private PythonEnvironment(Path python) {
        this.python = python;
    }

    /** The environment, made if need be; without index and environment the test fails and says so. */
    public static PythonEnvironment find() {
        try {
            Path home = Files.createDirectories(projectRoot().resolve(".referee"));
            try (FileChannel lock = FileChannel.open(
                            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = lock.lock()) {
                Objects.requireNonNull(held);
                return new PythonEnvironment(make(home));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The referee's environment cannot be made", e);
        }
    }

    /** The command that runs a script among the test resources. */
    public List<String> command(String script, String... arguments) {
        return Stream.concat(Stream.of(python.toString(), "-B", resource(script).toString()), Stream.of(arguments))
                .toList();
    }

    private static Path make(Path home) throws IOException {
        Path requirements = resource("/referee/requirements.txt");
        String wanted = Files.readString(requirements);
        Path environment = home.resolve("python");
        Path made = environment.resolve("made-from.txt");
        Path python = environment.resolve(
                System.getProperty("os.name").startsWith("Windows") ? "Scripts/python.exe" : "bin/python");
        if (Files.exists(made) && Files.readString(made).equals(wanted) && answers(python)) {
            return python;
        }
        run(List.of(findPython().toString(), "-m", "venv", "--clear", environment.toString()));
        run(List.of(
                python.toString(),
                "-m",
                "pip",
                "--disable-pip-version-check",
                "install",
                "--quiet",
                "--no-deps",
                "--only-binary=:all:",
                "--require-hashes",
                "-r",
                requirements.toString()));
        Files.writeString(made, wanted);
        return python;
    }

    private static Path findPython() {
        return Stream.concat(onPath(), ofPyenv())
                .filter(Files::isExecutable)
                .filter(PythonEnvironment::answers)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                "The tests compare with Python's packaging and pip: install a CPython 3.10 or later, as python3 on PATH or with pyenv"));
    }

    private static Stream<Path> onPath() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(java.io.File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, name)));
    }

    private static Stream<Path> ofPyenv() {
        String root =
                Objects.requireNonNullElse(System.getenv("PYENV_ROOT"), System.getProperty("user.home") + "/.pyenv");
        Path versions = Path.of(root, "versions");
        if (!Files.isDirectory(versions)) {
            return Stream.empty();
        }
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.sorted().map(folder -> folder.resolve("bin/python3")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is a Python that both run on. */
    private static boolean answers(Path python) {
        try {
            Process process = new ProcessBuilder(
                            python.toString(),
                            "-c",
                            "import sys; sys.exit(sys.version_info < (3, 10) or sys.implementation.name != 'cpython')")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return wait(process) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(List<String> command) throws IOException {
        Path log = Files.createTempFile("referee", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = wait(process);
        String output = Files.readString(log);
        Files.delete(log);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError(
                    "The tests compare with Python's packaging and pip. Their environment is made once, in .referee, and that needs"
                            + " a package index that pip can reach. This failed: " + String.join(" ", command) + "\n"
                            + output);
        }
    }

    private static boolean wait(Process process) {
        try {
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return ended;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("pom.xml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no pom.xml above the working folder");
        }
        return folder;
    }

    private static Path resource(String name) {
        URL address = Objects.requireNonNull(PythonEnvironment.class.getResource(name), name);
        try {
            return Path.of(address.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
