package org.compatserver.referee;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.process.ChildProcess;

/** Finds CPythons on this machine, a Linux with glibc: pyenv's first ({@code PYENV_ROOT}, else {@code ~/.pyenv}), newest patch first, then {@code pythonX.Y} on PATH. */
final class Interpreters {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_OUTPUT = 1 << 16;
    /** The C library tells its version as it does to pip (confstr); Python 2 knows the question by its number only. */
    private static final String WHO = "import os, platform, sys; print(platform.python_implementation());"
            + " print('.'.join(str(n) for n in sys.version_info[:3]));"
            + " print(os.confstr(os.confstr_names.get('CS_GNU_LIBC_VERSION', 2))); print(platform.machine())";

    private final Map<String, String> environment;

    /** @param environment of the children; PATH and pyenv's root are looked up in it */
    Interpreters(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The first that can be started and is of that version: an exact one, or any patch of a minor version. */
    Optional<Interpreter> find(PythonVersion wanted, boolean exact) throws InterruptedException {
        for (Path executable : candidates(wanted.minorVersion())) {
            Optional<Interpreter> found = ask(executable);
            if (found.filter(one -> exact
                            ? one.python().equals(wanted)
                            : one.python().minorVersion().equals(wanted.minorVersion()))
                    .isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<Path> candidates(String minor) {
        List<Path> candidates = new ArrayList<>(ofPyenv(minor));
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isEmpty()) {
                candidates.add(Path.of(folder, "python" + minor));
            }
        }
        return candidates.stream().filter(Files::isExecutable).toList();
    }

    private List<Path> ofPyenv(String minor) {
        String root = environment.getOrDefault("PYENV_ROOT", "");
        Path versions = root.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", "."), ".pyenv", "versions")
                : Path.of(root, "versions");
        try (Stream<Path> folders = Files.list(versions)) {
            return folders.filter(folder -> folder.getFileName().toString().matches("\\Q" + minor + "\\E\\.[0-9]+"))
                    .sorted((a, b) -> Integer.compare(patch(b), patch(a)))
                    .map(folder -> folder.resolve("bin").resolve("python"))
                    .toList();
        } catch (IOException e) {
            // no pyenv
            return List.of();
        }
    }

    private static int patch(Path folder) {
        String name = folder.getFileName().toString();
        return Integer.parseInt(name.substring(name.lastIndexOf('.') + 1));
    }

    private Optional<Interpreter> ask(Path executable) throws InterruptedException {
        ChildProcess process =
                ChildProcess.alone(List.of(executable.toString(), "-c", WHO), environment, PATIENCE, MOST_OUTPUT);
        return process.run() instanceof ChildProcess.Result.Ended(int code, var output, var errors) && code == 0
                ? read(executable, output)
                : Optional.empty();
    }

    /** Its answer: implementation, version, C library with its version, machine, a line each. */
    static Optional<Interpreter> read(Path executable, String output) {
        String[] lines = output.strip().split("\\R", -1);
        if (lines.length != 4 || !lines[0].equals("CPython") || !lines[2].startsWith("glibc ")) {
            return Optional.empty();
        }
        String tag = "manylinux_" + lines[2].substring("glibc ".length()).replace('.', '_') + "_" + lines[3];
        return PythonVersion.parse(lines[1], 0) instanceof Parsed.Ok<PythonVersion>(var python)
                        && Platform.parse(tag) instanceof Parsed.Ok<Platform>(var platform)
                ? Optional.of(new Interpreter(executable, python, platform))
                : Optional.empty();
    }
}
