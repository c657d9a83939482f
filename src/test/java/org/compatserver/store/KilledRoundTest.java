package org.compatserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.round.RoundStore.Writing;
import org.compatserver.testing.MemoryRounds;
import org.compatserver.testing.RandomRounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: a process that writes a round may be killed at any moment: what it knew to be safe is there, and the next process goes on. */
class KilledRoundTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final int SEED = 4711;
    private static final int PACKAGES = 150;
    private static final int TARGETS = 3;

    private final RandomRounds random = new RandomRounds(SEED);
    private final Plan plan = random.plan(PACKAGES, TARGETS);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file() {
        return folder.resolve("rounds.db");
    }

    private SqliteRounds store() {
        return new SqliteRounds(file(), "source", SqliteRounds.Limits.DEFAULT);
    }

    private Process start(int pause) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        // A process that is killed leaves its copy of SQLite behind.
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        classPath(),
                        WritingProcess.class.getName(),
                        file().toString(),
                        String.valueOf(SEED),
                        String.valueOf(PACKAGES),
                        String.valueOf(TARGETS),
                        String.valueOf(pause))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Where this process has what the other one needs: test runners differ in how they say it. */
    private static String classPath() {
        return Stream.of(
                        WritingProcess.class,
                        SqliteRounds.class,
                        org.sqlite.SQLiteConfig.class,
                        tools.jackson.core.JsonParser.class,
                        org.slf4j.LoggerFactory.class,
                        ch.qos.logback.classic.Logger.class,
                        ch.qos.logback.core.Appender.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private Round expected() {
        try (Writing writing = new MemoryRounds().begin(plan, NOON, false)) {
            Written.write(random, plan, writing);
            writing.finish(NOON.plusSeconds(60));
            return writing.round();
        }
    }

    @Test
    void losesNothingAndIsGoneOnWith() throws IOException, InterruptedException {
        Random moments = new Random(SEED);
        int before = 0;
        for (int kill = 0; kill < 10; kill++) {
            Process process = start(3);
            BufferedReader output = output(process);
            assertThat(output.readLine()).isEqualTo(WritingProcess.BEGUN);
            Thread.sleep(moments.nextInt(250));
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

            Round round = Objects.requireNonNull(store().round(1));
            int rows = round.sheets().stream()
                    .mapToInt(sheet -> sheet.rows().size())
                    .sum();
            assertThat(round.ended()).isNull();
            assertThat(rows).isGreaterThanOrEqualTo(Math.max(before, safe(output)));
            before = rows;
        }

        assertThat(lines(start(0))).endsWith(WritingProcess.DONE);

        assertThat(store().rounds(10)).hasSize(1);
        assertThat(Written.lines(Objects.requireNonNull(store().round(1)))).isEqualTo(Written.lines(expected()));
    }

    /** How many rows the process has said to be safe. */
    private static int safe(BufferedReader output) {
        return output.lines()
                .filter(line -> line.startsWith(WritingProcess.SAFE))
                .mapToInt(line -> Integer.parseInt(line.substring(WritingProcess.SAFE.length())))
                .max()
                .orElse(0);
    }

    private static List<String> lines(Process process) throws InterruptedException {
        List<String> lines = output(process).lines().toList();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return lines;
    }

    @Test
    void isNotWrittenByTwoAtOnce() throws IOException, InterruptedException {
        try (Writing writing = store().begin(plan, NOON, false)) {
            assertThat(lines(start(0)))
                    .containsExactly("Round 1 is this very one, and process "
                            + ProcessHandle.current().pid() + " is at it: wait for its end, or end that process");
            try {
                store().begin(plan, NOON, false).close();
                throw new AssertionError("A second writer in this process");
            } catch (RoundProblem e) {
                assertThat(e).hasMessageStartingWith("Round 1 is this very one");
            }
            writing.text("It still can be written");
        }
        assertThat(lines(start(0))).endsWith(WritingProcess.DONE);
    }

    @Test
    void goesOnBesideAnotherOne() throws IOException, InterruptedException {
        RandomRounds other = new RandomRounds(1);
        Plan small = other.plan(40, 2);
        Process process = start(1);
        BufferedReader output = output(process);
        assertThat(output.readLine()).isEqualTo(WritingProcess.BEGUN);
        for (int i = 0; i < 10; i++) {
            try (Writing writing = store().begin(small, NOON.plusSeconds(i), false)) {
                Written.write(other, small, writing);
                assertThat(writing.finish(NOON.plusSeconds(i))).isNull();
            }
        }

        assertThat(output.lines().toList()).endsWith(WritingProcess.DONE);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Written.lines(Objects.requireNonNull(store().round(1)))).isEqualTo(Written.lines(expected()));
        assertThat(store().rounds(100)).hasSize(11).allMatch(header -> header.ended() != null);
    }
}
