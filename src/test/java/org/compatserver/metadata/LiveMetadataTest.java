package org.compatserver.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.compatserver.index.ConfigurationReader;
import org.compatserver.index.DefaultIndex;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.HttpAccess;
import org.compatserver.index.IndexConfiguration;
import org.compatserver.index.PagePolicy;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.index.SimpleIndex;
import org.compatserver.index.Surroundings;
import org.compatserver.metadata.MetadataAnswer.Known;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.CoreMetadata;
import org.compatserver.pep.distribution.DistributionFilename;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.snapshot.Snapshot;
import org.compatserver.snapshot.SnapshotIndex;
import org.compatserver.snapshot.SnapshotMetadata;
import org.compatserver.snapshot.SnapshotRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: metadata of real files of the index that this machine's pip uses. Prints what it cost. */
@Tag("live")
class LiveMetadataTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Pattern USUAL =
            Pattern.compile("cp313-.*manylinux.*x86_64|py3-none-any|abi3-manylinux.*x86_64|py2.py3-none-any");

    private static final List<String> PROJECTS = List.of(
            "numpy",
            "tensorflow",
            "torch",
            "apache-airflow",
            "apache-airflow-core",
            "apache-beam",
            "django",
            "six",
            "google-api-core",
            "google-cloud-bigquery",
            "google-cloud-storage",
            "google-cloud-iot",
            "google-cloud-spanner",
            "google-cloud-aiplatform",
            "pandas",
            "scipy",
            "pyarrow",
            "grpcio",
            "protobuf",
            "boto3",
            "botocore",
            "requests",
            "setuptools",
            "pydantic",
            "matplotlib");

    @TempDir
    private Path cache;

    private HttpAccess http;
    private SimpleIndex index;

    @BeforeEach
    void connect() {
        IndexConfiguration configuration = ConfigurationReader.read(
                ConfigurationReader.Flags.NONE,
                Surroundings.ofThisMachine(System.getenv()),
                DefaultIndex.kept(cache, LiveMetadataTest::pipHelp, CLOCK));
        http = new HttpAccess(configuration.network(), configuration.httpSettings(), HttpAccess.userAgent(), CLOCK);
        index = new SimpleIndex(configuration, http, cache, PagePolicy.DEFAULT, CLOCK);
    }

    @AfterEach
    void disconnect() {
        http.close();
    }

    private static Optional<String> pipHelp() {
        ProcessBuilder builder = new ProcessBuilder("python3", "-m", "pip", "help", "install");
        builder.environment().put("COLUMNS", "400");
        try {
            Process process = builder.start();
            return Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The wheel uploaded last among those for a usual target. */
    private DistributionFile newestWheel(ProjectName project) {
        return ((PageAnswer.Found) index.page(project))
                .page().files().stream()
                        .filter(file -> file.filename().endsWith(".whl")
                                && USUAL.matcher(file.filename()).find())
                        .max(Comparator.comparing(
                                file -> file.uploadTime() == null ? Instant.EPOCH : file.uploadTime()))
                        .orElseThrow();
    }

    /** Counts what is fetched. */
    private static final class Counting implements RangeSource {
        private final RangeSource source;
        int requests;
        long bytes;
        long total;

        Counting(RangeSource source) {
            this.source = source;
        }

        @Override
        public Piece tail(int length) throws RangesRefused {
            return counted(source.tail(length));
        }

        @Override
        public Piece read(long offset, int length) throws RangesRefused {
            return counted(source.read(offset, length));
        }

        private Piece counted(Piece piece) {
            requests++;
            bytes += piece.bytes().length;
            total = piece.total();
            return piece;
        }
    }

    @Test
    void readsRealWheelsByFewAndSmallRanges() throws Exception {
        int requests = 0;
        long bytes = 0;
        for (String name : PROJECTS) {
            ProjectName project = ProjectName.of(name);
            DistributionFile file = newestWheel(project);
            Counting counting = new Counting(new HttpRanges(http, file));
            String text = EssentialFields.text(EssentialFields.read(WheelMetadata.read(counting, project)));
            assertThat(CoreMetadata.parse(text)).as(file.filename()).isInstanceOf(Parsed.Ok.class);
            System.out.printf(
                    "| %s | %,d | %d | %,d |%n", file.filename(), counting.total, counting.requests, counting.bytes);
            assertThat(counting.requests).isLessThanOrEqualTo(3);
            assertThat(counting.bytes).isLessThan(100_000);
            requests += counting.requests;
            bytes += counting.bytes;
        }
        System.out.printf("| %d wheels | | %d | %,d |%n", PROJECTS.size(), requests, bytes);
    }

    @Test
    void agreesWithTheWholeWheel() throws Exception {
        WholeFile whole = new WholeFile(http);
        for (String name : List.of("six", "requests", "google-api-core", "google-cloud-storage", "boto3", "protobuf")) {
            ProjectName project = ProjectName.of(name);
            DistributionFile file = newestWheel(project);
            byte[] ranged = WheelMetadata.read(new HttpRanges(http, file), project);
            whole.with(file, path -> {
                try (FileRanges ranges = new FileRanges(path)) {
                    assertThat(WheelMetadata.read(ranges, project)).isEqualTo(ranged);
                } catch (BrokenArchive | RangeSource.RangesRefused e) {
                    throw new AssertionError(e);
                }
                return new Known("", false);
            });
        }
    }

    @Test
    void readsRealSourceArchives() {
        FileMetadataReader reader = new FileMetadataReader(http, new MetadataStore(cache));
        for (String name : List.of("protorpc", "six", "docopt", "pyyaml", "requests", "attrs", "google-cloud-iot")) {
            ProjectName project = ProjectName.of(name);
            DistributionFile file = ((PageAnswer.Found) index.page(project))
                    .page().files().stream()
                            .filter(each -> each.filename().endsWith(".tar.gz"))
                            .max(Comparator.comparing(
                                    each -> each.uploadTime() == null ? Instant.EPOCH : each.uploadTime()))
                            .orElseThrow();
            MetadataAnswer answer = reader.read(
                    file, DistributionFilename.parse(file.filename(), project).orElseThrow());
            System.out.println(file.filename() + " -> "
                    + answer.toString().lines().limit(30).toList());
            assertThat(answer).isNotInstanceOf(MetadataAnswer.Broken.class);
        }
    }

    @Test
    void recordsARealIndex() throws IOException {
        SnapshotRecorder recorder = new SnapshotRecorder(index, new FileMetadataReader(http, new MetadataStore(cache)));
        int files = 0;
        for (String name : PROJECTS) {
            ProjectName project = ProjectName.of(name);
            DistributionFile file = newestWheel(project);
            files += ((PageAnswer.Found) recorder.index().page(project))
                    .page()
                    .files()
                    .size();
            recorder.metadata().read(file, wheelName(file, project));
        }
        Path path = cache.resolve("real.snapshot");
        recorder.save(path);
        System.out.printf(
                "%d projects, %,d files: %,d bytes%n",
                PROJECTS.size(), files, path.toFile().length());
        Snapshot snapshot = Snapshot.open(path);
        for (String name : PROJECTS) {
            ProjectName project = ProjectName.of(name);
            List<DistributionFile> recorded = ((PageAnswer.Found) new SnapshotIndex(snapshot).page(project))
                    .page()
                    .files();
            List<DistributionFile> live =
                    ((PageAnswer.Found) index.page(project)).page().files();
            assertThat(recorded)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields(
                            "url", "coreMetadata", "coreMetadataSha256", "yanked")
                    .isEqualTo(live);
            DistributionFile wheel = newestWheel(project);
            assertThat(new SnapshotMetadata(snapshot).read(wheel, wheelName(wheel, project)))
                    .isInstanceOf(Known.class);
        }
    }

    private static WheelFilename wheelName(DistributionFile file, ProjectName project) {
        return (WheelFilename)
                DistributionFilename.parse(file.filename(), project).orElseThrow();
    }
}
