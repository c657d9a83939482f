package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.compatserver.check.Fault;
import org.compatserver.check.Outcome;
import org.compatserver.cli.CommandLineFace;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;
import org.compatserver.pep.target.Platform;
import org.compatserver.snapshot.Snapshot;
import org.compatserver.verdict.Context.IndexSource;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionTexts;
import org.compatserver.wire.Replies;
import org.compatserver.wire.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as it is built for users, without an index in reach: the shipped snapshot answers, and says that it does. */
class WholeProgramTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private Settings settings(String indexUrl, boolean offline, Map<String, String> environment) {
        return new Settings(
                indexUrl.isEmpty() ? null : indexUrl,
                List.of(),
                List.of(),
                null,
                offline,
                null,
                folder.resolve("cache"),
                null,
                13,
                Platform.DEFAULT,
                environment);
    }

    private static Question question(Services services, String python, String... packages) {
        QuestionTexts texts = new QuestionTexts(
                List.of(packages), List.of(), python, null, null, null, null, null, null, null, List.of());
        return ((Asked.Read) services.reader().read(texts)).question();
    }

    private static Verdict verdict(Services services, String python, String... packages) {
        return ((Outcome.Answered<Verdict>) services.checks().check(question(services, python, packages))).answer();
    }

    @Test
    void offlineTheShippedSnapshotAnswersAndTheReplySaysSo() throws Services.ConfigurationProblem {
        try (Services services = Wiring.open(settings("", true, Map.of()))) {
            Verdict verdict = verdict(services, "3", "six", "Django");
            Reply reply = Replies.of(verdict);
            assertThat(reply.result()).isEqualTo("SUCCESS");
            assertThat(reply.requirements()).contains("Django==", "six==");
            assertThat(reply.indexSource()).isEqualTo("snapshot");
            assertThat(reply.indexTime()).isBefore(reply.checkedAt());
            assertThat(reply.notices()).as("it was asked not to ask the index").isEmpty();
        }
    }

    @Test
    void whatElseThereIsToKnowIsInTextAndJsonAlike() {
        String dropped = "The requirement nose; python_version < \"3\" does not count on this target";
        Map<String, String> environment = Map.of(
                "COMPAT_OFFLINE",
                "true",
                "COMPAT_CACHE_DIR",
                folder.resolve("cache").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] check = {"check", "six[nope]", "nose; python_version<'3'"};
        assertThat(CommandLineFace.run(check, Wiring::open, environment, stream, stream))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\n  note: " + dropped, "\n  note: six 1.17.0 has no extra 'nope'.\n");
        out.reset();
        String[] json = {"check", "six[nope]", "nose; python_version<'3'", "--json"};
        assertThat(CommandLineFace.run(json, Wiring::open, environment, stream, stream))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"description\" : null", "\"notices\" : [ \"" + dropped.replace("\"", "\\\""));
    }

    @Test
    void anIndexThatCannotBeReachedIsReplacedToo() throws Services.ConfigurationProblem {
        // Nothing listens on the discard port of the loopback interface.
        try (Services services = Wiring.open(settings("http://127.0.0.1:9/simple/", false, Map.of()))) {
            Verdict verdict = verdict(services, "2", "six", "Django");
            assertThat(verdict).isInstanceOf(Verdict.Success.class);
            assertThat(verdict.context().indexSource()).isEqualTo(IndexSource.SNAPSHOT);
            assertThat(Replies.of(verdict).requirements()).contains("Django==1.11.29\n");
            assertThat(Replies.of(verdict).notices())
                    .singleElement()
                    .asString()
                    .matches(
                            "Cannot connect to http://127\\.0\\.0\\.1:9 \\(.*\\); answered from the snapshot that ships with"
                                    + " the program, recorded 2\\S*Z\\.");
        }
    }

    @Test
    void anIndexThatAcceptsAndSaysNothingIsReplacedToo() throws IOException, Services.ConfigurationProblem {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Services services = Wiring.open(
                        settings("http://127.0.0.1:" + silent.getLocalPort() + "/simple/", false, Map.of()),
                        usual -> usual.withRead(Duration.ofMillis(300)))) {
            Verdict verdict = verdict(services, "3", "six", "Django");
            assertThat(verdict).isInstanceOf(Verdict.Success.class);
            assertThat(verdict.context().indexSource()).isEqualTo(IndexSource.SNAPSHOT);
            Outcome<Verdict> outcome = services.checks().check(question(services, "3", "not-in-the-snapshot"));
            assertThat(((Outcome.Failed<Verdict>) outcome).fault().message())
                    .contains("http://127.0.0.1:" + silent.getLocalPort() + "/simple/", "did not answer in time");
        }
    }

    @Test
    void whatTheSnapshotDoesNotHoldIsAFaultOfTheIndex() throws Services.ConfigurationProblem {
        try (Services services = Wiring.open(settings("http://127.0.0.1:9/simple/", false, Map.of()))) {
            Outcome<Verdict> outcome = services.checks().check(question(services, "3", "not-in-the-snapshot"));
            assertThat(outcome).isInstanceOf(Outcome.Failed.class);
            Fault fault = ((Outcome.Failed<Verdict>) outcome).fault();
            assertThat(fault.kind()).isEqualTo(Fault.Kind.INDEX);
            assertThat(fault.message())
                    .startsWith("Cannot connect to http://127.0.0.1:9 (")
                    .endsWith("); check the network, the proxy and the index's address. The project not-in-the-snapshot"
                            + " is not in the snapshot that ships with the program, either");
        }
    }

    @Test
    void withoutPipAndWithoutAnAddressItSaysWhatToDo() {
        assertThatThrownBy(() -> Wiring.open(settings("", false, Map.of("HOME", folder.toString()))))
                .isInstanceOf(Services.ConfigurationProblem.class)
                .hasMessage("No package index is known: install pip, or pass --index-url URL");
    }

    @Test
    void theInstalledPipIsAskedOnce() throws IOException, Services.ConfigurationProblem {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path asked = folder.resolve("asked");
        Path python = bin.resolve("python3");
        Files.writeString(
                python,
                "#!/bin/sh\necho \"$@\" >> " + asked
                        + "\necho '  -i, --index-url <url>  Base URL of the Python Package Index (default"
                        + " http://127.0.0.1:9/simple). This should point to'\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();
        Map<String, String> environment = Map.of("PATH", bin.toString(), "HOME", folder.toString());
        for (int i = 0; i < 2; i++) {
            try (Services services = Wiring.open(settings("", false, environment))) {
                assertThat(verdict(services, "3", "six")).isInstanceOf(Verdict.Success.class);
            }
        }
        assertThat(Files.readString(asked, StandardCharsets.UTF_8)).isEqualTo("-m pip help install\n");
    }

    @Test
    void whatStandsInForTheIndexIsNotRecorded() throws IOException, Services.ConfigurationProblem {
        Path file = folder.resolve("none.snapshot");
        try (Services services = Wiring.open(settings("http://127.0.0.1:9/simple/", false, Map.of()))) {
            Services.Recorded recorded = services.record(List.of(question(services, "3", "six", "Django")), file);
            assertThat(recorded.failures())
                    .singleElement()
                    .asString()
                    .startsWith("six Django: Cannot connect to http://127.0.0.1:9 (");
            assertThat(file).doesNotExist();
        }
    }

    @ParameterizedTest(name = "{0} -o {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            q.txt       | .             | is a folder; name a file with -o
            q.txt       | q.txt/a       | cannot be written: DIR/q.txt is no folder that this user may write to
            missing.txt | new.snapshot  | There is no file of questions DIR/missing.txt
            empty.txt   | new.snapshot  | The file DIR/empty.txt holds no question
            open.txt    | new.snapshot  | DIR/open.txt, line 2: A quote (') is not closed
            """)
    void whatCannotBeRecordedIsSaid(String questions, String output, String message) throws IOException {
        Files.writeString(folder.resolve("q.txt"), "six\n");
        Files.writeString(folder.resolve("empty.txt"), "# nothing\n\n");
        Files.writeString(folder.resolve("open.txt"), "six\n'six Django\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] create = {
            "snapshot",
            "create",
            folder.resolve(questions).toString(),
            "-o",
            folder.resolve(output).toString(),
            "--offline"
        };
        assertThat(CommandLineFace.run(create, Wiring::open, Map.of("HOME", folder.toString()), stream, stream))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(message.replace("DIR", folder.toString()));
        assertThat(folder.resolve("new.snapshot")).doesNotExist();
    }

    @Test
    void anIndexThatIsNeitherAnAddressNorAFolderIsRefused() {
        assertThatThrownBy(() -> Wiring.open(settings("nonsense", false, Map.of())))
                .isInstanceOf(Services.ConfigurationProblem.class)
                .hasMessageStartingWith("What --index-url says is neither an http, https or file address");
    }

    @Test
    void aSnapshotIsCalledOneHoweverOftenItIsAsked() throws IOException, Services.ConfigurationProblem {
        Path file = folder.resolve("small.snapshot");
        try (Services services = Wiring.open(settings("", true, Map.of()))) {
            services.record(List.of(question(services, "3", "six")), file);
        }
        Settings from = new Settings(
                null,
                List.of(),
                List.of(),
                file,
                false,
                null,
                folder.resolve("other"),
                null,
                13,
                Platform.DEFAULT,
                Map.of());
        Instant recorded = Snapshot.open(file).recordedAt();
        for (int i = 0; i < 3; i++) {
            try (Services services = Wiring.open(from)) {
                for (int j = 0; j < 2; j++) {
                    Verdict verdict = verdict(services, "3", "six");
                    assertThat(verdict.context().indexSource()).isEqualTo(IndexSource.SNAPSHOT);
                    assertThat(verdict.context().indexTime()).isEqualTo(recorded);
                }
            }
        }
    }

    @Test
    void theShippedSnapshotIsCalledOneHoweverOftenItIsAsked() throws Services.ConfigurationProblem {
        for (int i = 0; i < 3; i++) {
            try (Services services = Wiring.open(settings("", true, Map.of()))) {
                Verdict verdict = verdict(services, "3", "six");
                assertThat(verdict.context().indexSource()).isEqualTo(IndexSource.SNAPSHOT);
                assertThat(verdict.context().indexTime()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
            }
        }
    }

    @Test
    void aSnapshotOfASnapshotAnswersAlike() throws IOException, Services.ConfigurationProblem {
        Path file = folder.resolve("small.snapshot");
        String first;
        try (Services services = Wiring.open(settings("", true, Map.of()))) {
            Services.Recorded recorded = services.record(List.of(question(services, "3", "six", "Django")), file);
            assertThat(recorded.failures()).isEmpty();
            assertThat(recorded.bytes()).isLessThan(500_000);
            first = String.valueOf(
                    Replies.of(verdict(services, "3", "six", "Django")).requirements());
        }
        Settings from = new Settings(
                null,
                List.of(),
                List.of(),
                file,
                false,
                null,
                folder.resolve("other"),
                null,
                13,
                Platform.DEFAULT,
                Map.of());
        try (Services services = Wiring.open(from)) {
            assertThat(Replies.of(verdict(services, "3", "six", "Django")).requirements())
                    .isEqualTo(first);
        }
    }

    @Test
    void aFileThatIsNoSnapshotIsAProblemOfTheConfiguration() throws IOException {
        Path file = Files.writeString(folder.resolve("no.snapshot"), "nothing");
        Settings from = new Settings(
                null, List.of(), List.of(), file, false, null, folder, null, 13, Platform.DEFAULT, Map.of());
        assertThatThrownBy(() -> Wiring.open(from))
                .isInstanceOf(Services.ConfigurationProblem.class)
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void aPortThatIsTakenIsSaid() throws Services.ConfigurationProblem {
        try (Services services = Wiring.open(settings("", true, Map.of()));
                Services.Serving serving = Served.by(services, 0)) {
            int port = serving.port();
            assertThatThrownBy(() -> Served.by(services, port))
                    .isInstanceOf(Services.ConfigurationProblem.class)
                    .hasMessage("Port " + port + " of 127.0.0.1 is in use; pass another one as --port");
        }
    }
}
