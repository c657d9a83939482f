package org.compatserver.wiring;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.compatserver.check.Outcome;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Alone;
import org.compatserver.round.Causes;
import org.compatserver.round.Clash;
import org.compatserver.round.Known;
import org.compatserver.round.Plan;
import org.compatserver.round.Readings;
import org.compatserver.round.Round;
import org.compatserver.round.RoundEngine;
import org.compatserver.round.RoundListener;
import org.compatserver.round.RoundService;
import org.compatserver.round.RoundStore;
import org.compatserver.round.Row;
import org.compatserver.round.Sheet;
import org.compatserver.round.Sink;
import org.compatserver.round.Timing;
import org.compatserver.round.Whole;
import org.compatserver.store.SqliteRounds;
import org.compatserver.testing.BigUniverseShape;
import org.compatserver.testing.MadeUpRound;

/**
 * A round of a made-up universe: all of it, from drawing the universe to the causes, stored as real ones are. {@code bench/scale} runs it.
 *
 * <pre>
 * SHAPE PROJECTS SEED FILE CHECKED     the store's file; how many pairs are solved again, by themselves
 * </pre>
 */
final class ScaleBench {
    private static final com.sun.management.OperatingSystemMXBean MACHINE =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private long begun = System.nanoTime();
    private long cpu = MACHINE.getProcessCpuTime();

    private ScaleBench() {}

    public static void main(String[] arguments) throws IOException {
        new ScaleBench()
                .run(
                        BigUniverseShape.of(arguments[0], Integer.parseInt(arguments[1])),
                        Long.parseLong(arguments[2]),
                        Path.of(arguments[3]),
                        Integer.parseInt(arguments[4]));
    }

    private void run(BigUniverseShape shape, long seed, Path file, int checked) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%s, seed %d; %d processors, load %.1f%n%n| phase | s | CPU s | heap after, MB | most resident, MB"
                        + " |%n|---|---|---|---|---|%n",
                shape,
                seed,
                MACHINE.getAvailableProcessors(),
                MACHINE.getSystemLoadAverage());
        InstantSource clock = InstantSource.system();
        MadeUpRound made = new MadeUpRound(shape, seed, clock);
        passed("make the universe");
        SqliteRounds store = new SqliteRounds(file, "made up", SqliteRounds.Limits.DEFAULT);
        RoundService rounds = new RoundService(new Phased(made.engine()), store, clock);
        Outcome<Round> outcome = rounds.run(made.plan(), true, new Listener());
        if (!(outcome instanceof Outcome.Answered<Round>(Round round))) {
            throw new IllegalStateException(outcome.toString());
        }
        passed("store the rest");
        int causes = Causes.of(round).size();
        passed("causes");
        store(round, file.resolveSibling(file.getFileName() + "-again"), clock);
        passed("store all of it once more, by itself");
        List<String> differences = made.differences(round, checked, new Random(seed));
        passed("solve " + checked + " pairs again");
        System.out.printf(
                Locale.ROOT,
                "%nchecks %d, releases %d, clashes %d, causes %d, stored %d MB%npairs: %s%npairs solved again: %d,"
                        + " differences: %d%n",
                made.plan().checks(),
                made.universe().countReleases(),
                round.clashes().size() - 1,
                causes,
                Files.size(file) >> 20,
                MadeUpRound.counts(round),
                checked,
                differences.size());
        differences.stream().limit(20).forEach(System.out::println);
    }

    private static final class Listener implements RoundListener {
        private final AtomicLong tenths = new AtomicLong();

        @Override
        public void progress(long done, long all) {
            long now = 10 * done / all;
            long before = tenths.get();
            if (now > before && tenths.compareAndSet(before, now)) {
                System.err.println(10 * now + " % of the checks");
            }
        }

        @Override
        public void unsaved(String why) {
            throw new IllegalStateException(why);
        }

        @Override
        public void spent(Timing timing) {
            System.out.println("(" + timing + ")");
        }
    }

    private void passed(String phase) {
        long now = System.nanoTime();
        long used = MACHINE.getProcessCpuTime();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %d | %d |%n",
                phase,
                (now - begun) / 1e9,
                (used - cpu) / 1e9,
                heap(),
                mostResident());
        begun = System.nanoTime();
        cpu = MACHINE.getProcessCpuTime();
    }

    private static void store(Round round, Path file, InstantSource clock) {
        SqliteRounds store = new SqliteRounds(file, "made up", SqliteRounds.Limits.DEFAULT);
        try (RoundStore.Writing writing = store.begin(round.plan(), clock.instant(), true)) {
            round.clashes().stream().filter(Objects::nonNull).forEach(writing::clash);
            round.texts().stream().skip(1).forEach(writing::text);
            Sheet sheet = round.sheets().getFirst();
            writing.alone(0, sheet.alone());
            sheet.rows().forEach(row -> writing.row(0, row));
            writing.whole(0, sheet.wholes());
            if (writing.finish(clock.instant()) != null) {
                throw new IllegalStateException("It could not be stored");
            }
        }
    }

    /** What is needed, megabytes. */
    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    /** Of this process so far, megabytes; 0 where the system does not tell. */
    private static long mostResident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Tells phases by what the engine gives. */
    private final class Phased implements RoundEngine {
        private final RoundEngine engine;

        Phased(RoundEngine engine) {
            this.engine = engine;
        }

        @Override
        public List<ProjectName> unknown(Plan plan) {
            return engine.unknown(plan);
        }

        @Override
        public void run(Plan plan, Known known, Sink sink) {
            engine.run(plan, known, new Watched(sink));
            passed("pairs, and all together");
        }
    }

    /** Says when the packages alone are done. */
    private final class Watched implements Sink {
        private final Sink sink;

        Watched(Sink sink) {
            this.sink = sink;
        }

        @Override
        public void alone(int target, List<Alone> alone) {
            passed("packages alone, and rules for all pairs");
            sink.alone(target, alone);
        }

        @Override
        public void told(int target, List<Alone> alone) {
            sink.told(target, alone);
        }

        @Override
        public int clash(Clash clash) {
            return sink.clash(clash);
        }

        @Override
        public int text(String text) {
            return sink.text(text);
        }

        @Override
        public void looked(int target, List<Readings.Reading> projects) {
            sink.looked(target, projects);
        }

        @Override
        public void row(int target, Row row) {
            sink.row(target, row);
        }

        @Override
        public void whole(int target, List<Whole> wholes) {
            sink.whole(target, wholes);
        }

        @Override
        public void readings(int target, Readings readings) {
            sink.readings(target, readings);
        }

        @Override
        public void spent(Timing timing) {
            sink.spent(timing);
        }
    }
}
