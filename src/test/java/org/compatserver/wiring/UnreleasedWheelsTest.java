package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.compatserver.cli.CommandLineFace;
import org.compatserver.testing.Golden;
import org.compatserver.testing.LocalFiles;
import org.compatserver.testing.LoopbackIndex;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Check before you publish: {@code compat round --find-links} of the whole program, with real wheels in a folder beside an index on the loopback interface. */
class UnreleasedWheelsTest {
    private static final Universe INDEX = Universe.of("""
            core 1: proto>=5
            iot 1: proto<5
            storage 1: proto
            legacy 1: proto<5
            loner 1
            proto 4
            proto 5
            """);

    private static final String PORTFOLIO = "core\niot\nlegacy\nloner\nstorage\n";

    private final LoopbackIndex index = LoopbackIndex.start();
    private final URI address = index.serve(INDEX);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        index.close();
    }

    private Path wheels() {
        return folder.resolve("wheels");
    }

    private int run(String... more) throws IOException {
        out.reset();
        err.reset();
        List<String> words = new ArrayList<>(List.of(
                "round",
                Files.writeString(folder.resolve("list.txt"), PORTFOLIO).toString(),
                "--python",
                "3.13.9",
                "--index-url",
                address.toString(),
                "--cache-dir",
                folder.resolve("cache").toString(),
                "--data-dir",
                folder.resolve("data").toString()));
        words.addAll(List.of(more));
        return CommandLineFace.run(
                words.toArray(String[]::new),
                Wiring::open,
                Map.of("HOME", folder.toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private int rehearse(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("--find-links", wheels().toString()));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8).replace(folder + "/", "");
    }

    /** Of what is built: no upload time. */
    private void build(String releases) {
        LocalFiles.write(wheels(), Universe.of(releases));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            unreleased-breaks.txt   | 1 | storage 2: proto<5
            unreleased-fixes.txt    | 0 | iot 2: proto>=4
            unreleased-together.txt | 1 | iot 2: proto>=6; core 2: proto>=6; proto 6
            unreleased-nothing.txt  | 0 | loner 2
            unreleased-nobody.txt   | 0 | nobody 1: proto
            unreleased-alone.txt    | 1 | loner 2: gone
            """)
    void saysWhatTheyWouldBreakAndFix(String golden, int code, String releases) throws IOException {
        build(releases.replace("; ", "\n"));
        assertThat(rehearse()).as(complained()).isEqualTo(code);
        Golden.check(golden, printed());
        assertThat(complained()).isEmpty();
    }

    @Test
    void saysTheSameAsJson() throws IOException {
        build("iot 2: proto>=6\ncore 2: proto>=6\nproto 6\nloner 2: gone");
        assertThat(rehearse("--json")).isEqualTo(1);
        Golden.check("unreleased.json", printed());
    }

    @Test
    void aMomentDoesNotExcludeFilesWithoutUploadTime() throws IOException {
        build("storage 2: proto<5");
        assertThat(rehearse("--as-of", "2026-01-01")).isEqualTo(1);
        assertThat(printed())
                .contains("  As of 2026-01-01T00:00:00Z; this file has no upload time and counts as there.\n");
    }

    @Test
    void theFolderIsReadAnewEachTime() throws IOException {
        build("storage 2: proto<5");
        assertThat(rehearse()).isEqualTo(1);
        build("storage 2: proto");
        assertThat(rehearse()).as(printed()).isZero();
        build("iot 2: proto");
        assertThat(rehearse()).isZero();
        assertThat(printed()).contains("They would fix ");
    }

    @Test
    void whatIsKeptOfTheIndexDoesNotKnowOfThem() throws IOException {
        build("storage 2: proto<5");
        assertThat(run("--json")).isEqualTo(1);
        String before = printed();
        rehearse();
        assertThat(run("--json", "--recheck")).isEqualTo(1);
        assertThat(results(printed())).isEqualTo(results(before));
        run("--json");
        assertThat(results(printed())).isEqualTo(results(before));
    }

    private static List<String> results(String json) {
        return json.lines()
                .filter(line -> line.contains("\"result\"") || line.contains("\"held"))
                .toList();
    }

    @Test
    void whatCannotBeReadIsSaidBeforeAnythingRuns() throws IOException {
        build("storage 2: proto<5");
        Files.writeString(wheels().resolve("iot-2-py3-none-any.whl"), "no archive");
        Files.writeString(wheels().resolve("nonsense.whl"), "");
        Files.move(wheels().resolve("storage-2-py3-none-any.whl"), wheels().resolve("core-2-py3-none-any.whl"));
        assertThat(rehearse()).isEqualTo(2);
        assertThat(complained()).isEqualTo("""
                compat: wheels/core-2-py3-none-any.whl cannot be used: Its .dist-info directory storage-2.dist-info is not of core
                wheels/iot-2-py3-none-any.whl cannot be used: iot-2-py3-none-any.whl is broken: It is not a zip archive, or it is cut off; whoever made it must look
                wheels/nonsense.whl is no name of a wheel: A wheel's name has five or six parts, joined by dashes
                """);
        assertThat(printed()).isEmpty();
    }

    @Test
    void whereThereIsNothingItIsSaid() throws IOException {
        assertThat(rehearse()).isEqualTo(2);
        Files.createDirectories(wheels());
        String noFolder = complained();
        assertThat(rehearse()).isEqualTo(2);
        assertThat(List.of(noFolder, complained()))
                .containsExactly(
                        "compat: wheels is no folder of this machine; a round takes files that are not released from folders only\n",
                        "compat: There is no wheel and no source archive in wheels\n");
    }
}
