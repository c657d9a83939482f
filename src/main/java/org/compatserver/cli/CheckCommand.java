package org.compatserver.cli;

import java.util.concurrent.Callable;
import org.compatserver.check.CheckService;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.QuestionTexts;
import org.compatserver.wire.Replies;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compat check}: one question, one answer. */
@Command(
        name = "check",
        description = "Says whether packages can be installed together.",
        footer = {
            "",
            "Examples:",
            "  compat check six Django",
            "  compat check 'apache-beam[gcp]' tensorflow --python 3.12",
            "  compat check google-api-core google-cloud-iot --as-of 2026-11-20 --json",
            "",
            "Exit code: 0 they fit (SUCCESS); 1 one is held back (CHECK_WARNING), or they do not fit (INSTALL_ERROR);",
            "2 it is not known (UNKNOWN), something failed, or the command was wrong."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    QuestionOptions question = new QuestionOptions();

    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(names = "--json", description = "Print the reply as JSON, and what fails as problem details.")
    boolean json;

    @Mixin
    FailOn failOn = new FailOn();

    @Option(names = "--since", description = "Say since when they do not fit, and which upload it was.")
    boolean since;

    private final CommandLineFace face;

    CheckCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        if (question.packages == null || question.packages.isEmpty()) {
            throw new Usage("Name at least one package, for example: compat check six Django");
        }
        failOn.check();
        return new Answering<>(
                        "Checking",
                        CheckService::check,
                        Replies::of,
                        verdict -> HumanText.of(Replies.of(verdict)),
                        this::exitCode)
                .run(face, index, json, this::texts);
    }

    private QuestionTexts texts() throws Usage {
        QuestionTexts texts = question.texts(face.environment());
        return since ? texts.withSince() : texts;
    }

    private int exitCode(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _ -> 0;
            case Verdict.CheckWarning _ -> failOn.errorsOnly() ? 0 : 1;
            case Verdict.InstallError _ -> 1;
            case Verdict.Unknown _ -> 2;
        };
    }
}
