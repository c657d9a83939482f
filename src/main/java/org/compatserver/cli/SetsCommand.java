package org.compatserver.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.compatserver.check.Outcome;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Plan;
import org.compatserver.round.sets.LargestSet;
import org.compatserver.round.sets.SetListener;
import org.compatserver.wire.Json;
import org.compatserver.wire.Replies;
import org.compatserver.wire.SetsReply;
import org.compatserver.wire.portfolio.Portfolio;
import org.compatserver.wire.portfolio.Reading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compat sets}: the largest set of a portfolio that fits together at newest. */
@Command(
        name = "sets",
        description = {
            "Says how many packages of a portfolio fit together, each at its newest, and which have to be left out.",
            "That no larger set exists is proved; where the time ends before, it is said how large one could be.",
            "Of equally large sets, the one is told that leaves out those whose newest release is oldest."
        },
        footer = {
            "",
            "Examples:",
            "  compat sets examples/portfolio-75.txt --python 3.13",
            "  compat sets pyproject.toml --as-of 2026-11-20 --requirements largest.txt",
            "",
            "Exit code: 1 some have to be left out; else 2 it is not known whether all fit, something failed,",
            "or the command was wrong; else 0."
        })
final class SetsCommand implements Callable<Integer> {
    private static final Duration TIME = Duration.ofMinutes(2);

    @Mixin
    PlanOptions asked = new PlanOptions();

    @Mixin
    IndexOptions index = new IndexOptions();

    @Option(names = "--json", description = "Print the reply as JSON, and what fails as problem details.")
    boolean json;

    @Option(
            names = "--requirements",
            paramLabel = "FILE",
            description = "Write all versions of the set there, as pip freeze does.")
    @Nullable
    Path requirements;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            description = "How long to look, for each Python and platform: seconds, or 10m, 2h; left out, 2m.")
    @Nullable
    String within;

    @Option(names = "--skip-unknown", description = "Leave packages out that the index does not know, and say which.")
    boolean skipUnknown;

    private final CommandLineFace face;

    SetsCommand(CommandLineFace face) {
        this.face = face;
    }

    @Override
    public Integer call() throws Exception {
        Duration time = within == null ? TIME : IndexOptions.age(within, "--within");
        if (requirements != null) {
            WholeFile.checkWritable(requirements, "--requirements");
        }
        Portfolio portfolio = switch (asked.portfolio()) {
            case Reading.Wrong<Portfolio> wrong -> throw new Usage(wrong.text());
            case Reading.Fine<Portfolio>(Portfolio read) -> read;
        };
        try (Services services = face.open(index.settings(face.environment(), null, null));
                Stopping _ = new Stopping()) {
            PlanOptions.Planned planned = asked.planned(portfolio, services.reader(), face.environment());
            if (requirements != null && planned.plan().targets().size() > 1) {
                throw new Usage("--requirements writes one set: ask for one Python and one platform");
            }
            return switch (KnownPlan.of(planned, skipUnknown, services.rounds()::unknown, face.console())) {
                case Outcome.Failed<KnownPlan>(var fault) -> face.failed(json, fault);
                case Outcome.Answered<KnownPlan>(KnownPlan known) -> run(services, known.plan(), time);
            };
        }
    }

    private int run(Services services, Plan plan, Duration time) throws Exception {
        List<LargestSet> sets = new ArrayList<>();
        for (Target target : plan.targets()) {
            Outcome<LargestSet> outcome = Waiting.on(
                    "Looking for the largest set",
                    face.console(),
                    () -> services.sets().largest(plan, target, time, SetListener.NONE));
            switch (outcome) {
                case Outcome.Failed<LargestSet>(var fault) -> {
                    return face.failed(json, fault);
                }
                case Outcome.Answered<LargestSet>(LargestSet set) -> sets.add(set);
            }
        }
        give(plan, sets);
        return exitCode(sets);
    }

    private void give(Plan plan, List<LargestSet> sets) throws Exception {
        if (requirements != null) {
            var set = sets.getFirst().set();
            String pins = set == null ? "" : Replies.of(set).requirements();
            WholeFile.write(requirements, to -> to.append(pins == null ? "" : pins));
        }
        if (json) {
            face.console().out().println(Json.pretty(SetsReply.of(plan, sets)));
        } else {
            sets.forEach(set -> face.console().out().print(SetsText.of(set)));
        }
        face.console().out().flush();
    }

    /** That some cannot fit is certain whatever a build would tell. */
    private static int exitCode(List<LargestSet> sets) {
        if (sets.stream().anyMatch(set -> set.atMostIfBuilt() < set.packages())) {
            return 1;
        }
        return sets.stream().allMatch(LargestSet::isWhole) ? 0 : 2;
    }
}
