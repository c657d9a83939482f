package org.compatserver.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.IndexFault;
import org.compatserver.index.IndexFault.Kind;
import org.compatserver.index.ProjectIndex;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.index.ProjectIndex.Source;
import org.compatserver.index.ProjectPage;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.metadata.MetadataAnswer.Broken;
import org.compatserver.metadata.MetadataAnswer.Known;
import org.compatserver.metadata.MetadataAnswer.Unknowable;
import org.compatserver.metadata.MetadataReader;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FEATURE UNDER TEST: a record of what an index answered, and answers from the record. */
class SnapshotTest {
    private static final Instant MORNING = Instant.parse("2026-11-20T08:00:00.123Z");
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String OTHER_HASH = "fedcba9876543210".repeat(4);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("made on demand/some.snapshot");
    }

    private static DistributionFile entry(String filename, String sha256) {
        return new DistributionFile(
                filename, URI.create("https://files.example/" + filename), sha256, null, null, null, 1, true, null);
    }

    private static final DistributionFile WHEEL = new DistributionFile(
            "demo-1.0-py3-none-any.whl",
            URI.create("https://files.example/x/demo-1.0-py3-none-any.whl?token=secret"),
            HASH,
            ">=3.8",
            null,
            Instant.parse("2024-01-02T03:04:05.678901Z"),
            1234,
            true,
            OTHER_HASH);

    private static final List<DistributionFile> FILES = List.of(
            new DistributionFile(
                    "demo-0.9.tar.gz", URI.create("https://files.example/d"), null, null, null, null, -1, false, null),
            WHEEL,
            new DistributionFile(
                    "demo-1.0+l ü%.zip",
                    URI.create("file:///somewhere/demo"),
                    OTHER_HASH,
                    ">=3.8",
                    "",
                    Instant.parse("1999-01-02T00:00:00Z"),
                    0,
                    false,
                    null),
            new DistributionFile(
                    "demo-2.0.tar.gz",
                    URI.create("https://files.example/e"),
                    HASH.replace("0", "a"),
                    "<3",
                    "broken, see https://bugs.example/7 or ask at chat.example.org/room",
                    null,
                    Long.MAX_VALUE,
                    false,
                    null));

    private static ProjectName project(String name) {
        return ProjectName.of(name);
    }

    private static DistributionFilename name(DistributionFile file) {
        return DistributionFilename.parse(file.filename(), project("demo")).orElseThrow();
    }

    /** Knows the project demo; projects that start with "no-" do not exist; for all others it is out of reach. */
    private static PageAnswer page(ProjectName project) {
        if (project.normalized().equals("demo")) {
            return new PageAnswer.Found(new ProjectPage(project, FILES, "archived", "digest"), NOON, Source.LIVE);
        }
        if (project.normalized().startsWith("no-")) {
            return new PageAnswer.NoSuchProject(project, MORNING, Source.CACHE);
        }
        throw new IndexFault(Kind.UNREACHABLE, "out of reach");
    }

    private static MetadataAnswer metadata(DistributionFile file, DistributionFilename name) {
        return switch (file.filename()) {
            case "demo-1.0-py3-none-any.whl" ->
                new Known(
                        "Name: demo\nVersion: 1.0\nAuthor: somebody@mail.example\nRequires-Dist: x @ https://files.example/x.zip ; os_name == 'nt'\n\nA text.\n",
                        false);
            case "demo-0.9.tar.gz" -> new Unknowable("only a build can tell");
            case "demo-2.0.tar.gz" -> new Broken("It is cut off");
            default -> throw new IndexFault(Kind.FAILED, "failed");
        };
    }

    private Snapshot recorded() throws IOException {
        SnapshotRecorder recorder = new SnapshotRecorder(SnapshotTest::page, SnapshotTest::metadata);
        ProjectIndex index = recorder.index();
        MetadataReader metadata = recorder.metadata();
        index.page(project("No.Such"));
        index.page(project("demo"));
        assertThatThrownBy(() -> index.page(project("other"))).isInstanceOf(IndexFault.class);
        for (DistributionFile each : List.of(FILES.get(0), FILES.get(1), FILES.get(3))) {
            assertThat(metadata.read(each, name(each))).isEqualTo(metadata(each, name(each)));
        }
        recorder.save(file);
        return Snapshot.open(file);
    }

    @Test
    void answersWithThePagesThatWereRecorded() throws IOException {
        Snapshot snapshot = recorded();
        assertThat(snapshot.recordedAt()).isEqualTo(MORNING);
        PageAnswer answer = new SnapshotIndex(snapshot).page(project("demo"));
        assertThat(answer.fetchedAt()).isEqualTo(MORNING);
        assertThat(answer.source()).isEqualTo(Source.SNAPSHOT);
        ProjectPage page = ((PageAnswer.Found) answer).page();
        assertThat(page.project()).isEqualTo(project("demo"));
        assertThat(page.status()).isEqualTo("archived");
        assertThat(page.files())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                        "url", "coreMetadata", "coreMetadataSha256", "yanked")
                .containsExactlyElementsOf(FILES);
        assertThat(page.files())
                .extracting(DistributionFile::yanked)
                .containsExactly(null, null, "", "broken, see https://removed.invalid/ or ask at removed.invalid");
        assertThat(page.files()).allSatisfy(each -> {
            assertThat(each.address().getScheme()).isEqualTo("snapshot");
            assertThat(each.address().getSchemeSpecificPart()).isEqualTo(each.filename());
            assertThat(each.coreMetadata()).isFalse();
        });
    }

    @Test
    void givesThePageADigestOfItsOwnThatLastsAndDiffers() throws IOException {
        Snapshot snapshot = recorded();
        String digest = snapshot.page(project("demo")).orElseThrow().digest();
        assertThat(digest).hasSize(64);
        assertThat(Snapshot.open(file).page(project("demo")).orElseThrow().digest())
                .isEqualTo(digest);
        byte[] other = PageColumns.write(new ProjectPage(project("demo"), FILES.subList(0, 3), null, ""));
        assertThat(other).isNotEqualTo(PageColumns.write(new ProjectPage(project("demo"), FILES, null, "")));
    }

    @Test
    void knowsWhichProjectsDoNotExist() throws IOException {
        assertThat(new SnapshotIndex(recorded()).page(project("no-such")))
                .isEqualTo(new PageAnswer.NoSuchProject(project("no-such"), MORNING, Source.SNAPSHOT));
    }

    @Test
    void whatWasNeverAskedForIsAFaultAndNotAnUnknownProject() throws IOException {
        Snapshot snapshot = recorded();
        assertOffline(
                () -> new SnapshotIndex(snapshot).page(project("other")),
                "The project other is not in the snapshot " + file);
        DistributionFile unread = FILES.get(2);
        assertOffline(
                () -> new SnapshotMetadata(snapshot).read(unread, name(WHEEL)),
                "The metadata of demo-1.0+l ü%.zip is not in the snapshot");
    }

    @Test
    void answersWithTheMetadataThatWasRecordedReducedToWhatMatters() throws IOException {
        SnapshotMetadata metadata = new SnapshotMetadata(recorded());
        assertThat(metadata.read(WHEEL, name(WHEEL)))
                .isEqualTo(new Known(
                        "Name: demo\nVersion: 1.0\nRequires-Dist: x @ https://removed.invalid/ ; os_name == 'nt'\n",
                        false));
        assertThat(metadata.read(FILES.get(0), name(FILES.get(0)))).isEqualTo(new Unknowable("only a build can tell"));
        assertThat(metadata.read(FILES.get(3), name(FILES.get(3)))).isEqualTo(new Broken("It is cut off"));
    }

    @Test
    void knowsFilesByTheirHashAndOnlyThenByName() throws IOException {
        SnapshotMetadata metadata = new SnapshotMetadata(recorded());
        DistributionFile elsewhere = entry("demo-1.0-py3-none-any.whl", HASH);
        assertThat(metadata.read(elsewhere, name(WHEEL))).isInstanceOf(Known.class);
        DistributionFile changed = entry("demo-1.0-py3-none-any.whl", OTHER_HASH);
        assertOffline(() -> metadata.read(changed, name(WHEEL)), "is not in the snapshot");
        DistributionFile hashed = entry("demo-0.9.tar.gz", HASH.replace('0', '1'));
        assertThat(metadata.read(hashed, name(FILES.get(0)))).isInstanceOf(Unknowable.class);
    }

    private static void assertOffline(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.OFFLINE))
                .hasMessageContaining(message);
    }

    @Test
    void namesNoHost() throws IOException {
        recorded();
        StringBuilder all = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                all.append(entry.getName()).append('\n');
                all.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(all)
                .contains("pages/demo.json", "metadata/demo.json")
                .doesNotContain(".example", "secret", "somewhere", "somebody");
    }

    @Test
    void theSameAnswersGiveTheSameBytes() throws IOException {
        recorded();
        byte[] first = Files.readAllBytes(file);
        recorded();
        assertThat(Arrays.equals(Files.readAllBytes(file), first)).isTrue();
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void canBeRecordedFromASnapshot() throws IOException {
        Snapshot snapshot = recorded();
        byte[] first = Files.readAllBytes(file);
        SnapshotRecorder again = new SnapshotRecorder(new SnapshotIndex(snapshot), new SnapshotMetadata(snapshot));
        again.index().page(project("demo"));
        again.index().page(project("no-such"));
        for (DistributionFile each : List.of(FILES.get(0), FILES.get(1), FILES.get(3))) {
            again.metadata().read(each, name(each));
        }
        again.save(file);
        assertThat(Arrays.equals(Files.readAllBytes(file), first)).isTrue();
    }

    @Test
    void doesNotSaveWhatWasNeverAsked() {
        SnapshotRecorder recorder = new SnapshotRecorder(SnapshotTest::page, SnapshotTest::metadata);
        assertThatThrownBy(() -> recorder.save(file)).hasMessageContaining("Nothing was recorded");
        assertThat(file).doesNotExist();
    }

    @SuppressWarnings("ArrayRecordComponent")
    record BadFile(String what, byte[] bytes, String message) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    static List<BadFile> badFiles() throws IOException {
        byte[] good = zip(
                "snapshot.json",
                "{\"format\":\"compat-snapshot\",\"version\":1,\"recorded\":\"2026-01-01T00:00:00Z\"}");
        return List.of(
                new BadFile("empty", new byte[0], "not a zip archive"),
                new BadFile("text", "hello".getBytes(StandardCharsets.UTF_8), "not a zip archive"),
                new BadFile("cut", Arrays.copyOf(good, good.length - 10), "not a zip archive"),
                new BadFile("other zip", zip("a.txt", "x"), "without snapshot.json"),
                new BadFile("no json", zip("snapshot.json", "{"), "snapshot.json cannot be read"),
                new BadFile("a list", zip("snapshot.json", "[]"), "START_ARRAY in place of START_OBJECT"),
                new BadFile("other json", zip("snapshot.json", "{}"), "does not say that it is one"),
                new BadFile(
                        "newer",
                        zip("snapshot.json", "{\"format\":\"compat-snapshot\",\"version\":2}"),
                        "it is of format version 2, and this program reads version 1"),
                new BadFile(
                        "timeless",
                        zip("snapshot.json", "{\"format\":\"compat-snapshot\",\"version\":1}"),
                        "snapshot.json cannot be read"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void saysWhatIsWrongWithAFileThatIsNoSnapshot(BadFile bad) {
        assertThatThrownBy(() -> Snapshot.open(new ByteArrayInputStream(bad.bytes()), "x.snapshot"))
                .isInstanceOf(BadSnapshot.class)
                .hasMessageStartingWith("x.snapshot cannot be used as a snapshot: ")
                .hasMessageContaining(bad.message());
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertThatThrownBy(() -> Snapshot.open(file))
                .isInstanceOf(BadSnapshot.class)
                .hasMessageContaining("there is no such file");
    }

    /** Damaged anywhere: it is refused, or faults where it is damaged, or answers as before. */
    @Test
    void neverAnswersOtherwiseAfterDamage() throws IOException {
        ProjectPage page = recorded().page(project("demo")).orElseThrow();
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(11);
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            byte[] damaged = good.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                Snapshot snapshot = Snapshot.open(new ByteArrayInputStream(damaged), "damaged");
                snapshot.page(project("demo"))
                        .ifPresent(found -> assertThat(found).isEqualTo(page));
                outcomes.add("same");
            } catch (BadSnapshot e) {
                outcomes.add("refused");
            } catch (IndexFault e) {
                assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
                outcomes.add("fault");
            }
        }
        assertThat(outcomes).contains("same", "refused", "fault");
    }

    @Test
    void refusesPagesWhoseColumnsDoNotAgree() {
        for (String json : List.of(
                "[]",
                "{\"filename\":[\"a\"]}",
                "{\"filename\":[\"a\"],\"sha256\":\"" + ".".repeat(43)
                        + "\",\"size\":[1],\"uploaded\":[],\"python\":[-1]}",
                "{\"filename\":[\"a\"],\"sha256\":\"" + ".".repeat(43)
                        + "\",\"size\":[1],\"uploaded\":[1],\"python\":[0]}",
                "{\"filename\":[\"a\"],\"sha256\":\"" + "!".repeat(43)
                        + "\",\"size\":[1],\"uploaded\":[1],\"python\":[-1]}",
                "{\"filename\":\"a\"}",
                "{\"yanked\":{\"x\":\"\"}}",
                "{\"size\":[\"x\"]}")) {
            assertThatThrownBy(() -> PageColumns.read(project("demo"), json.getBytes(StandardCharsets.UTF_8), "digest"))
                    .as(json)
                    .isInstanceOf(BadContent.class);
        }
    }
}
