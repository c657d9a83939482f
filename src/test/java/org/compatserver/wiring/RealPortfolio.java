package org.compatserver.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.CheckService;
import org.compatserver.check.Outcome;
import org.compatserver.cli.Services.ConfigurationProblem;
import org.compatserver.cli.Settings;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.index.ProjectIndex;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Cause;
import org.compatserver.round.Causes;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundListener;
import org.compatserver.round.RoundService;
import org.compatserver.round.Summary;
import org.compatserver.round.Telling;
import org.compatserver.round.solving.SolvingRounds;
import org.compatserver.snapshot.SlimSnapshot;
import org.compatserver.snapshot.SnapshotRecorder;
import org.compatserver.testing.MemoryRounds;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Question.Sources;

/**
 * The round of examples/portfolio-75.txt with CPython 3.13, wheels only, as of 2026-11-20, with its causes told. As a program it records what that takes of the index:
 * {@code FOLDER OUT} are a folder to keep answers in, and the recording.
 */
final class RealPortfolio implements AutoCloseable {
    static final int MOST_CAUSES = 10;
    private static final Duration LONG = Duration.ofMinutes(5);

    /** A loaded machine makes no difference. */
    private static final Limits LIMITS = new Limits(Limits.DEFAULT.steps(), LONG, Limits.DEFAULT.points());

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T23:00:00Z"));

    private final Catalog catalog;
    private final CheckService checks;

    RealPortfolio(ProjectIndex index, MetadataReader metadata) {
        this.catalog = new Catalog(index, metadata, null, Duration.ofDays(36_500), CLOCK);
        this.checks = new CheckService(
                Map.of(EngineName.RESOLVER, new SolvingEngine(catalog, CLOCK, LIMITS)),
                new CheckService.Limits(4, LONG, LONG));
    }

    private static Plan plan() throws IOException {
        List<Requirement> requirements = Files.readAllLines(Path.of("examples", "portfolio-75.txt")).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Requirement::of)
                .toList();
        return new Plan(
                Plan.byProject(requirements),
                List.of(),
                List.of(new Target(PythonVersion.newest(3, 13), Platform.DEFAULT)),
                Instant.parse("2026-11-20T00:00:00Z"),
                Sources.WHEELS,
                false,
                false);
    }

    Summary summary() throws IOException {
        RoundService rounds = new RoundService(new SolvingRounds(catalog, CLOCK, LIMITS), new MemoryRounds(), CLOCK);
        return switch (rounds.run(plan(), true, RoundListener.NONE)) {
            case Outcome.Answered<Round>(Round round) -> {
                List<Cause> causes = Causes.of(round);
                yield Summary.of(round, new Telling(checks).of(round, causes, MOST_CAUSES, LONG));
            }
            case Outcome.Failed<Round>(var fault) -> throw new AssertionError(fault.message());
        };
    }

    /** Every pair by a check of its own: so that what is recorded does not hang on which rule settles it. */
    private void everyPair() throws IOException {
        Plan plan = plan();
        for (int first = 0; first < plan.size(); first++) {
            for (int second = first + 1; second < plan.size(); second++) {
                if (checks.check(plan.question(plan.targets().getFirst(), List.of(first, second)))
                        instanceof Outcome.Failed<?>(var fault)) {
                    throw new AssertionError(fault.message());
                }
            }
        }
    }

    @Override
    public void close() {
        checks.close();
        catalog.close();
    }

    public static void main(String[] arguments) throws IOException, ConfigurationProblem {
        Settings settings = new Settings(
                null,
                List.of(),
                List.of(),
                null,
                false,
                Duration.ofDays(36_500),
                Path.of(arguments[0]),
                null,
                13,
                Platform.DEFAULT,
                System.getenv());
        Evidence evidence = Evidence.of(settings, UnaryOperator.identity(), InstantSource.system());
        SnapshotRecorder recorder = new SnapshotRecorder(evidence.index(), evidence.metadata());
        try (RealPortfolio portfolio = new RealPortfolio(recorder.index(), recorder.metadata())) {
            Summary summary = portfolio.summary();
            System.err.println(summary.all());
            portfolio.everyPair();
        } finally {
            evidence.release().run();
        }
        Path whole = Files.createTempFile("portfolio", ".snapshot");
        recorder.save(whole);
        SlimSnapshot.main(whole.toString(), arguments[1]);
        Files.delete(whole);
    }
}
