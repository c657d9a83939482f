package org.compatserver.wiring;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.CheckListener;
import org.compatserver.check.CheckService;
import org.compatserver.check.Outcome;
import org.compatserver.cli.ServeSettings;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.index.HttpSettings;
import org.compatserver.index.IndexConfiguration;
import org.compatserver.index.IndexFault;
import org.compatserver.metrics.Metrics;
import org.compatserver.referee.Equipment;
import org.compatserver.round.Rehearsal;
import org.compatserver.round.RoundMeter;
import org.compatserver.round.RoundService;
import org.compatserver.round.Unreleased;
import org.compatserver.round.sets.SetService;
import org.compatserver.round.solving.SolvingRounds;
import org.compatserver.round.solving.SolvingSets;
import org.compatserver.snapshot.SnapshotRecorder;
import org.compatserver.store.SqliteRounds;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Verdict;
import org.compatserver.web.WebFace;
import org.compatserver.wire.QuestionReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Builds the program by hand. */
public final class Wiring implements Services {
    /** How long what still runs may take when the program, or a question, ends. */
    private static final Duration PARTING = Duration.ofSeconds(5);

    /** A first question about a large package fetches hundreds of pages. */
    private static final Duration DEADLINE = ServeSettings.Limits.STANDARD.deadline();

    private static final Limits BUDGET = budget(DEADLINE);
    private static final int AT_ONCE = 64;
    private static final Duration BATCH_DEADLINE = ServeSettings.Limits.STANDARD.batchDeadline();

    private final Settings settings;
    private final Evidence evidence;
    private final InstantSource clock;
    private final Catalog catalog;
    private final CheckService checks;
    private final QuestionReader reader;
    private final List<Runnable> closing = new ArrayList<>();
    private @Nullable RoundService rounds;

    private Wiring(Settings settings, Evidence evidence, QuestionReader reader, InstantSource clock) {
        this.settings = settings;
        this.evidence = evidence;
        this.clock = clock;
        this.catalog = new Catalog(evidence.index(), evidence.metadata(), evidence.folder(), evidence.maxAge(), clock);
        this.checks = checks(catalog, clock, DEADLINE, BATCH_DEADLINE, CheckListener.NONE);
        this.reader = reader;
    }

    /**
     * The program for these settings.
     *
     * @throws ConfigurationProblem if they cannot be used, or no package index is known
     */
    public static Services open(Settings settings) throws ConfigurationProblem {
        return open(settings, UnaryOperator.identity());
    }

    /** The same with other waits for the index. */
    static Services open(Settings settings, UnaryOperator<HttpSettings> waits) throws ConfigurationProblem {
        // Nobody is served by nanoseconds in replies.
        InstantSource clock = () -> Instant.now().truncatedTo(ChronoUnit.MILLIS);
        QuestionReader reader =
                new QuestionReader(new QuestionReader.Defaults(settings.three(), settings.platform(), null));
        return new Wiring(settings, Evidence.of(settings, waits, clock), reader, clock);
    }

    private static CheckService checks(
            Catalog catalog, InstantSource clock, Duration deadline, Duration batchDeadline, CheckListener listener) {
        return new CheckService(
                Map.of(EngineName.RESOLVER, new SolvingEngine(catalog, clock, budget(deadline))),
                new CheckService.Limits(AT_ONCE, deadline, batchDeadline),
                listener);
    }

    /** The search ends a little before whoever asked is told that it took too long: it can say more. */
    private static Limits budget(Duration deadline) {
        Duration most = deadline.compareTo(PARTING.multipliedBy(4)) > 0
                ? deadline.minus(PARTING)
                : deadline.multipliedBy(3).dividedBy(4);
        return new Limits(Limits.DEFAULT.steps(), most, Limits.DEFAULT.points());
    }

    @Override
    public CheckService checks() {
        return checks;
    }

    @Override
    public RoundService rounds() {
        return rounds(RoundMeter.NONE);
    }

    private synchronized RoundService rounds(RoundMeter meter) {
        if (rounds == null) {
            SqliteRounds store = new SqliteRounds(
                    Folders.data(settings).resolve("rounds.db"),
                    Folders.key(evidence.folder().getFileName() + " " + Build.stamp()),
                    SqliteRounds.Limits.DEFAULT);
            // The engine will be busy for a while before anything is stored.
            Thread preparing = Thread.ofPlatform().daemon().name("store").start(store::prepare);
            closing.add(() -> await(preparing));
            rounds = new RoundService(new SolvingRounds(catalog, clock, BUDGET), store, clock, meter);
        }
        return rounds;
    }

    @Override
    public SetService sets() {
        return new SetService(new SolvingSets(catalog, clock, BUDGET), checks, clock);
    }

    /** The files beside the index are seen by a catalog of its own; all else that the usual one has compiled serves it, too. */
    @Override
    public Rehearsal rehearsal(List<String> places) throws ConfigurationProblem {
        if (settings.snapshot() != null) {
            throw new ConfigurationProblem("A snapshot answers alone: --find-links has no effect beside --snapshot");
        }
        List<Unreleased> files = UnreleasedFiles.of(places, evidence.metadata());
        Evidence both = Evidence.of(settings.withFindLinks(places), UnaryOperator.identity(), clock);
        Catalog rehearsing = new Catalog(
                both.index(),
                both.metadata(),
                evidence.folder(),
                files.stream().map(Unreleased::project).collect(Collectors.toSet()),
                both.maxAge(),
                clock);
        closing.add(both.release());
        closing.add(rehearsing::close);
        return new Rehearsal(files, rounds(), new SolvingRounds(rehearsing, clock, BUDGET), clock);
    }

    @Override
    public QuestionReader reader() {
        return reader;
    }

    @Override
    public Serving serve(ServeSettings how, QuestionReader reader) throws ConfigurationProblem {
        bridgeLogs();
        ServeSettings.Limits limits = how.limits();
        Metrics metrics = new Metrics(Build.version(), evidence.meter(), catalog);
        CheckService counted = checks(catalog, clock, limits.deadline(), limits.batchDeadline(), metrics.checks());
        closing.add(counted::close);
        try {
            return serving(WebFace.start(
                    Faces.settings(how),
                    new WebFace.Services(
                            counted, checks, rounds(metrics.rounds()), reader, metrics::text, metrics.requests())));
        } catch (IOException e) {
            boolean taken =
                    e instanceof BindException && String.valueOf(e.getMessage()).contains("in use");
            throw new ConfigurationProblem(
                    taken
                            ? "Port " + how.port() + " of " + how.host() + " is in use; pass another one as --port"
                            : "The server cannot listen on " + how + ": " + e.getMessage());
        }
    }

    @Override
    public Equipment refereeing() throws ConfigurationProblem {
        Path cache = Folders.cache(settings);
        try {
            IndexConfiguration configuration = Evidence.configuration(settings, cache, clock);
            return new Equipment(
                    checks,
                    new IndexEvidence(evidence.index(), evidence.metadata()),
                    ChildEnvironment.of(settings.environment(), configuration),
                    configuration.indexes() + " " + configuration.findLinks(),
                    cache,
                    clock);
        } catch (IndexFault fault) {
            throw new ConfigurationProblem(String.valueOf(fault.getMessage()));
        }
    }

    /** The server's library logs through java.util.logging. */
    private static void bridgeLogs() {
        // Begun by several threads at once, it would say so on the standard error output.
        LoggerFactory.getLogger(Wiring.class).debug("Logging begins");
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private static Serving serving(WebFace face) {
        return new Serving() {
            @Override
            public int port() {
                return face.port();
            }

            @Override
            public boolean stop() {
                return face.stop();
            }
        };
    }

    /** With a catalog of its own that knows nothing yet, so that everything an answer rests on passes the recorder. */
    @Override
    public Recorded record(List<Question> questions, Path file) throws IOException {
        SnapshotRecorder recorder = new SnapshotRecorder(evidence.index(), evidence.metadata());
        List<String> failures = new ArrayList<>();
        try (Catalog fresh = new Catalog(recorder.index(), recorder.metadata(), null, evidence.maxAge(), clock);
                CheckService asking = checks(fresh, clock, DEADLINE, BATCH_DEADLINE, CheckListener.NONE)) {
            List<Outcome<Verdict>> outcomes = asking.checkAll(questions);
            for (int i = 0; i < questions.size(); i++) {
                if (outcomes.get(i) instanceof Outcome.Failed<Verdict>(var fault)) {
                    failures.add(String.join(" ", questions.get(i).packages()) + ": " + fault.message());
                }
            }
        }
        if (!failures.isEmpty()) {
            return new Recorded(recorder.projects(), 0, failures);
        }
        recorder.save(file);
        return new Recorded(recorder.projects(), Files.size(file), failures);
    }

    /** Whoever has closed the program may take its folders away. */
    private static void await(Thread thread) {
        try {
            thread.join(PARTING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        checks.close();
        catalog.close();
        closing.reversed().forEach(Runnable::run);
        evidence.release().run();
    }
}
