package org.compatserver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.compatserver.check.CheckService;
import org.compatserver.testing.Golden;
import org.compatserver.testing.ScriptedEngine;
import org.compatserver.verdict.Question.EngineName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compat why}: what it prints, and its exit codes. */
class WhyCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new CommandLineFace(settings -> new Scripted(), Map.of(), console).run(arguments);
    }

    /** Services over the scripted engine, for questions only. */
    private static final class Scripted extends NoServices {
        private final CheckService checks = new CheckService(
                Map.of(EngineName.RESOLVER, ScriptedEngine.standard()),
                new CheckService.Limits(4, Duration.ofSeconds(20), Duration.ofSeconds(20)));

        @Override
        public CheckService checks() {
            return checks;
        }

        @Override
        public void close() {
            checks.close();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            why-ledger.txt,        1, why --in six Django
            why-ledger-held.txt,   1, why --in google-api-core google-cloud-iot
            why-asgiref.txt,       1, why asgiref --in six Django
            why-newest.txt,        0, why Six --in six Django
            why-held.txt,          1, why google-api-core --in google-api-core google-cloud-iot
            why-gone.txt,          0, why OpenTelemetry.api --in google-api-core google-cloud-iot
            why-not-needed.txt,    0, why numpy --in six Django
            why-error.txt,         1, why numpy --in a b
            unknown.txt,           2, why numpy --in unbuilt
            why-nothing.txt,       0, why --in nothing
            """)
    void tellsPeopleAndExitsByIt(String golden, int code, String command) {
        assertThat(run((command + " --python 3.13.9").split(" "))).isEqualTo(code);
        Golden.check(golden, out.toString(StandardCharsets.UTF_8));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void givesTheSameAsJson() {
        assertThat(run("why", "asgiref", "--in", "six", "Django", "--python", "3.13.9", "--json"))
                .isEqualTo(1);
        Golden.check("why-asgiref.json", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void explainsItself() {
        assertThat(run("why", "--help")).isZero();
        Golden.check("help-why.txt", out.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            why                       | compat: Name at least one package, for example: compat why sqlparse --in Django
            why six                   | compat: Say what six is installed with, for example: compat why six --in Django
            why six<2 --in Django     | compat: 'six<2' is not the name of a package; versions and extras go behind --in
            why six --in              | compat: Missing required parameter for option '--in' at index 0 (PACKAGE)
            why six --in unreachable  | compat: The index cannot be reached: no connection in 5 s
            """)
    void whatGoesWrongIsTwoAndOnTheErrorStream(String command, String message) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines().findFirst()).contains(message);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
