package org.compatserver.wiring;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Scope;
import org.compatserver.cli.Services.ConfigurationProblem;
import org.compatserver.cli.Settings;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.QuestionTexts;
import org.jspecify.annotations.Nullable;

/**
 * Answers all pairs of a portfolio, each from nothing, on all processors; only what the catalog has compiled is shared. {@code bench/solver} runs it.
 *
 * <pre>
 * fill PORTFOLIO FOLDER AS-OF           asks the index for all that the pairs need, and keeps it in the folder
 * measure PORTFOLIO FOLDER AS-OF WARM   answers them from the folder alone; WARM passes go before those that count
 * </pre>
 */
final class PairsBench {
    private static final int PASSES = 5;
    private static final Duration AN_AGE = Duration.ofDays(36_500);
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<Question> pairs;
    private final Catalog catalog;
    private final SolvingEngine engine;
    private final int threads = Runtime.getRuntime().availableProcessors();

    private PairsBench(List<Question> pairs, Catalog catalog, InstantSource clock) {
        this.pairs = pairs;
        this.catalog = catalog;
        this.engine = new SolvingEngine(catalog, clock, Limits.DEFAULT);
    }

    /** One time through all pairs. */
    private record Pass(SortedMap<String, Integer> results, List<Long> nanos, long wall, long cpu) {
        double checksPerSecond() {
            return nanos.size() / (wall / 1e9);
        }
    }

    public static void main(String[] arguments) throws Exception {
        boolean fill = arguments[0].equals("fill");
        InstantSource clock = InstantSource.system();
        List<Question> pairs = pairs(Path.of(arguments[1]), arguments[3]);
        Evidence evidence = evidence(Path.of(arguments[2]), !fill, clock);
        try (Catalog catalog =
                new Catalog(evidence.index(), evidence.metadata(), evidence.folder(), evidence.maxAge(), clock)) {
            PairsBench bench = new PairsBench(pairs, catalog, clock);
            if (fill) {
                bench.fill();
            } else {
                bench.measure(Integer.parseInt(arguments[4]));
            }
        } finally {
            evidence.release().run();
        }
    }

    private static Evidence evidence(Path folder, boolean offline, InstantSource clock) throws ConfigurationProblem {
        Settings settings = new Settings(
                null, List.of(), List.of(), null, offline, AN_AGE, folder, null, 13, Platform.DEFAULT, System.getenv());
        return Evidence.of(settings, UnaryOperator.identity(), clock);
    }

    private static List<Question> pairs(Path portfolio, String asOf) throws IOException {
        List<String> names = Files.readAllLines(portfolio).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        QuestionReader reader = new QuestionReader(QuestionReader.Defaults.STANDARD);
        List<Question> pairs = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i + 1; j < names.size(); j++) {
                pairs.add(question(List.of(names.get(i), names.get(j)), asOf, reader));
            }
        }
        return pairs;
    }

    private static Question question(List<String> packages, String asOf, QuestionReader reader) {
        QuestionTexts texts = new QuestionTexts(
                packages,
                List.of(),
                "3.13",
                "manylinux_2_40_x86_64",
                asOf,
                "wheels",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                QuestionTexts.Face.COMMAND_LINE);
        return switch (reader.read(texts)) {
            case Asked.Read(Question question) -> question;
            case Asked.Refused(var _, String message) -> throw new IllegalArgumentException(packages + ": " + message);
        };
    }

    private void fill() throws InterruptedException, ExecutionException {
        Instant start = Instant.now();
        AtomicInteger done = new AtomicInteger();
        pass(question -> {
            String result = verdict(question);
            String solved = solve(question);
            int count = done.incrementAndGet();
            if (count % 100 == 0 || count == pairs.size()) {
                System.err.printf(
                        Locale.ROOT,
                        "%d of %d pairs asked (%d s)%n",
                        count,
                        pairs.size(),
                        Duration.between(start, Instant.now()).toSeconds());
            }
            return result + solved;
        });
    }

    private void measure(int warmUp) throws InterruptedException, ExecutionException {
        Pass first = pass(this::verdict);
        long sinceStart = Instant.now().toEpochMilli()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        print(
                "verdict, first pass, since the start of the JVM",
                first.results(),
                List.of(first),
                sinceStart * 1_000_000);
        level("verdict", this::verdict, warmUp);
        level("solver", this::solve, warmUp);
    }

    private void level(String name, Function<Question, String> answer, int warmUp)
            throws InterruptedException, ExecutionException {
        for (int i = 0; i < warmUp; i++) {
            var _ = pass(answer);
        }
        List<Pass> passes = new ArrayList<>();
        for (int i = 0; i < PASSES; i++) {
            passes.add(pass(answer));
        }
        print(name + ", after " + warmUp + " passes", passes.getFirst().results(), passes, null);
    }

    /** The whole verdict. */
    private String verdict(Question question) {
        return switch (engine.answer(question)) {
            case Verdict.Success _ -> "SUCCESS";
            case Verdict.CheckWarning _ -> "CHECK_WARNING";
            case Verdict.InstallError _ -> "INSTALL_ERROR";
            case Verdict.Unknown _ -> "UNKNOWN";
        };
    }

    /** The solver alone, asked for any set: what a resolver does. */
    private String solve(Question question) {
        CatalogSource source = catalog.source(
                new Scope(question.target(), question.asOf(), true, question.preReleases(), question.constraints()));
        List<Dependency> roots = question.requirements().stream()
                .map(requirement -> root(requirement, source))
                .toList();
        return switch (new VersionSolver(source).solve(Request.of(roots), Budget.unbounded())) {
            case Outcome.Solved _ -> "a set";
            case Outcome.Impossible _ -> "no set";
        };
    }

    private static Dependency root(Requirement requirement, CatalogSource source) {
        return new Dependency(
                PackageNode.of(requirement.project()),
                source.clause(requirement.project(), requirement.specifiers()),
                requirement.toString());
    }

    private Pass pass(Function<Question, String> answer) throws InterruptedException, ExecutionException {
        long[] nanos = new long[pairs.size()];
        AtomicInteger next = new AtomicInteger();
        long cpu = MACHINE.getProcessCpuTime();
        long start = System.nanoTime();
        SortedMap<String, Integer> results = new TreeMap<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<Map<String, Integer>>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(workers.submit(() -> work(answer, next, nanos)));
            }
            for (Future<Map<String, Integer>> one : running) {
                one.get().forEach((result, count) -> results.merge(result, count, Integer::sum));
            }
        }
        return new Pass(
                results,
                Arrays.stream(nanos).boxed().toList(),
                System.nanoTime() - start,
                MACHINE.getProcessCpuTime() - cpu);
    }

    private Map<String, Integer> work(Function<Question, String> answer, AtomicInteger next, long[] nanos) {
        Map<String, Integer> results = new TreeMap<>();
        for (int i = next.getAndIncrement(); i < pairs.size(); i = next.getAndIncrement()) {
            long begun = System.nanoTime();
            results.merge(answer.apply(pairs.get(i)), 1, Integer::sum);
            nanos[i] = System.nanoTime() - begun;
        }
        return results;
    }

    /** One row of the report: the median pass, the times of all checks. */
    private static void print(String name, Map<String, Integer> results, List<Pass> passes, @Nullable Long wall) {
        List<Long> nanos =
                passes.stream().flatMap(pass -> pass.nanos().stream()).sorted().toList();
        double[] rates =
                passes.stream().mapToDouble(Pass::checksPerSecond).sorted().toArray();
        long cpu = passes.stream().mapToLong(Pass::cpu).sum();
        int checks = passes.getFirst().nanos().size();
        System.out.printf(
                Locale.ROOT,
                "%s | %d | %.0f | %.3f | %.3f | %.3f | %s%n",
                name,
                checks,
                wall == null ? rates[rates.length / 2] : checks / (wall / 1e9),
                nanos.get(nanos.size() / 2) / 1e6,
                nanos.get((int) (nanos.size() * 0.99)) / 1e6,
                (double) cpu / nanos.size() / 1e6,
                results.toString().replaceAll("[{}]", ""));
    }
}
