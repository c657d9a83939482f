package org.compatserver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.CheckService;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.testing.Golden;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Question.EngineName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compat repair}: what it prints and how it exits, over a small index. */
class RepairCommandTest {
    private static final Universe UNIVERSE = Universe.of("""
            core 1.0
              uploaded 2024-01-01
            core 2.0: proto>=5
              uploaded 2025-06-01
            iot 1.0
              uploaded 2023-01-01
            iot 2.0: proto<5
              uploaded 2024-01-01
            proto 4.25
            proto 7.36
            native 1.0
              wheel cp312-cp312-manylinux_2_17_x86_64
            built 1.0
              sdist unknowable
            """);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new CommandLineFace(settings -> new Solving(), Map.of(), console).run(arguments);
    }

    /** Services over an engine that solves. */
    private static final class Solving extends NoServices {
        private final Catalog catalog =
                new Catalog(UNIVERSE, UNIVERSE, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED));
        private final CheckService checks = new CheckService(
                Map.of(
                        EngineName.RESOLVER,
                        new SolvingEngine(
                                catalog, InstantSource.fixed(Instant.parse("2026-01-01T00:05:00Z")), Limits.DEFAULT)),
                new CheckService.Limits(4, Duration.ofSeconds(20), Duration.ofSeconds(20)));

        @Override
        public CheckService checks() {
            return checks;
        }

        @Override
        public void close() {
            checks.close();
            catalog.close();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            repair-nothing.txt, 0, proto
            repair-edits.txt,   1, core==2.0 iot==2.0 proto>=4
            repair-lag.txt,     1, core==2.0 iot==2.0 proto>=4 --by=lag
            repair-held.txt,    1, core iot
            repair-python.txt,  1, native
            repair-none.txt,    2, unheard-of
            repair-unknown.txt, 2, built
            """)
    void printsRepairsForPeopleAndExitsByWhatWasFound(String golden, int code, String arguments) {
        assertThat(run(("repair " + arguments + " --python 3.13.9").split(" "))).isEqualTo(code);
        Golden.check(golden, out.toString(StandardCharsets.UTF_8));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void printsTheSameAsJson() {
        assertThat(run("repair", "core==2.0", "iot", "iot>=2.0", "--python", "3.13.9", "--json"))
                .isEqualTo(1);
        Golden.check("repair.json", out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            repair                | compat: Name at least one package, for example: compat repair google-api-core google-cloud-iot
            repair core --by=luck | compat: Invalid value 'luck' of --by. Must be edits or lag
            """)
    void badUsageIsTwoAndSaysWhatToDo(String command, String message) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines().findFirst()).contains(message);
    }

    @Test
    void helpExplainsIt() {
        assertThat(run("repair", "--help")).isZero();
        Golden.check("help-repair.txt", out.toString(StandardCharsets.UTF_8));
    }
}
