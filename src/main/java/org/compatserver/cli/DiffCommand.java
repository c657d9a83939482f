package org.compatserver.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.compatserver.check.Fault;
import org.compatserver.round.Diff;
import org.compatserver.round.DiffWriter;
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
    /** For finding uploads. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

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
                    "Looking for uploads", face.console(), () -> new Turning(services.checks()).of(diff, PATIENCE));
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

    private static int exitCode(Diff diff) {
        return diff.isWorse(false) ? 1 : diff.unknown().steps().isEmpty() ? 0 : 2;
    }
}
