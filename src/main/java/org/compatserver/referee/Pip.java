package org.compatserver.referee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.compatserver.process.ChildProcess;
import org.compatserver.process.ChildProcess.Result;

/**
 * The real pip under one interpreter, asked what it would install of wheels alone. A pip that cannot report without installing downloads instead, into a
 * folder that is dropped. What it calls impossible it is asked a second time, with a log, since a page that it could not fetch is to pip a project without
 * files: only if every page was had, or is known not to exist, is that an answer.
 */
final class Pip {
    private static final int MOST_OUTPUT = 1 << 20;

    private final Interpreter interpreter;
    private final PipRelease release;
    private final Map<String, String> environment;
    private final Duration patience;

    /**
     * @param folder where this release of pip is, for PYTHONPATH
     * @param environment of the children, with the index
     * @param patience how long one answer may take
     */
    Pip(Interpreter interpreter, PipRelease release, Path folder, Map<String, String> environment, Duration patience) {
        this.interpreter = interpreter;
        this.release = release;
        this.environment = new HashMap<>(environment);
        this.environment.put("PYTHONPATH", folder.toString());
        this.patience = patience;
    }

    String name() {
        return "pip " + release.version();
    }

    PipRelease release() {
        return release;
    }

    Answer ask(Ask ask) throws InterruptedException {
        Answer first = once(ask, false);
        return first instanceof Answer.Impossible ? once(ask, true) : first;
    }

    private Answer once(Ask ask, boolean logged) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("compat-referee");
            try {
                Path log = folder.resolve("log.txt");
                Answer answer = read(run(ask, folder, logged ? log : null), folder);
                return logged && answer instanceof Answer.Impossible ? trusted(answer, log) : answer;
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            return new Answer.Broken("A folder for pip's answer cannot be used: " + e);
        }
    }

    private Result run(Ask ask, Path folder, @org.jspecify.annotations.Nullable Path log) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(interpreter.executable().toString(), "-m", "pip"));
        if (release.reports()) {
            command.addAll(List.of("install", "--dry-run", "--ignore-installed"));
            command.addAll(List.of("--report", folder.resolve("report.json").toString()));
        } else {
            command.addAll(List.of("download", "--dest", folder.resolve("files").toString()));
            if (interpreter.python().major() == 2) {
                // there the old resolver, which never takes a choice back, is still the usual one
                command.add("--use-feature=2020-resolver");
            }
        }
        command.addAll(List.of("--quiet", "--no-input", "--no-color", "--disable-pip-version-check"));
        command.addAll(List.of("--progress-bar", "off", "--only-binary", ":all:"));
        if (ask.asOf() != null) {
            command.addAll(List.of("--uploaded-prior-to", ask.asOf().toString()));
        }
        if (!ask.dependencies()) {
            command.add("--no-deps");
        }
        if (log != null) {
            command.addAll(List.of("--log", log.toString()));
        }
        command.addAll(ask.requirements());
        return ChildProcess.alone(command, environment, patience, MOST_OUTPUT).run();
    }

    private Answer read(Result result, Path folder) throws IOException {
        return switch (result) {
            case Result.NotStarted(var problem) -> new Answer.Broken("pip cannot be started: " + problem);
            case Result.TimedOut out ->
                new Answer.Broken("pip took longer than " + patience.toSeconds() + " s (--patience)");
            case Result.Ended(int code, var output, var errors) -> {
                if (code != 0) {
                    yield PipOutput.failed(code, errors);
                }
                if (PipOutput.trouble(errors).isPresent()) {
                    yield new Answer.Broken(PipOutput.trouble(errors).get());
                }
                yield release.reports()
                        ? PipOutput.report(Files.readString(folder.resolve("report.json")))
                        : PipOutput.downloaded(names(folder.resolve("files")));
            }
        };
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Answer trusted(Answer answer, Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(PipOutput::isPageLost)
                    .findFirst()
                    .<Answer>map(line -> new Answer.Broken("A page could not be had: " + line.strip()))
                    .orElse(answer);
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
