package org.compatserver.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.compatserver.check.Fault;
import org.compatserver.round.Diff;
import org.compatserver.round.DiffWriter;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.round.Turning;
import org.compatserver.wire.Json;
import org.compatserver.wire.rounds.DiffReply;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compat diff}: what is otherwise in one round than in another, and which upload did it. */
@Command(
        name = "diff",
        description =
                "Compares two rounds: what regressed, was fixed, is still broken, is unknown, and which uploads did it.",
        footer = {
            "",
            "Example:",
            "  compat diff 11 12",
            "",
            "Exit code: 1 something regressed; else 2 something is unknown, or something failed; else 0."
        })
final class DiffCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "0..*", description = "The numbers of the earlier and the later round.")
    @Nullable
    List<Long> ids;

    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(names = "--json", description = "Print the differences as JSON, and what fails as problem details.")
    boolean json;

    private final CommandLineFace face;

    DiffCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        if (ids == null || ids.size() != 2) {
            throw new Usage("Name two rounds, for example: compat diff 11 12; compat rounds lists those there are");
        }
        try (Services services = face.open(index.settings(face.environment(), null, null))) {
            RoundStore store = services.rounds().store();
            Diff diff = Diff.of(round(store, ids.getFirst()), round(store, ids.getLast()));
            Map<Diff.Step, Turning.Found> turns = Waiting.on(
                    "Looking for uploads", face.console(), () -> turns(diff, new Turning(services.checks())));
            face.console()
                    .out()
                    .print(json ? Json.pretty(DiffReply.of(diff, turns)) + "\n" : DiffWriter.text(diff, turns));
            return exitCode(diff);
        } catch (RoundProblem problem) {
            return face.failed(json, new Fault(Fault.Kind.STORE, String.valueOf(problem.getMessage())));
        }
    }

    private static Round round(RoundStore store, long id) throws Usage {
        Round round = store.round(id);
        if (round == null) {
            throw new Usage("There is no round " + id + "; compat rounds lists those there are");
        }
        return round;
    }

    private static Map<Diff.Step, Turning.Found> turns(Diff diff, Turning turning) {
        Map<Diff.Step, Turning.Found> turns = new HashMap<>();
        for (Diff.Part part : List.of(diff.regressed(), diff.fixed())) {
            for (Diff.Step step : DiffWriter.shown(part)) {
                turns.put(step, turning.of(diff, part, step));
            }
        }
        return turns;
    }

    private static int exitCode(Diff diff) {
        boolean worse = !diff.regressed().steps().isEmpty()
                || diff.wholes().stream()
                        .anyMatch(step -> step.before() == Result.SUCCESS
                                        && (step.after() == Result.CHECK_WARNING
                                                || step.after() == Result.INSTALL_ERROR)
                                || step.before() == Result.CHECK_WARNING && step.after() == Result.INSTALL_ERROR);
        return worse ? 1 : diff.unknown().steps().isEmpty() ? 0 : 2;
    }
}
