package org.compatserver.cli;

import java.util.concurrent.Callable;
import org.compatserver.check.CheckService;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Repairs.Order;
import org.compatserver.wire.RepairsReply;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compat repair}: what to change so that packages fit together. */
@Command(
        name = "repair",
        description = {
            "Says what to change so that packages can be installed together.",
            "That is: the fewest changes to what you ask for, or what to hold back, and what others would",
            "have to release. Each is found by solving, from metadata only."
        },
        footer = {
            "",
            "Examples:",
            "  compat repair 'django<4' djangorestframework==3.18.3",
            "  compat repair google-api-core google-cloud-iot --by=lag",
            "",
            "Exit code: 0 they fit as they are, each at its newest; 1 something to change was found;",
            "2 nothing was found, it is not known, something failed, or the command was wrong."
        })
final class RepairCommand implements Callable<Integer> {
    @Mixin
    QuestionOptions question = new QuestionOptions();

    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "edits: fewest changes first (the default); lag: first what is least behind.")
    @Nullable
    String by;

    @Option(names = "--json", description = "Print the reply as JSON, and what fails as problem details.")
    boolean json;

    private final CommandLineFace face;

    RepairCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        if (question.packages == null || question.packages.isEmpty()) {
            throw new Usage("Name at least one package, for example: compat repair google-api-core google-cloud-iot");
        }
        Order order = order();
        return new Answering<Repairs>(
                        "Looking for repairs",
                        CheckService::repairs,
                        repairs -> RepairsReply.of(repairs.by(order)),
                        repairs -> RepairText.of(repairs.by(order)),
                        RepairCommand::exitCode)
                .run(face, index, json, () -> question.texts(face.environment()));
    }

    private Order order() throws Usage {
        if (by == null || by.equals("edits")) {
            return Order.EDITS;
        }
        if (by.equals("lag")) {
            return Order.LAG;
        }
        throw new Usage("Invalid value '" + by + "' of --by. Must be edits or lag");
    }

    private static int exitCode(Repairs repairs) {
        return repairs.isNeedless() ? 0 : repairs.isEmpty() ? 2 : 1;
    }
}
