package org.compatserver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.compatserver.check.CheckService;
import org.compatserver.round.RoundService;
import org.compatserver.round.sets.SetService;
import org.compatserver.testing.Golden;
import org.compatserver.testing.SmallWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code compat sets}: what it prints and writes, and how it exits, over a small index. */
class SetsCommandTest {
    private static final String UNIVERSE = """
            core 2.0: proto>=5
            storage 3.0: proto>=5
            iot 2.0: proto<5
            proto 4.25
            proto 5.29
            legacy 1.0: gone
            left 1: mid!=1
            right 1: mid!=2
            upper 1: mid!=3
            mid 1
            mid 2
            mid 3
            built 1
              sdist unknowable
            needs-built 1: built
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SmallWorld world = SmallWorld.of(UNIVERSE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        world.close();
    }

    private int run(String portfolio, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("list.txt"), portfolio.replace(' ', '\n'));
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        String[] words = new String[arguments.length + 2];
        words[0] = "sets";
        words[1] = file.toString();
        System.arraycopy(arguments, 0, words, 2, arguments.length);
        return new CommandLineFace(settings -> new World(), Map.of(), console).run(words);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }

    /** The program over the small universe. */
    private final class World extends NoServices {
        @Override
        public CheckService checks() {
            return world.checks();
        }

        @Override
        public RoundService rounds() {
            return world.rounds();
        }

        @Override
        public SetService sets() {
            return world.sets();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            sets-all.txt,     0, core storage proto
            sets-one.txt,     0, core
            sets-some.txt,    1, core storage iot proto legacy
            sets-three.txt,   1, left right upper core
            sets-none.txt,    1, legacy
            sets-unknown.txt, 2, core needs-built
            """)
    void saysHowManyFitAndExitsByWhetherAllDo(String golden, int code, String portfolio) throws IOException {
        assertThat(run(portfolio, "--python", "3.13.9")).isEqualTo(code);
        Golden.check(golden, printed());
        assertThat(complained()).isEmpty();
    }

    @Test
    void tellsEachPythonApart() throws IOException {
        assertThat(run("core storage", "--python", "3.12.5,3.13.9")).isZero();
        assertThat(printed())
                .startsWith("All 2 packages fit together, each at its newest   (CPython 3.12.5, ")
                .contains("\nAll 2 packages fit together, each at its newest   (CPython 3.13.9, ");
    }

    @Test
    void printsTheSameAsJson() throws IOException {
        assertThat(run("core storage iot proto legacy needs-built", "--python", "3.13.9", "--json"))
                .isEqualTo(1);
        Golden.check("sets.json", printed());
    }

    @Test
    void writesThePinsOfTheSet() throws IOException {
        Path pins = folder.resolve("pins.txt");
        assertThat(run("core storage iot", "--requirements", pins.toString())).isEqualTo(1);
        assertThat(pins).hasContent("core==2.0\nproto==5.29\nstorage==3.0\n");
    }

    @Test
    void leavesOutWhatTheIndexDoesNotKnowIfToldTo() throws IOException {
        assertThat(run("core unheard-of")).isEqualTo(2);
        assertThat(complained()).isEqualTo("""
                        compat: list.txt:2: the index does not know 'unheard-of'
                        Correct or remove this line, or pass --skip-unknown
                        """);
        assertThat(run("core unheard-of", "--skip-unknown")).isZero();
    }

    @Test
    void badUsageIsTwoAndSaysWhatToDo() throws IOException {
        assertThat(run("core", "--within", "soon")).isEqualTo(2);
        assertThat(run(
                        "core",
                        "--python",
                        "3.12,3.13",
                        "--requirements",
                        folder.resolve("pins.txt").toString()))
                .isEqualTo(2);
        assertThat(complained())
                .contains(
                        "Invalid value 'soon' of --within",
                        "compat: --requirements writes one set: ask for one Python and one platform\n");
    }

    @Test
    void helpExplainsIt() throws IOException {
        assertThat(run("core", "--help")).isZero();
        Golden.check("help-sets.txt", printed());
    }
}
