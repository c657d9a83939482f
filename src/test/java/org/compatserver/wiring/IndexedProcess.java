package org.compatserver.wiring;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.Outcome;
import org.compatserver.cli.Settings;
import org.compatserver.engine.solving.Limits;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundListener;
import org.compatserver.round.RoundService;
import org.compatserver.round.solving.SolvingRounds;
import org.compatserver.store.SqliteRounds;
import org.compatserver.testing.KilledRounds;
import org.compatserver.testing.RoundDigest;
import org.compatserver.verdict.Question.Sources;

/**
 * A process that runs a round over an index into a store, or goes on with one, and can be killed. What it fetches is kept beside the store.
 *
 * <pre>
 * INDEX PACKAGES STORE DIGEST     packages with commas between them
 * </pre>
 */
final class IndexedProcess {
    private IndexedProcess() {}

    public static void main(String[] arguments) throws Exception {
        InstantSource clock = InstantSource.system();
        Plan plan = plan(arguments[1]);
        Path cache = Path.of(arguments[2] + "-cache");
        Evidence evidence = Evidence.of(settings(URI.create(arguments[0]), cache), UnaryOperator.identity(), clock);
        try (Catalog catalog =
                new Catalog(evidence.index(), evidence.metadata(), evidence.folder(), evidence.maxAge(), clock)) {
            SqliteRounds store =
                    new SqliteRounds(Path.of(arguments[2]), KilledRounds.SOURCE, SqliteRounds.Limits.DEFAULT);
            RoundService rounds = new RoundService(new SolvingRounds(catalog, clock, Limits.DEFAULT), store, clock);
            System.out.println(KilledRounds.BEGUN);
            switch (rounds.run(plan, false, RoundListener.NONE)) {
                case Outcome.Answered<Round>(Round round) ->
                    Files.write(Path.of(arguments[3]), RoundDigest.lines(round));
                case Outcome.Failed<Round>(var fault) -> throw new IllegalStateException(fault.toString());
            }
        } finally {
            evidence.release().run();
        }
    }

    private static Settings settings(URI index, Path cache) {
        return new Settings(
                index.toString(),
                List.of(),
                List.of(),
                null,
                false,
                Duration.ofDays(1),
                cache,
                null,
                13,
                Platform.DEFAULT,
                Map.of());
    }

    private static Plan plan(String packages) {
        return new Plan(
                Plan.byProject(Arrays.stream(packages.split(",", -1))
                        .map(Requirement::of)
                        .toList()),
                List.of(),
                List.of(
                        new Target(PythonVersion.newest(3, 12), Platform.DEFAULT),
                        new Target(PythonVersion.newest(3, 13), Platform.DEFAULT)),
                null,
                Sources.STATIC,
                false,
                false);
    }
}
