package org.compatserver.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.process.ChildProcess;
import org.compatserver.testing.LoopbackIndex;
import org.compatserver.testing.PythonEnvironment;
import org.compatserver.testing.Universe;
import org.compatserver.wiring.Wiring;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole referee, with an index on the loopback interface: beside the real pip, and beside programs that stand in for a pip that is wrong. */
class RefereeTest {
    private static final String UNIVERSE = """
            a 1.0
            a 2.0: c<2
            b 1.0
            b 1.5: c>=2
            b 2.0: c>=2
            c 1.0
            c 2.0
            d 1.0: c
            e 1.0: c<2
            f 1.0: c>=2
            f 1.1: c==9
              uploaded 2025-06-01
            """;
    private static final String IMPOSSIBLE = "ERROR: ResolutionImpossible: for help visit https://pip.example\n";

    /** All that is heard. */
    private static final class Heard implements Progress {
        final List<String> said = new ArrayList<>();
        int wanted;
        int steps;

        @Override
        public synchronized void say(String text) {
            said.add(text);
        }

        @Override
        public synchronized void begin(int answers) {
            wanted = answers;
        }

        @Override
        public synchronized void step() {
            steps++;
        }

        @Override
        public void end() {}
    }

    private final LoopbackIndex index = LoopbackIndex.start();
    private final Heard heard = new Heard();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path pip;

    @BeforeEach
    void preparePip() throws IOException {
        pip = folder.resolve("cache/referee/pip-26.3");
        Files.createDirectories(pip.getParent());
    }

    @AfterEach
    void close() {
        index.close();
    }

    private Report run(Map<String, String> environment, String portfolio, int sample, PythonVersion python)
            throws Exception {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("HOME", folder.toString());
        String address = index.serve(Universe.of(UNIVERSE)).toString();
        Settings settings = new Settings(
                address,
                List.of(),
                List.of(),
                null,
                false,
                null,
                folder.resolve("cache"),
                null,
                13,
                Platform.DEFAULT,
                variables);
        Plan plan = new Plan(
                "some",
                Stream.of(portfolio.split(" "))
                        .map(text -> List.of(Requirement.of(text)))
                        .toList(),
                List.of(new Plan.Wanted(python, false)),
                sample,
                Plan.Size.PAIRS_AND_TRIPLES,
                1,
                Instant.parse("2025-01-01T00:00:00Z"),
                null,
                2,
                Duration.ofMinutes(2),
                folder.resolve("journal"),
                false);
        try (Services services = Wiring.open(settings)) {
            return new Referee(services.refereeing()).run(plan, heard);
        }
    }

    @Test
    void theRealPipAgrees() throws Exception {
        Path python = Path.of(
                PythonEnvironment.find().command("/referee/pip_driver.py").getFirst());
        PythonVersion version = version(python);
        // neither a folder of pyenv's nor a virtual environment: as on PATH, its pip in a folder of its own
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("python" + version.minorVersion()), python.toRealPath());
        Files.createSymbolicLink(
                pip,
                python.resolveSibling("../lib/python" + version.minorVersion() + "/site-packages")
                        .normalize());
        Map<String, String> environment = Map.of("PATH", bin.toString());

        Report first = run(environment, "a b e f", 8, version);
        assertThat(first.markdown()).contains("| all | 8 | 4 |");
        Report.Row all = first.summary().getLast();
        assertThat(List.of(all.questions(), all.equal(), all.faults(), all.bettered()))
                .containsExactly(8, 8, 0, 0);
        assertThat(List.of(all.success(), all.held(), all.impossible())).doesNotContain(0);
        assertThat(all.pinsEqual()).isEqualTo(all.comparable());
        assertThat(first.newest().equal()).isEqualTo(4).isEqualTo(first.newest().compared());
        assertThat(first.exitCode()).isZero();
        assertThat(heard.steps).isEqualTo(heard.wanted).isEqualTo(4 + 2 * 8);
        assertThat(heard.said).contains("There is no uv on PATH; it is not asked (--uv names one)");
    }

    private static PythonVersion version(Path python) throws InterruptedException {
        var said = new ChildProcess(
                        List.of(python.toString(), "-c", "import platform; print(platform.python_version())"),
                        Map.of(),
                        Duration.ofMinutes(1),
                        100)
                .run();
        String text = ((ChildProcess.Result.Ended) said).output().strip();
        return PythonVersion.parse(text, 13).orElseThrow();
    }

    /** Beside a stand-in: one question about both packages, whichever order it is drawn in. */
    private Report besides(StandIn standIn, String one, String other) throws Exception {
        Files.createDirectories(pip);
        return run(
                Map.of("PYENV_ROOT", standIn.pyenv().toString(), "PATH", "/usr/bin:/bin"),
                one + " " + other,
                1,
                new PythonVersion(3, 13, 0));
    }

    private static Report.Entry only(Report report) {
        assertThat(report.questions()).hasSize(1);
        return report.questions().getFirst();
    }

    @Test
    void aSetOfPipsThatDoesNotHoldProvesItWrong() throws Exception {
        StandIn standIn = StandIn.in(folder).installs("alone a", "a==2.0").installs("alone b", "b==2.0");
        for (String asked : List.of("a b", "b a", "a a==2.0 b b==2.0", "b b==2.0 a a==2.0")) {
            standIn.installs(asked, "a==2.0", "b==2.0", "c==2.0");
        }
        Report report = besides(standIn, "a", "b");
        assertThat(only(report).verdict()).isEqualTo("PIP_WRONG");
        assertThat(only(report).explanation())
                .isEqualTo("pip's set does not hold: a 2.0 requires c<2, but 2.0 is pinned");
        assertThat(only(report).ours()).isEqualTo("CHECK_WARNING: b held 2.0 -> 1.0");
        assertThat(only(report).pip()).isEqualTo("SUCCESS");
    }

    @Test
    void anAdmissibleSetOfOursProvesAPipWrongThatFindsNone() throws Exception {
        StandIn standIn = StandIn.in(folder).installs("alone a", "a==2.0").installs("alone d", "d==1.0");
        for (String asked : List.of("a d", "d a", "a a==2.0 d d==1.0", "d d==1.0 a a==2.0")) {
            standIn.fails(asked, IMPOSSIBLE);
        }
        Report report = besides(standIn, "a", "d");
        assertThat(only(report).verdict()).isEqualTo("PIP_WRONG");
        assertThat(only(report).explanation()).isEqualTo("our set is admissible");
        assertThat(report.exitCode()).isZero();
    }

    @Test
    void anAnswerOfPipsThatIsBetterFails() throws Exception {
        StandIn standIn = StandIn.in(folder).installs("alone a", "a==2.0").installs("alone b", "b==2.0");
        standIn.fails("a a==2.0 b b==2.0", IMPOSSIBLE).fails("b b==2.0 a a==2.0", IMPOSSIBLE);
        standIn.installs("a b", "a==2.0", "b==1.5").installs("b a", "a==2.0", "b==1.5");
        Report report = besides(standIn, "a", "b");
        assertThat(only(report).verdict()).isEqualTo("EQUAL");
        assertThat(only(report).better()).isEqualTo("newer: b 1.5 instead of 1.0");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void anotherNewestVersionFails() throws Exception {
        StandIn standIn = StandIn.in(folder).installs("alone a", "a==1.0").installs("alone d", "d==1.0");
        for (String asked : List.of("a d", "d a", "a a==1.0 d d==1.0", "d d==1.0 a a==1.0")) {
            standIn.installs(asked, "a==1.0", "c==2.0", "d==1.0");
        }
        Report report = besides(standIn, "a", "d");
        assertThat(report.newest().different()).containsExactly("a on 3.13.0: ours 2.0, pip's 1.0");
        assertThat(report.exitCode()).isEqualTo(1);
    }

    @Test
    void aBreakdownIsNeitherAgreementNorKept() throws Exception {
        StandIn standIn = StandIn.in(folder).installs("alone a", "a==2.0").installs("alone d", "d==1.0");
        Report broken = besides(standIn, "a", "d");
        assertThat(only(broken).verdict()).isEqualTo("FAULT");
        assertThat(broken.summary().getLast().questions()).isZero();
        assertThat(broken.exitCode()).isEqualTo(2);
        assertThat(broken.markdown()).contains("### Broken down").contains("FAULT: pip ended with 9");
    }

    @Test
    void withoutAnyOfThePythonsThereIsNothingToDo() {
        assertThatThrownBy(() -> run(Map.of("PATH", "/nowhere"), "a b", 1, new PythonVersion(3, 13, 0)))
                .isInstanceOf(RefereeProblem.class)
                .hasMessage("None of these Pythons is among pyenv's or on PATH as pythonX.Y: 3.13");
        assertThat(heard.said)
                .containsExactly("No CPython 3.13 is among pyenv's or on PATH; its questions are left out");
    }
}
