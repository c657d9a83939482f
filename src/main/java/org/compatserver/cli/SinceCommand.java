package org.compatserver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.compatserver.check.CheckService;
import org.compatserver.verdict.Since;
import org.compatserver.wire.Beginning;
import org.compatserver.wire.DatedReply;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compat since}: which upload it was after which packages no longer fitted. */
@Command(
        name = "since",
        description = "Says since when packages do not fit at their newest, and which upload it was.",
        footer = {
            "",
            "Examples:",
            "  compat since google-api-core google-cloud-iot",
            "  compat since aiobotocore boto3 --python 3.12 --as-of 2026-11-20 --json",
            "",
            "Exit code: 0 they fit now; 1 they do not, and it is said since when, or that they never did;",
            "2 it could not be found out, something failed, or the command was wrong."
        })
final class SinceCommand implements Callable<Integer> {
    private static final String INDENT = "  ";

    @Mixin
    QuestionOptions question = new QuestionOptions();

    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(names = "--json", description = "Print the reply as JSON, and what fails as problem details.")
    boolean json;

    private final CommandLineFace face;

    SinceCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        if (question.packages == null || question.packages.isEmpty()) {
            throw new Usage("Name at least one package, for example: compat since aiobotocore boto3");
        }
        return new Answering<>(
                        "Looking back",
                        CheckService::since,
                        DatedReply::of,
                        dated -> text(DatedReply.of(dated)),
                        dated -> exitCode(dated.since()))
                .run(face, index, json, () -> question.texts(face.environment()));
    }

    private static int exitCode(Since since) {
        return switch (since) {
            case Since.Fits _ -> 0;
            case Since.Upload _, Since.NeverFitted _ -> 1;
            case Since.NotKnown _ -> 2;
        };
    }

    private String text(DatedReply reply) {
        Beginning since = reply.since();
        List<String> lines = new ArrayList<>();
        lines.add(since.kind().toUpperCase(Locale.ROOT) + "  " + String.join(", ", reply.packages()) + "   ("
                + HumanText.where(reply) + ")");
        lines.add(INDENT + since.text());
        Beginning.Release release = since.release();
        if (release != null) {
            release.files().forEach(file -> lines.add(INDENT + "file: " + file));
        }
        show("before", since.before(), lines);
        show("after", since.after(), lines);
        if (since.before() == null && !since.kind().equals("fits")) {
            lines.add(INDENT + "why: " + command(question.words()));
        }
        reply.notices().forEach(notice -> lines.add(INDENT + "note: " + notice));
        return String.join("\n", lines) + "\n";
    }

    private void show(String when, Beginning.@Nullable Answer answer, List<String> lines) {
        if (answer != null) {
            lines.add(INDENT + when + ": " + answer.result() + ", " + answer.text());
            lines.add(INDENT + INDENT + command(question.asOf(answer.asOf())));
        }
    }

    /** What shows the answer. */
    private static String command(List<String> words) {
        return ShellWords.join(
                Stream.concat(Stream.of("compat", "check"), words.stream()).toList());
    }
}
