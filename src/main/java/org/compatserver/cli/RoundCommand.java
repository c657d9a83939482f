package org.compatserver.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.compatserver.check.Outcome;
import org.compatserver.cli.PlanOptions.Planned;
import org.compatserver.round.Cause;
import org.compatserver.round.Causes;
import org.compatserver.round.Expectation;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundService;
import org.compatserver.round.Telling;
import org.compatserver.wire.portfolio.Portfolio;
import org.compatserver.wire.portfolio.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compat round}: every package of a portfolio alone, every pair, and all together. */
@Command(
        name = "round",
        description = "Checks every package of a portfolio by itself, every pair, and all together.",
        footer = {
            "",
            "What is found is kept as it comes: a round that was cut off goes on where it was, and the next one",
            "checks again only what new uploads can change. compat rounds lists what is kept.",
            "",
            "A file of expected failures (--expect) is TOML, a table for each:",
            "  [[expected]]",
            "  packages = [\"google-api-core\", \"google-cloud-iot\"]  # or one package, with all its pairs",
            "  reason = \"iot is archived\"",
            "  until = 2027-01-31",
            "Instead of packages: cause = [\"google-cloud-iot\", \"protobuf\"] for all that comes down to what the",
            "first requires of the second, or whole = true. Optional: python, platform, result.",
            "",
            "Examples:",
            "  compat round examples/portfolio-75.txt --python 3.12 --python 3.13",
            "  compat round pyproject.toml --group test --as-of 2026-11-20 --svg round.svg",
            "",
            "Exit code: 1 something does not fit (CHECK_WARNING, INSTALL_ERROR) and is not expected; else 2",
            "something is not known or not decided, something failed, or the command was wrong; else 0."
        })
final class RoundCommand implements Callable<Integer> {
    /** For all causes together; what is not told then is shown by an example. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Mixin
    PlanOptions asked = new PlanOptions();

    @Mixin
    RoundOutput output = new RoundOutput();

    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(names = "--recheck", description = "Check everything again, whatever is known from earlier rounds.")
    boolean recheck;

    @Option(names = "--skip-unknown", description = "Leave packages out that the index does not know, and say which.")
    boolean skipUnknown;

    private final CommandLineFace face;

    RoundCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        output.check();
        Reading<Portfolio> portfolio = asked.portfolio();
        Reading<List<Expectation>> expectations = output.expectations();
        List<String> problems = new ArrayList<>();
        if (portfolio instanceof Reading.Wrong<Portfolio> wrong) {
            problems.add(wrong.text());
        }
        if (expectations instanceof Reading.Wrong<List<Expectation>> wrong) {
            problems.add(wrong.text());
        }
        if (portfolio instanceof Reading.Fine<Portfolio>(var read)
                && expectations instanceof Reading.Fine<List<Expectation>>(var expected)) {
            List<String> unreleased = index.findLinks(face.environment());
            Settings settings = index.settings(face.environment(), null, null);
            try (Services services = face.open(unreleased.isEmpty() ? settings : settings.withoutFindLinks());
                    Stopping _ = new Stopping()) {
                Planned planned = asked.planned(read, services.reader(), face.environment());
                return unreleased.isEmpty()
                        ? run(services, planned, expected)
                        : new RehearsalRun(face, output, skipUnknown, recheck).run(services, planned, unreleased);
            }
        }
        throw new Usage(String.join("\n", problems));
    }

    private int run(Services services, Planned planned, List<Expectation> expected) throws Exception {
        RoundService rounds = services.rounds();
        return switch (KnownPlan.of(planned, skipUnknown, rounds::unknown, face.console())) {
            case Outcome.Failed<KnownPlan>(var fault) -> face.failed(output.json, fault);
            case Outcome.Answered<KnownPlan>(KnownPlan known) -> {
                List<String> notices = new ArrayList<>(known.notices());
                Outcome<Round> outcome = run(rounds, known.plan(), notices);
                yield give(services, outcome, planned.portfolio(), expected, notices);
            }
        };
    }

    private Outcome<Round> run(RoundService rounds, Plan plan, List<String> notices) {
        try (Watching watching = new Watching(face.console())) {
            Outcome<Round> outcome = rounds.run(plan, recheck, watching);
            notices.addAll(watching.notices());
            return outcome;
        }
    }

    private int give(
            Services services,
            Outcome<Round> outcome,
            Portfolio portfolio,
            List<Expectation> expected,
            List<String> notices)
            throws Exception {
        return switch (outcome) {
            case Outcome.Failed<Round>(var fault) -> face.failed(output.json, fault);
            case Outcome.Answered<Round>(var round) ->
                output.give(
                        new RoundOutput.Given(
                                round,
                                told(services, round, output.causes(), face),
                                portfolio.sections(),
                                expected,
                                notices),
                        face.console());
        };
    }

    /** Its causes, so many of them told. */
    static List<Cause> told(Services services, Round round, int most, CommandLineFace face) throws Exception {
        List<Cause> found = Causes.of(round);
        return most == 0 || found.isEmpty()
                ? found
                : Waiting.on(
                        "Telling the causes",
                        face.console(),
                        () -> new Telling(services.checks()).of(round, found, most, PATIENCE));
    }
}
