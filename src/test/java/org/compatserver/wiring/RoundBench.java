package org.compatserver.wiring;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.compatserver.check.Outcome;
import org.compatserver.cli.Services;
import org.compatserver.cli.Services.ConfigurationProblem;
import org.compatserver.cli.Settings;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Cell;
import org.compatserver.round.Misfit;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundListener;
import org.compatserver.round.Row;
import org.compatserver.round.Sheet;
import org.compatserver.round.Timing;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Sources;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A round in a process of its own, checking everything again. {@code bench/round} runs it.
 *
 * <pre>
 * fill PORTFOLIO CACHE DATA AS-OF SOURCES PYTHON…       asks the index for what is not in the cache
 * measure PORTFOLIO CACHE DATA AS-OF SOURCES PYTHON…    asks nothing, prints a row of the report
 * verify COUNT PORTFOLIO CACHE DATA AS-OF SOURCES PYTHON…     compares so many results with those of single checks
 * </pre>
 */
final class RoundBench {
    private static final Duration AN_AGE = Duration.ofDays(36_500);

    private final Services services;
    private final Plan plan;
    private @Nullable Timing timing;
    private long lastVerdict;

    private RoundBench(Services services, Plan plan) {
        this.services = services;
        this.plan = plan;
    }

    public static void main(String[] arguments) throws Exception {
        boolean verify = arguments[0].equals("verify");
        List<String> rest = Arrays.asList(arguments).subList(verify ? 2 : 1, arguments.length);
        Plan plan = plan(Path.of(rest.get(0)), rest.get(3), rest.get(4), rest.subList(5, rest.size()));
        long opened = System.nanoTime();
        try (Services services = services(Path.of(rest.get(1)), Path.of(rest.get(2)), !arguments[0].equals("fill"))) {
            RoundBench bench = new RoundBench(services, plan);
            Round round = bench.round();
            if (verify) {
                bench.verify(round, Integer.parseInt(arguments[1]));
            } else {
                bench.print(round, bench.lastVerdict - opened);
            }
        }
    }

    private static Services services(Path cache, Path data, boolean offline) throws ConfigurationProblem {
        return Wiring.open(new Settings(
                null, List.of(), List.of(), null, offline, AN_AGE, cache, data, 13, Platform.DEFAULT, System.getenv()));
    }

    private static Plan plan(Path portfolio, String asOf, String sources, List<String> pythons) throws IOException {
        List<Requirement> packages = Files.readAllLines(portfolio).stream()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .map(Requirement::of)
                .toList();
        List<Target> targets = pythons.stream()
                .map(python -> PythonVersion.parse(python, 13).orElseThrow())
                .map(python -> new Target(python, Platform.DEFAULT))
                .toList();
        return new Plan(
                Plan.byProject(packages),
                List.of(),
                targets,
                asOf.equals("now") ? null : Instant.parse(asOf),
                Sources.valueOf(sources.toUpperCase(Locale.ROOT)),
                false,
                false);
    }

    private Round round() {
        RoundListener listener = new RoundListener() {
            @Override
            public void progress(long done, long all) {}

            @Override
            public void spent(Timing spent) {
                lastVerdict = System.nanoTime();
                timing = spent;
            }

            @Override
            public void unsaved(String why) {
                throw new IllegalStateException(why);
            }
        };
        return switch (services.rounds().run(plan, true, listener)) {
            case Outcome.Answered<Round>(Round round) -> round;
            case Outcome.Failed<Round>(var fault) -> throw new IllegalStateException(fault.toString());
        };
    }

    /** Checks, seconds from opening the catalog to the last verdict, seconds since the virtual machine began, results; then what the time went into. */
    private void print(Round round, long nanos) {
        SortedMap<String, Integer> results = new TreeMap<>();
        cells(round).forEach(cell -> results.merge(cell, 1, Integer::sum));
        long sinceStart = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        System.out.printf(
                Locale.ROOT,
                "%d | %.3f | %.3f | %s%n%s%n",
                plan.checks(),
                nanos / 1e9,
                sinceStart / 1e3,
                results.toString().replaceAll("[{}]", ""),
                timing);
    }

    private static Stream<String> cells(Round round) {
        return round.sheets().stream()
                .flatMap(sheet -> Stream.concat(
                        sheet.alone().stream().map(alone -> result(alone.cell())),
                        sheet.rows().stream().flatMap(RoundBench::cells)));
    }

    private static Stream<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (byte cell : row.cells()) {
            cells.add(result(Cell.of(cell)));
        }
        return cells.stream();
    }

    private static String result(@Nullable Cell cell) {
        return cell == null ? "open" : cell.result().toString();
    }

    private void verify(Round round, int count) {
        Random random = new Random(1);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Sheet sheet = round.sheets().get(i % plan.targets().size());
            int first = random.nextInt(plan.size());
            int second = random.nextInt(plan.size());
            String said = first == second
                    ? result(sheet.alone().get(first).cell())
                    : said(round, sheet.rows().get(Math.min(first, second)), Math.max(first, second));
            String single = single(plan.question(
                    sheet.target(),
                    first == second ? List.of(first) : List.of(Math.min(first, second), Math.max(first, second))));
            if (first == second ? !single.startsWith(said) : !single.equals(said)) {
                differences.add(
                        "%s, %s: %s, by itself %s".formatted(plan.project(first), plan.project(second), said, single));
            }
        }
        System.out.println(count + " single checks, differences: " + differences.size());
        differences.forEach(System.out::println);
    }

    private String said(Round round, Row row, int second) {
        SortedMap<ProjectName, String> held = new TreeMap<>();
        for (Misfit misfit : row.misfits()) {
            if (misfit.second() == second) {
                put(held, plan.project(row.first()), round.text(misfit.heldFirst()));
                put(held, plan.project(second), round.text(misfit.heldSecond()));
            }
        }
        return result(row.cell(second)) + " " + held;
    }

    private static void put(SortedMap<ProjectName, String> held, ProjectName project, @Nullable String version) {
        if (version != null) {
            held.put(project, version);
        }
    }

    private String single(Question question) {
        return switch (services.checks().check(question)) {
            case Outcome.Failed<Verdict>(var fault) -> fault.toString();
            case Outcome.Answered<Verdict>(Verdict verdict) ->
                switch (verdict) {
                    case Verdict.Success _ -> "SUCCESS {}";
                    case Verdict.InstallError _ -> "INSTALL_ERROR {}";
                    case Verdict.Unknown _ -> "UNKNOWN {}";
                    case Verdict.CheckWarning warning -> "CHECK_WARNING " + held(warning.heldBack());
                };
        };
    }

    private static SortedMap<ProjectName, String> held(List<HeldBack> heldBack) {
        SortedMap<ProjectName, String> held = new TreeMap<>();
        heldBack.forEach(one -> held.put(one.project(), one.to().toString()));
        return held;
    }
}
