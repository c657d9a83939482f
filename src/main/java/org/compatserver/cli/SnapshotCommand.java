package org.compatserver.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.compatserver.verdict.Question;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compat snapshot create}: records what an index answers to some questions, to answer from the record later. */
@Command(
        name = "create",
        description = "Records what the index answers to some questions, as a file for --snapshot.",
        footer = {
            "",
            "QUESTIONS is a text file, one question a line, written as for check:",
            "  six Django --python 3",
            "  'apache-beam[gcp]' --as-of 2026-11-20",
            "Empty lines and lines that begin with # do not count."
        })
final class SnapshotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "QUESTIONS", description = "The file of questions.")
    @Nullable
    Path questions;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "The snapshot to write.")
    @Nullable
    Path output;

    @Mixin
    IndexOptions index = new IndexOptions();

    private final CommandLineFace face;

    SnapshotCommand(CommandLineFace face) {
        this.face = face;
    }

    /** The command above it. */
    @Command(name = "snapshot", description = "Records an index, to answer from the record later.")
    static final class Group implements Callable<Integer> {
        @Spec
        @Nullable
        CommandSpec spec;

        @Override
        public Integer call() {
            if (spec != null) {
                spec.commandLine().usage(spec.commandLine().getErr());
            }
            return 2;
        }
    }

    @Override
    public Integer call() throws Exception {
        if (questions == null || output == null) {
            throw new Usage("A file of questions and -o FILE are needed");
        }
        Path file = output;
        checkWritable(file);
        try (Services services = face.open(index.settings(face.environment(), null, null))) {
            List<Question> asked = read(questions, services.reader());
            var recorded = Waiting.on("Recording", face.console(), () -> services.record(asked, file));
            if (!recorded.failures().isEmpty()) {
                recorded.failures().forEach(failure -> face.console().err().println("compat: " + failure));
                face.console().err().println("compat: " + file + " is not written: not every question was answered");
                return 2;
            }
            face.console()
                    .err()
                    .println(file + ": " + recorded.projects() + " projects, " + (recorded.bytes() + 1023) / 1024
                            + " KB");
            return 0;
        }
    }

    /** Recording takes a while; what cannot be written is said before. */
    private static void checkWritable(Path file) throws Usage {
        if (Files.isDirectory(file)) {
            throw new Usage(file + " is a folder; name a file with -o");
        }
        Path folder = file.toAbsolutePath().getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new Usage(file + " cannot be written: " + folder + " is no folder that this user may write to");
        }
    }

    private List<Question> read(Path file, QuestionReader reader) throws Usage {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new Usage("There is no file of questions " + file);
        } catch (IOException e) {
            throw new Usage("The file of questions cannot be read: " + e);
        }
        List<Question> asked = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                asked.add(question(line, file + ", line " + (i + 1), reader));
            }
        }
        if (asked.isEmpty()) {
            throw new Usage("The file " + file + " holds no question");
        }
        return asked;
    }

    private Question question(String line, String where, QuestionReader reader) throws Usage {
        QuestionLine words = new QuestionLine();
        try {
            new CommandLine(words).parseArgs(ShellWords.split(line).toArray(new String[0]));
        } catch (CommandLine.ParameterException | Usage e) {
            throw new Usage(where + ": " + e.getMessage());
        }
        return switch (reader.read(words.question.texts(face.environment()))) {
            case Asked.Read(var question) -> question;
            case Asked.Refused(var reason, var message) -> throw new Usage(where + ": " + message);
        };
    }

    /** What may stand on a line. */
    @Command
    static final class QuestionLine {
        @Mixin
        QuestionOptions question = new QuestionOptions();
    }
}
