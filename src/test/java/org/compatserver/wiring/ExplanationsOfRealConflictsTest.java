package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.compatserver.certificate.Certificate;
import org.compatserver.certificate.Evidence;
import org.compatserver.check.Outcome;
import org.compatserver.cli.CommandLineFace;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;
import org.compatserver.engine.solving.FactsReferee;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.target.Platform;
import org.compatserver.snapshot.Snapshot;
import org.compatserver.snapshot.SnapshotIndex;
import org.compatserver.snapshot.SnapshotMetadata;
import org.compatserver.snapshot.SnapshotRecorder;
import org.compatserver.testing.Golden;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.Line;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Detail;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Verdict;
import org.compatserver.wire.Asked;
import org.compatserver.wire.QuestionTexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FEATURE UNDER TEST: the explanations of docs/explanations.md, word for word, from a recording of the index: each line rests on facts that the certificate
 * accepts, none can be left out, and together they have fewer words than uv's. {@code bench/explanations --record} makes the recording anew.
 */
class ExplanationsOfRealConflictsTest {
    private static final Path RECORDED = Path.of("src", "test", "resources", "conflicts");

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AS_OF = "2026-11-20";

    /** One clash, and not eight: every app needs a newer lib than the one before, each lib and the plug need cores that exclude each other. */
    private static final String LEMMA = """
            app 1: lib>=1, plug<3
            app 2: lib>=2, plug<3
            app 3: lib>=3, plug<3
            app 4: lib>=4, plug<3
            app 5: lib>=5, plug<3
            app 6: lib>=6, plug<3
            app 7: lib>=7, plug<3
            app 8: lib>=8, plug<3
            lib 1: core>=5
            lib 2: core>=5
            lib 3: core>=5
            lib 4: core>=5
            lib 5: core>=5
            lib 6: core>=5
            lib 7: core>=5
            lib 8: core>=5
            plug 1: core<5
            plug 2: core<5
            core 1
            core 2
            core 3
            core 4
            core 5
            core 6
            core 7
            core 8
            core 9
            """;

    private static final Map<Conflict, Verdict> VERDICTS = new ConcurrentHashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @BeforeAll
    static void recordTheLemma() throws IOException {
        Universe universe = Universe.of(LEMMA);
        SnapshotRecorder recorder = new SnapshotRecorder(universe, universe);
        universe.pages().forEach((project, page) -> {
            PageAnswer _ = recorder.index().page(project);
            for (DistributionFile file : page.files()) {
                MetadataAnswer _ = recorder.metadata()
                        .read(
                                file,
                                DistributionFilename.parse(file.filename(), project)
                                        .orElseThrow());
            }
        });
        recorder.save(snapshot(OF_LEMMA));
    }

    private static Path snapshot(Conflict conflict) {
        return conflict.real() ? RECORDED.resolve("conflicts.snapshot") : folder.resolve("lemma.snapshot");
    }

    /**
     * A question.
     *
     * @param name of the files that hold what is said
     * @param python the minor version
     */
    record Conflict(String name, List<String> packages, String python, boolean real) {
        /** As the command of examples/conflicts.txt has it. */
        static Conflict of(String line) {
            String packages = line.replaceFirst(" --.*", "").replace("'", "");
            String python = line.contains("--python") ? line.replaceFirst(".*--python (\\S+).*", "$1") : "3.13";
            return new Conflict(packages.replaceAll("[^a-z0-9.]+", "-"), List.of(packages.split(" ")), python, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Conflict OF_LEMMA = new Conflict("lemma", List.of("app"), "3.13", false);

    private static Stream<Conflict> conflicts() throws IOException {
        List<Conflict> real = Files.readAllLines(Path.of("examples", "conflicts.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Conflict::of)
                .toList();
        return Stream.concat(real.stream(), Stream.of(OF_LEMMA));
    }

    private static String printed(Conflict conflict, String... more) {
        List<String> words = new ArrayList<>(List.of("check"));
        words.addAll(conflict.packages());
        words.addAll(List.of("--python", conflict.python(), "--sources", "wheels"));
        words.addAll(conflict.real() ? List.of("--as-of", AS_OF) : List.of());
        words.addAll(List.of("--snapshot", snapshot(conflict).toString()));
        words.addAll(List.of("--cache-dir", folder.resolve("cache").toString()));
        words.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        CommandLineFace.run(words.toArray(String[]::new), Wiring::open, Map.of(), stream, stream);
        return out.toString(StandardCharsets.UTF_8).replaceFirst(", snapshot [^)]*\\)", ")");
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void theWholeMessage(Conflict conflict) {
        Golden.check("conflicts/" + conflict + ".txt", printed(conflict));
    }

    @ParameterizedTest
    @ValueSource(strings = {"google-cloud-iot-google-api-core", "aws-sam-cli-datasets", "lemma"})
    void theWholeExplanationAsJson(String name) throws IOException {
        Conflict conflict =
                conflicts().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        JsonNode reply = JSON.readTree(printed(conflict, "--json"));
        String explanation = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(reply.get("explanation"));
        Golden.check("conflicts/" + name + ".explanation.json", explanation + "\n");
    }

    @Test
    void theWholeArgumentOfThreePackages() throws IOException {
        Conflict three = conflicts()
                .filter(one -> one.packages().size() == 3)
                .findFirst()
                .orElseThrow();
        Golden.check("conflicts/" + three + ".full.txt", printed(three, "--explain", "full"));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void everyLineIsCertified(Conflict conflict) throws Exception {
        Verdict verdict = verdict(conflict);
        assertThat(Certificate.check(verdict, evidence(conflict))).isEmpty();
        List<Fact> accepted = explanation(verdict).proof().facts();
        assertThat(accepted).isNotEmpty();
        assertThat(explanation(verdict).lines())
                .allSatisfy(line -> assertThat(line.facts()).isNotEmpty().isSubsetOf(accepted));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void noLineCanBeLeftOut(Conflict conflict) throws IOException {
        Explanation explanation = explanation(verdict(conflict));
        List<Fact> facts = explanation.proof().facts();
        assertThat(FactsReferee.canAllHold(facts, evidence(conflict))).isFalse();
        for (Line line : explanation.lines()) {
            List<Fact> others = new ArrayList<>(facts);
            others.removeAll(line.facts());
            assertThat(FactsReferee.canAllHold(others, evidence(conflict)))
                    .as("without: %s", line.text())
                    .isTrue();
        }
    }

    @Test
    void theyHaveFewerWordsThanUvsLessThanHalfInTheMedian() throws Exception {
        List<Double> shares = new ArrayList<>();
        for (Conflict conflict : conflicts().toList()) {
            int ours = words(argument(explanation(verdict(conflict))));
            int theirs = words(Files.readString(RECORDED.resolve(conflict + ".uv.txt")));
            assertThat(ours).as(conflict.name()).isLessThanOrEqualTo(theirs);
            shares.add((double) ours / theirs);
        }
        List<Double> sorted = shares.stream().sorted().toList();
        assertThat((sorted.get(4) + sorted.get(5)) / 2).as("of %s", shares).isLessThan(0.5);
    }

    /** What has a counterpart in uv's words: all but what would free it. */
    private static String argument(Explanation explanation) {
        return explanation.withRemedies(List.<Remedy>of()).text(Detail.FULL);
    }

    private static int words(String text) {
        return text.strip().split("\\s+").length;
    }

    private static Explanation explanation(Verdict verdict) {
        return switch (verdict) {
            case Verdict.CheckWarning warning -> warning.explanation();
            case Verdict.InstallError error -> error.explanation();
            case Verdict.Success _, Verdict.Unknown _ -> throw new AssertionError("No explanation: " + verdict);
        };
    }

    private static Verdict verdict(Conflict conflict) {
        return VERDICTS.computeIfAbsent(conflict, ExplanationsOfRealConflictsTest::answer);
    }

    private static Verdict answer(Conflict conflict) {
        Settings settings = new Settings(
                null,
                List.of(),
                List.of(),
                snapshot(conflict),
                false,
                null,
                folder.resolve("cache"),
                null,
                13,
                Platform.DEFAULT,
                Map.of());
        String asOf = conflict.real() ? AS_OF : null;
        try (Services services = Wiring.open(settings)) {
            QuestionTexts texts = new QuestionTexts(
                    conflict.packages(),
                    List.of(),
                    conflict.python(),
                    null,
                    asOf,
                    "wheels",
                    null,
                    null,
                    null,
                    null,
                    List.of());
            Question question = ((Asked.Read) services.reader().read(texts)).question();
            return ((Outcome.Answered<Verdict>) services.checks().check(question)).answer();
        } catch (Services.ConfigurationProblem problem) {
            throw new IllegalStateException(problem);
        }
    }

    /** Of versions that nobody looked at when it was recorded it knows no more than the answer did: they are as good as unknowable. */
    private static Evidence evidence(Conflict conflict) throws IOException {
        Snapshot snapshot = Snapshot.open(snapshot(conflict));
        ProjectIndex index = new SnapshotIndex(snapshot);
        MetadataReader recorded = new SnapshotMetadata(snapshot);
        return new IndexEvidence(index, (file, name) -> known(recorded, file, name));
    }

    private static MetadataAnswer known(MetadataReader recorded, DistributionFile file, DistributionFilename name) {
        try {
            return recorded.read(file, name);
        } catch (IndexFault notLookedAt) {
            return new MetadataAnswer.Unknowable(String.valueOf(notLookedAt.getMessage()));
        }
    }
}
