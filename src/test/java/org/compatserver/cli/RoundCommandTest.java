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
import org.compatserver.testing.SmallWorld;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code compat round} and {@code compat rounds}: what they read, print and write, and their exit codes. */
class RoundCommandTest {
    private static final String UNIVERSE = """
            app 1.0: lib<2
            tool 1.0: lib>=2
            lib 1.0
            lib 2.0
            loner 1.0
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SmallWorld world = SmallWorld.of(UNIVERSE);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new CommandLineFace(settings -> new World(), Map.of(), console).run(arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
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

    @Test
    void theReplySaysWhatIsNotAskedForOnATarget() throws IOException {
        String list = file("list.txt", "app\nloner; python_version < '3.13'\n");
        assertThat(run("round", list, "--python", "3.12,3.13", "--json")).isZero();
        assertThat(new JsonMapper().readTree(printed()).findValues("asked"))
                .extracting(JsonNode::booleanValue)
                .containsExactly(true, true, true, false);
    }

    @Test
    void printsASummaryAndExitsWith1WhereSomethingDoesNotFit() throws IOException {
        assertThat(run("round", file("list.txt", "app\ntool\nlib\nloner\n"), "--python", "3.12,3.13"))
                .isEqualTo(1);
        assertThat(printed())
                .startsWith("Round 1: 20 checks of 4 packages, by themselves and in 6 pairs, on CPython 3.12")
                .contains("\n  3.13        8              1              1        0            0\n");
        assertThat(complained()).isEmpty();
    }

    @Test
    void exitsWith0WhereAllFits() throws IOException {
        assertThat(run("round", file("list.txt", "lib\nloner\n"))).isEqualTo(0);
        assertThat(run("round", file("one.txt", "lib\n"))).isEqualTo(0);
    }

    @Test
    void aPackageThatIsHeldBackFailsUnlessOnlyErrorsDo() throws IOException {
        String list = file("list.txt", "app\nlib\n");
        assertThat(run("round", list)).isEqualTo(1);
        assertThat(run("round", list, "--fail-on=error")).isEqualTo(0);
        assertThat(run("round", list, "--fail-on=never")).isEqualTo(2);
        assertThat(complained()).startsWith("compat: Invalid value 'never' of --fail-on. Must be error or warning");
    }

    @Test
    void printsAllResultsAsJson() throws IOException {
        run("round", file("list.txt", "[ours]\napp\ntool\n[theirs]\nlib\nloner\n"), "--json");
        assertThat(printed())
                .startsWith("{\n  \"id\" : 1,\n  \"state\" : \"finished\",\n")
                .contains("\"section\" : \"theirs\"")
                .endsWith("\"notices\" : [ ]\n}\n");
    }

    @Test
    void writesATableAndAPicture() throws IOException {
        String list = file("list.txt", "[ours]\napp\ntool\n[=theirs]\nlib\n");
        assertThat(run("round", list, "--csv", "-")).isEqualTo(1);
        assertThat(printed())
                .startsWith("python_version,platform,first,")
                .contains(",app,ours,lib,'=theirs,CHECK_WARNING,")
                .contains(",lib,'=theirs,tool,ours,SUCCESS,UNION,COMPUTED,,,\r\n");
        Path table = folder.resolve("failures.csv");
        Path picture = folder.resolve("round.svg");
        run("round", list, "--csv", table.toString(), "--failures-only", "--svg", picture.toString());
        assertThat(Files.readString(table).lines().count()).isEqualTo(3);
        assertThat(Files.readString(picture))
                .startsWith("<svg ")
                .contains(">app with tool")
                .endsWith("</svg>\n");
    }

    @Test
    void everythingThatIsWrongWithTheFilesIsSaidAtOnce() throws IOException {
        String list = file("list.txt", "app\nb==\n-e .\n");
        String expected = file("expected.toml", "[[expected]]\npackages = ['app']\n");
        assertThat(run("round", list, "--expect", expected)).isEqualTo(2);
        assertThat(complained()).isEqualTo("""
                compat: list.txt:2: not a requirement: A version is expected after '=='
                    b==
                       ^
                list.txt:3: '-e .' is a folder or an address, and only packages of the index are checked; name the project instead
                expected.toml:1: 'until' is missing: the last day on which this is put up with, such as 2027-01-31
                expected.toml:1: a 'reason' is missing: why this is put up with
                """);
    }

    @Test
    void packagesThatTheIndexDoesNotKnowAreAllReportedBeforeAnythingRuns() throws IOException {
        String list = file("list.txt", "app\nlonr\nnobody>=2\n");
        assertThat(run("round", list, "loner.txt")).isEqualTo(2);
        assertThat(complained()).isEqualTo("compat: There is no file 'loner.txt'\n");
        assertThat(run("round", list)).isEqualTo(2);
        assertThat(complained()).isEqualTo("""
                compat: list.txt:2: the index does not know 'lonr'
                list.txt:3: the index does not know 'nobody'
                Correct or remove these lines, or pass --skip-unknown
                """);
        assertThat(world.rounds().store().rounds(9)).isEmpty();
        assertThat(run("round", list, "--skip-unknown", "--json")).isEqualTo(0);
        assertThat(printed())
                .contains("\"checks\" : 1,")
                .contains("list.txt:2: left out: the index does not know 'lonr'");
    }

    @Test
    void expectedFailuresDoNotFailTheRound() throws IOException {
        String list = file("list.txt", "app\ntool\nlib\n");
        String entry = "\nreason = 'known'\nuntil = ";
        String all = file("all.toml", "[[expected]]\npackages = ['app']" + entry + "2026-11-22\n");
        assertThat(run("round", list, "--expect", all)).isEqualTo(0);
        assertThat(printed()).endsWith("\n2 failures are expected, 0 not.\n");
        String old = file("old.toml", "[[expected]]\npackages = ['app']" + entry + "2026-11-21\n");
        assertThat(run("round", list, "--expect", old)).isEqualTo(1);
        assertThat(printed().replace(folder + "/", "")).endsWith("""

                0 failures are expected, 2 not:
                  app with lib on 3.13: CHECK_WARNING
                  app with tool on 3.13: INSTALL_ERROR
                old.toml:1: the failure of app was put up with until 2026-11-21 (known), and that day is over: renew the entry, or remove it.
                """);
        String idle = file("idle.toml", "[[expected]]\npackages = ['app', 'loner']" + entry + "2026-11-22\n");
        assertThat(run("round", list, "--expect", idle)).isEqualTo(1);
        assertThat(printed().replace(folder + "/", "")).endsWith("""

                0 failures are expected, 2 not:
                  app with lib on 3.13: CHECK_WARNING
                  app with tool on 3.13: INSTALL_ERROR
                idle.toml:1: loner is not in this round: correct the name, or remove the entry.
                """);
    }

    @Test
    void optionsThatDoNotGoTogetherAreRefused() throws IOException {
        String list = file("list.txt", "app\n");
        assertThat(run("round", list, "--json", "--csv", "-")).isEqualTo(2);
        assertThat(run("round", list, "--failures-only")).isEqualTo(2);
        assertThat(complained()).isEqualTo("compat: --failures-only is about the table: it needs --csv FILE\n");
        assertThat(run("round", list, "--svg", folder.toString())).isEqualTo(2);
        assertThat(run("round", list, "--svg", folder.resolve("no/there.svg").toString()))
                .isEqualTo(2);
        assertThat(run("round")).isEqualTo(2);
        assertThat(run("round", folder.toString())).isEqualTo(2);
        assertThat(complained()).isEqualTo("compat: '" + folder + "' is a folder; name a file in it\n");
        assertThat(run("round", list, "--python", "4")).isEqualTo(2);
    }

    @Test
    void theSummaryOfAKeptRoundIsShownAgain() throws IOException {
        assertThat(run("rounds")).isEqualTo(0);
        assertThat(printed()).isEqualTo("No round is kept yet; compat round FILE runs one.\n");
        run("round", file("list.txt", "app\ntool\nlib\nloner\n"), "--causes", "0");
        String summary = printed();
        assertThat(run("rounds", "1", "--causes", "0")).isEqualTo(1);
        assertThat(printed()).isEqualTo(summary);
        assertThat(run("rounds")).isEqualTo(0);
        assertThat(printed())
                .startsWith("   1  2026-11-22 12:00 UTC  ")
                .endsWith("\n      8 SUCCESS, 1 CHECK_WARNING, 1 INSTALL_ERROR\n");
        assertThat(run("rounds", "2")).isEqualTo(2);
        assertThat(complained()).isEqualTo("compat: There is no round 2; compat rounds lists those there are\n");
    }

    @Test
    void roundsAreCompared() throws IOException {
        run("round", file("list.txt", "app\ntool\nlib\nloner\n"), "--constraint", "lib<2");
        run("round", file("list.txt", "app\ntool\nlib\nloner\n"));
        assertThat(run("diff", "1", "1")).isEqualTo(0);
        assertThat(run("diff", "1", "2")).isEqualTo(1);
        assertThat(printed())
                .startsWith("Round 1 (at 2026-11-22T12:00:00Z) to round 2 (at 2026-11-22T12:00:00Z): 1 regressed, ")
                .contains("They do not ask the same: constraints, sources, pre-releases or strictness differ.")
                .contains("app with lib on 3.13: SUCCESS, then CHECK_WARNING.");
        assertThat(run("diff", "2", "1", "--json")).isEqualTo(1);
        assertThat(printed()).contains("\"fixed\" : [ {\n    \"first\" : \"app\",\n    \"second\" : \"lib\",");
        assertThat(run("diff", "1")).isEqualTo(2);
        assertThat(run("diff", "1", "9")).isEqualTo(2);
        assertThat(complained()).isEqualTo("compat: There is no round 9; compat rounds lists those there are\n");
    }
}
