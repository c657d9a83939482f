package org.compatserver.cli;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.compatserver.check.Fault;
import org.compatserver.round.Expectation;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore;
import org.compatserver.round.RoundStore.Header;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.wire.Json;
import org.compatserver.wire.portfolio.Reading;
import org.compatserver.wire.rounds.RoundEntry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compat rounds}: what is kept of rounds. */
@Command(
        name = "rounds",
        description = "Lists the rounds that are kept; with a number, shows one again.",
        footer = {
            "",
            "Examples:",
            "  compat rounds",
            "  compat rounds 12 --svg round.svg",
            "",
            "Exit code: of a list 0; of one round as that of compat round."
        })
final class RoundsCommand implements Callable<Integer> {
    private static final int MOST = 20;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The number of a round.")
    @Nullable
    Long id;

    @Mixin
    RoundOutput output = new RoundOutput();

    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(names = "--most", paramLabel = "N", description = "How many to list, latest first; left out, 20.")
    @Nullable
    Integer most;

    private final CommandLineFace face;

    RoundsCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        output.check();
        try (Services services = face.open(index.settings(face.environment(), null, null))) {
            return id == null ? list(services.rounds().store()) : show(services, id);
        } catch (RoundProblem problem) {
            return face.failed(output.json, new Fault(Fault.Kind.STORE, String.valueOf(problem.getMessage())));
        }
    }

    private int show(Services services, long number) throws Exception {
        List<Expectation> expected = switch (output.expectations()) {
            case Reading.Wrong<List<Expectation>> wrong -> throw new Usage(wrong.text());
            case Reading.Fine<List<Expectation>>(var read) -> read;
        };
        Round round = services.rounds().store().round(number);
        if (round == null) {
            throw new Usage("There is no round " + number + "; compat rounds lists those there are");
        }
        return output.give(
                new RoundOutput.Given(
                        round,
                        RoundCommand.told(services, round, output.causes(), face),
                        Map.of(),
                        expected,
                        List.of()),
                face.console());
    }

    private int list(RoundStore store) throws Usage {
        if (most != null && most < 1) {
            throw new Usage("Invalid value '" + most + "' of --most. Must be 1 or more");
        }
        List<Header> rounds = store.rounds(most == null ? MOST : most);
        if (output.json) {
            face.console()
                    .out()
                    .println(Json.pretty(rounds.stream().map(RoundEntry::of).toList()));
        } else if (rounds.isEmpty()) {
            face.console().out().println("No round is kept yet; compat round FILE runs one.");
        } else {
            rounds.forEach(round -> face.console().out().println(line(round)));
        }
        return 0;
    }

    private static String line(Header round) {
        List<String> results = new ArrayList<>();
        for (Result result : Result.values()) {
            long count = round.results().get(results.size());
            results.add(String.format(Locale.ROOT, "%,d %s", count, result));
        }
        results.removeIf(text -> text.startsWith("0 "));
        return String.format(
                Locale.ROOT,
                "%4d  %s UTC  %s; %s%s%n      %s%s",
                round.id(),
                MINUTE.format(round.begun()),
                round.title(),
                round.asOf() == null ? "now" : "as of " + round.asOf(),
                switch (round.sources()) {
                    case STATIC -> "";
                    case WHEELS -> ", wheels only";
                    case BUILD -> ", with builds";
                },
                round.ended() != null
                        ? ""
                        : String.format(
                                Locale.ROOT, "not finished, %,d of %,d checks: ", round.decided(), round.checks()),
                results.isEmpty() ? "nothing is decided yet" : String.join(", ", results));
    }
}
