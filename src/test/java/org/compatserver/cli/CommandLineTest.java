package org.compatserver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.compatserver.check.CheckService;
import org.compatserver.referee.Equipment;
import org.compatserver.testing.AnsweringEngine;
import org.compatserver.testing.Golden;
import org.compatserver.testing.ScriptedEngine;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionQuery;
import org.compatserver.wire.QuestionReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line: what it prints where, exit codes, options and their environment variables. */
class CommandLineTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Settings> opened = new ArrayList<>();
    private final List<Question> recorded = new ArrayList<>();
    private final List<Question> asked = new ArrayList<>();
    private final List<QuestionReader> served = new ArrayList<>();

    private int run(Map<String, String> environment, String... arguments) {
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new CommandLineFace(this::open, environment, console).run(arguments);
    }

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private Services open(Settings settings) throws Services.ConfigurationProblem {
        opened.add(settings);
        if ("none".equals(settings.indexUrl())) {
            throw new Services.ConfigurationProblem("No package index is known: install pip, or pass --index-url URL");
        }
        ScriptedEngine script = ScriptedEngine.standard();
        CheckService checks = new CheckService(
                Map.of(
                        EngineName.RESOLVER,
                        new AnsweringEngine(
                                question -> {
                                    asked.add(question);
                                    return script.answer(question);
                                },
                                question -> {
                                    asked.add(question);
                                    return script.since(question);
                                })),
                new CheckService.Limits(4, Duration.ofSeconds(20), Duration.ofSeconds(20)));
        return new Scripted(checks);
    }

    /** Services over the scripted engine. */
    private final class Scripted extends NoServices {
        private final CheckService checks;

        Scripted(CheckService checks) {
            this.checks = checks;
        }

        @Override
        public CheckService checks() {
            return checks;
        }

        @Override
        public void close() {
            checks.close();
        }

        @Override
        public Equipment refereeing() throws ConfigurationProblem {
            throw new ConfigurationProblem("No package index is known: install pip, or pass --index-url URL");
        }

        @Override
        public Serving serve(ServeSettings how, QuestionReader reader) throws ConfigurationProblem {
            served.add(reader);
            throw new ConfigurationProblem(
                    "Port " + how.port() + " of " + how.host() + " is in use; pass another one as --port");
        }

        @Override
        public Recorded record(List<Question> questions, Path file) {
            recorded.addAll(questions);
            return new Recorded(12, 56_789, List.of());
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        success.txt,       0, six Django
        warning.txt,       1, google-api-core google-cloud-iot
        alternatives.txt,  1, new old
        install-error.txt, 1, a b
        unknown.txt,       2, unbuilt
        nothing.txt,       0, nothing
        """)
    void printsAnAnswerForPeopleAndExitsByIt(String golden, int code, String packages) {
        assertThat(run(("check " + packages + " --python 3.13.9").split(" "))).isEqualTo(code);
        Golden.check(golden, printed());
        assertThat(complained()).isEmpty();
    }

    @Test
    void printsTheReplyOfTheWireAsJson() {
        assertThat(run("check", "google-api-core", "google-cloud-iot", "--python", "3.13.9", "--json"))
                .isEqualTo(1);
        Golden.check("warning.pretty.json", printed());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        since-upload.txt,    1, since google-api-core google-cloud-iot --python 3.13.9
        since-refused.txt,   1, since refused --python 3.13.9 --platform macos-arm64 --sources wheels --pre --strict --constraint b>1 --as-of 2026-11-20
        since-never.txt,     1, since never --python 3.13.9
        since-not-known.txt, 2, since too long --python 3.13.9
        since-fits.txt,      0, since six Django --python 3.13.9
        since.json,          1, since google-api-core google-cloud-iot --python 3.13.9 --json
        check-since.txt,     1, check google-api-core google-cloud-iot --python 3.13.9 --since
        check-since.json,    1, check google-api-core google-cloud-iot --python 3.13.9 --since --json
        """)
    void saysSinceWhenAndExitsByIt(String golden, int code, String command) {
        assertThat(run(command.split(" "))).isEqualTo(code);
        Golden.check(golden, printed());
        assertThat(complained()).isEmpty();
    }

    @Test
    void sinceFailsAsACheckDoes() {
        assertThat(run("since", "unreachable")).isEqualTo(2);
        assertThat(complained()).isEqualTo("compat: The index cannot be reached: no connection in 5 s\n");
    }

    @Test
    void failOnErrorForgivesAWarning() {
        assertThat(run("check", "google-api-core", "google-cloud-iot", "--fail-on=error"))
                .isZero();
        assertThat(run("check", "a", "b", "--fail-on=error")).isEqualTo(1);
        assertThat(run("check", "unbuilt", "--fail-on=error")).isEqualTo(2);
    }

    @Test
    void pythonLeftOutMeansThree() {
        run("check", "six", "Django");
        assertThat(asked.getFirst().target().python().minor()).isEqualTo(13);
    }

    @Test
    void aFaultIsTwoAndOnTheErrorStream() {
        assertThat(run("check", "unreachable")).isEqualTo(2);
        assertThat(printed()).isEmpty();
        assertThat(complained()).isEqualTo("compat: The index cannot be reached: no connection in 5 s\n");
    }

    @Test
    void aFaultIsProblemDetailsWhereJsonIsAskedFor() {
        assertThat(run("check", "unreachable", "--json")).isEqualTo(2);
        Golden.check("fault.json", printed());
        assertThat(complained()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        check                       | compat: Name at least one package, for example: compat check six Django
        since                       | compat: Name at least one package, for example: compat since aiobotocore boto3
        check six --pyton 3         | compat: Unknown option '--pyton'. Did you mean '--python'?
        chekc six                   | compat: Unknown command 'chekc'. Did you mean 'check'?
        check six --python 4        | compat: Invalid Python version specified. Must be one of: 2, 3, 2.7, 3.6 to 3.15, or X.Y.Z of these
        check six --as-of soon      | compat: Invalid value 'soon' of --as-of. Must be a date such as 2026-11-20, or a time such as 2026-11-20T08:30:00Z
        check six --max-age old     | compat: Invalid value 'old' of --max-age. Must be seconds, or such as 10m, 2h, 1d
        check six --constraint no.txt | compat: There is no constraints file 'no.txt'; a constraint such as 'protobuf<5' says which versions
        check six --constraint ./no/such.txt | compat: There is no constraints file './no/such.txt'; a constraint such as 'protobuf<5' says which versions
        check six --constraint /    | compat: The constraints file '/' is a folder
        check six --platform amiga  | compat: Invalid value 'amiga' of --platform. Must be a wheel platform tag such as manylinux_2_41_x86_64, or linux, alpine, macos, windows, each also with -arm64
        check six --sources build   | compat: sources=build needs the pip engine, which this version does not have yet
        serve --as-of soon          | compat: Invalid value 'soon' of --as-of. Must be a date such as 2026-11-20, or a time such as 2026-11-20T08:30:00Z
        serve --constraint no.txt   | compat: There is no constraints file 'no.txt'; a constraint such as 'protobuf<5' says which versions
        help chekc                  | compat: Unknown subcommand 'chekc'.
        check six --fail-on=nothing | compat: Invalid value 'nothing' of --fail-on. Must be error or warning
        check six --index-url none  | compat: No package index is known: install pip, or pass --index-url URL
        serve --python 2            | compat: --python says what Python 3 means here: 3.6 to 3.15
        serve --port 70000          | compat: Invalid value '70000' of --port. Must be 0 to 65535
        serve --port 80             | compat: Port 80 of 0.0.0.0 is in use; pass another one as --port
        """)
    void badUsageIsTwoAndSaysWhatToDo(String command, String message) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(complained().lines().findFirst()).contains(message);
        assertThat(printed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        six / / b >=    | --sample 2 | FILE, line 3 'b >=': '>=' is no requirement: A requirement starts with the name of a project: ASCII letters, digits, '-', '_' and '.'
        six # a comment    | --sample 2 | The file FILE holds too few requirements to ask about
        six                | --each --sample 2 | --each asks about every line, so there is no --sample of them: leave one of them out
        """)
    void aPortfolioThatCannotBeUsedIsSaidWithItsLine(String text, String options, String message, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("portfolio.txt"), text.replace("/", "\n"));
        assertThat(run(("referee " + file + " " + options).split(" "))).isEqualTo(2);
        assertThat(complained().lines().findFirst()).contains("compat: " + message.replace("FILE", file.toString()));
    }

    @Test
    void badUsageIsProblemDetailsToo() {
        assertThat(run("check", "six", "--pyton", "3", "--json")).isEqualTo(2);
        assertThat(printed()).contains("\"detail\" : \"Unknown option '--pyton'. Did you mean '--python'?");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        help.txt, --help
        help-check.txt, check --help
        help-since.txt, since --help
        help-round.txt, round --help
        help-rounds.txt, rounds --help
        help-diff.txt, diff --help
        help-serve.txt, serve --help
        help-doctor.txt, doctor --help
        help-referee.txt, referee --help
        help-snapshot.txt, snapshot --help
        help-snapshot-create.txt, snapshot create --help
        """)
    void helpExplainsItself(String golden, String command) {
        assertThat(run(command.split(" "))).isZero();
        Golden.check(golden, printed());
    }

    @Test
    void helpIsACommandToo() {
        assertThat(run("help", "check")).isZero();
        Golden.check("help-check.txt", printed());
        out.reset();
        assertThat(run("help")).isZero();
        Golden.check("help.txt", printed());
    }

    @Test
    void aServersQuestionsTakeWhatTheyLeaveOpenFromItsOptions() {
        run("serve", "--as-of", "2026-11-20", "--sources", "wheels", "--constraint", "protobuf<5", "--pre");
        QuestionReader reader = served.getFirst();
        var left = QuestionQuery.read("package=six&python-version=3");
        Question open = read(reader, left);
        assertThat(open.asOf()).hasToString("2026-11-20T00:00:00Z");
        assertThat(open.sources()).isEqualTo(Question.Sources.WHEELS);
        assertThat(open.constraints()).map(Object::toString).containsExactly("protobuf<5");
        assertThat(open.preReleases()).isTrue();
        Question said = read(
                reader, QuestionQuery.read("package=six&python-version=3&as-of=2020-01-01&sources=static&pre=false"));
        assertThat(said.asOf()).hasToString("2020-01-01T00:00:00Z");
        assertThat(said.sources()).isEqualTo(Question.Sources.STATIC);
        assertThat(said.preReleases()).isFalse();
    }

    private static Question read(QuestionReader reader, QuestionQuery.Result query) {
        return ((Asked.Read) reader.read(((QuestionQuery.Result.Texts) query).texts())).question();
    }

    @Test
    void theVersionIsPrinted() {
        assertThat(run("--version")).isZero();
        assertThat(printed()).startsWith("compat ");
    }

    @Test
    void everyOptionIsAnEnvironmentVariableToo() {
        run(
                Map.ofEntries(
                        Map.entry("COMPAT_INDEX_URL", "https://index.example/simple/"),
                        Map.entry("COMPAT_EXTRA_INDEX_URL", "https://a.example/simple/ https://b.example/simple/"),
                        Map.entry("COMPAT_FIND_LINKS", "wheels"),
                        Map.entry("COMPAT_SNAPSHOT", "x.snapshot"),
                        Map.entry("COMPAT_OFFLINE", "true"),
                        Map.entry("COMPAT_MAX_AGE", "2h"),
                        Map.entry("COMPAT_CACHE_DIR", "cache"),
                        Map.entry("COMPAT_DATA_DIR", "data"),
                        Map.entry("COMPAT_PYTHON", "3.12"),
                        Map.entry("COMPAT_PLATFORM", "musllinux_1_2_aarch64"),
                        Map.entry("COMPAT_AS_OF", "2026-11-20"),
                        Map.entry("COMPAT_SOURCES", "wheels"),
                        Map.entry("COMPAT_PRE", "true"),
                        Map.entry("COMPAT_JSON", "true")),
                "check",
                "six",
                "Django");
        Settings settings = opened.getFirst();
        assertThat(settings.indexUrl()).isEqualTo("https://index.example/simple/");
        assertThat(settings.extraIndexUrls()).containsExactly("https://a.example/simple/", "https://b.example/simple/");
        assertThat(settings.findLinks()).containsExactly("wheels");
        assertThat(settings.snapshot()).isEqualTo(Path.of("x.snapshot"));
        assertThat(settings.offline()).isTrue();
        assertThat(settings.maxAge()).isEqualTo(Duration.ofHours(2));
        assertThat(settings.cacheDir()).isEqualTo(Path.of("cache"));
        assertThat(settings.dataDir()).isEqualTo(Path.of("data"));
        Question question = asked.getFirst();
        assertThat(question.target().python().minor()).isEqualTo(12);
        assertThat(question.target().platform().tag()).isEqualTo("musllinux_1_2_aarch64");
        assertThat(question.asOf()).hasToString("2026-11-20T00:00:00Z");
        assertThat(question.sources()).isEqualTo(Question.Sources.WHEELS);
        assertThat(question.preReleases()).isTrue();
        assertThat(printed()).startsWith("{");
    }

    @Test
    void theCommandLineWinsOverTheEnvironment() {
        run(
                Map.of("COMPAT_INDEX_URL", "https://a.example/", "COMPAT_FIND_LINKS", "a"),
                "check",
                "six",
                "Django",
                "--index-url",
                "https://b.example/",
                "--find-links",
                "b");
        assertThat(opened.getFirst().indexUrl()).isEqualTo("https://b.example/");
        assertThat(opened.getFirst().findLinks()).containsExactly("b");
    }

    @Test
    void constraintsAreReadFromAFileOrAsARequirement(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("constraints.txt");
        Files.writeString(file, "# ours\nprotobuf<5   # old\n\nsix>=1.16\n");
        run("check", "six", "Django", "--constraint", file.toString(), "--constraint", "asgiref<3.9");
        assertThat(asked.getFirst().constraints())
                .map(Object::toString)
                .containsExactly("protobuf<5", "six>=1.16", "asgiref<3.9");
    }

    @Test
    void aDateIsItsStartInWhateverAsks(@TempDir Path folder) throws IOException {
        Path questions = folder.resolve("questions.txt");
        Files.writeString(questions, "six Django --as-of 2024-06-17\n");
        run("check", "six", "Django", "--as-of", "2024-06-17");
        run("since", "six", "Django", "--as-of", "2024-06-17");
        run("snapshot", "create", questions.toString(), "-o", "out.snapshot");
        run("serve", "--as-of", "2024-06-17");
        List<Question> all = new ArrayList<>(asked);
        all.addAll(recorded);
        all.add(read(served.getFirst(), QuestionQuery.read("package=six&python-version=3")));
        assertThat(all).hasSize(4).extracting(Question::asOf).containsOnly(Instant.parse("2024-06-17T00:00:00Z"));
    }

    @Test
    void aSnapshotIsMadeOfQuestionsOneALine(@TempDir Path folder) throws IOException {
        Path questions = folder.resolve("questions.txt");
        Files.writeString(questions, "# first\nsix Django --python 3\n\n'apache-beam[gcp] >= 2' --python 3.12 --pre\n");
        assertThat(run("snapshot", "create", questions.toString(), "-o", "out.snapshot"))
                .isZero();
        assertThat(recorded)
                .extracting(Question::packages)
                .containsExactly(List.of("six", "Django"), List.of("apache-beam[gcp] >= 2"));
        assertThat(recorded.getLast().preReleases()).isTrue();
        assertThat(complained()).isEqualTo("out.snapshot: 12 projects, 56 KB\n");
    }

    @Test
    void aQuestionThatCannotBeReadIsNamedWithItsLine(@TempDir Path folder) throws IOException {
        Path questions = folder.resolve("questions.txt");
        Files.writeString(questions, "six\nsix --python 9\n");
        assertThat(run("snapshot", "create", questions.toString(), "-o", "out.snapshot"))
                .isEqualTo(2);
        assertThat(complained()).contains("questions.txt, line 2: Invalid Python version specified.");
    }
}
