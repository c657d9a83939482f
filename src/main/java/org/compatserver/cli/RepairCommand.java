package org.compatserver.cli;

import java.util.concurrent.Callable;
import org.compatserver.check.Outcome;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Repairs.Order;
import org.compatserver.wire.Asked;
import org.compatserver.wire.Json;
import org.compatserver.wire.Problem;
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
        try (Services services = face.open(index.settings(face.environment(), null, null))) {
            return switch (services.reader().read(question.texts(face.environment()))) {
                case Asked.Refused refused -> face.failed(json, Problem.of(refused));
                case Asked.Read(var asked) -> report(ask(services, asked), order);
            };
        }
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

    private Outcome<Repairs> ask(Services services, Question asked) throws Exception {
        return Waiting.on(
                "Looking for repairs", face.console(), () -> services.checks().repairs(asked));
    }

    private int report(Outcome<Repairs> outcome, Order order) {
        return switch (outcome) {
            case Outcome.Failed<Repairs>(var fault) ->
                face.failed(json, new Problem(fault.kind().title(), fault.kind().status(), fault.message()));
            case Outcome.Answered<Repairs>(var found) -> {
                Repairs repairs = found.by(order);
                face.console()
                        .out()
                        .print(json ? Json.pretty(RepairsReply.of(repairs)) + "\n" : RepairText.of(repairs));
                face.console().out().flush();
                yield exitCode(repairs);
            }
        };
    }

    private static int exitCode(Repairs repairs) {
        return repairs.isNeedless() ? 0 : repairs.isEmpty() ? 2 : 1;
    }
}
