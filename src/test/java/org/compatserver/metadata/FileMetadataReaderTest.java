package org.compatserver.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.compatserver.metadata.Archives.METADATA;
import static org.compatserver.metadata.Archives.file;
import static org.compatserver.metadata.Archives.files;
import static org.compatserver.metadata.Archives.name;
import static org.compatserver.metadata.Archives.sha256;
import static org.compatserver.metadata.Archives.withSibling;
import static org.compatserver.metadata.Archives.zip;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.HttpAccess;
import org.compatserver.index.HttpSettings;
import org.compatserver.index.IndexFault;
import org.compatserver.index.IndexFault.Kind;
import org.compatserver.index.IndexMeter;
import org.compatserver.index.NetworkConfiguration;
import org.compatserver.metadata.FileServer.Ranges;
import org.compatserver.metadata.MetadataAnswer.Broken;
import org.compatserver.metadata.MetadataAnswer.Known;
import org.compatserver.metadata.MetadataAnswer.Unknowable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FEATURE UNDER TEST: the ways to a file's metadata, their order, and what becomes of faults on them. */
class FileMetadataReaderTest {
    private static final String WHEEL = "demo-1.0-py3-none-any.whl";
    private static final String SDIST = "demo-1.0.tar.gz";
    private static final Known KNOWN = new Known(METADATA, false);
    private static final HttpSettings SETTINGS = new HttpSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            new HttpSettings.Retries(2, Duration.ofMillis(2), Duration.ofSeconds(1)),
            Duration.ofSeconds(30),
            24);

    private final HttpAccess http =
            new HttpAccess(NetworkConfiguration.DIRECT, SETTINGS, "compatibility-server/test", InstantSource.system());

    @TempDir
    private Path cache;

    private FileServer server;
    private FileMetadataReader reader;

    @BeforeEach
    void serve() throws IOException {
        server = new FileServer();
        reader = new FileMetadataReader(http, new MetadataStore(cache));
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    private MetadataAnswer read(DistributionFile file) {
        return reader.read(file, name(file.filename()));
    }

    private DistributionFile wheel(byte[] content) {
        return file(server.put(WHEEL, content), sha256(content), content.length);
    }

    private void assertFault(DistributionFile file, Kind kind, String message) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(
                        IndexFault.class,
                        fault -> assertThat(fault.kind()).as(fault.getMessage()).isEqualTo(kind))
                .hasMessageContaining(message);
        assertThat(cache.resolve("metadata")).doesNotExist();
    }

    @Test
    void countsWhatIsFetchedWhatIsKeptAndWhatFails() {
        DistributionFile file = wheel(Archives.wheel(1_000));
        var _ = read(file);
        var _ = read(file);
        DistributionFile noArchive =
                file(server.put("demo-2-py3-none-any.whl", new byte[10]), sha256(new byte[10]), 10);
        assertThatThrownBy(() -> read(noArchive)).isInstanceOf(IndexFault.class);
        assertThat(http.meter().of(IndexMeter.Event.METADATA_FETCHED)).isEqualTo(1);
        assertThat(http.meter().of(IndexMeter.Event.METADATA_KEPT)).isEqualTo(1);
        assertThat(http.meter().of(Kind.MALFORMED)).isEqualTo(1);
    }

    @Test
    void takesTheSiblingFileFirst() {
        DistributionFile file = wheel(Archives.wheel(500_000));
        byte[] sibling = (METADATA + "Summary: beside it\n").getBytes(StandardCharsets.UTF_8);
        server.put(WHEEL + ".metadata", sibling);
        assertThat(read(withSibling(file, sha256(sibling)))).isEqualTo(KNOWN);
        assertThat(server.requests).containsExactly(WHEEL + ".metadata");
    }

    @Test
    void passesOverASiblingFileThatIsNotThere() {
        DistributionFile file = withSibling(wheel(Archives.wheel(500_000)), "00");
        assertThat(read(file)).isEqualTo(KNOWN);
        assertThat(server.requests).containsExactly(WHEEL + ".metadata", WHEEL + " bytes=-32768");
    }

    @Test
    void doesNotBelieveASiblingFileWithAnotherHash() {
        DistributionFile file = wheel(Archives.wheel(10));
        server.put(WHEEL + ".metadata", METADATA.getBytes(StandardCharsets.UTF_8));
        assertFault(
                withSibling(file, "00ff"), Kind.MALFORMED, WHEEL + ".metadata is not the file that the index promises");
    }

    @Test
    void takesASourceArchivesSiblingOnlyIfItIsStatic() {
        byte[] archive = Archives.source(files("demo-1.0/PKG-INFO", METADATA), ".tar.gz");
        DistributionFile file = withSibling(file(server.put(SDIST, archive), sha256(archive), -1), null);
        server.put(SDIST + ".metadata", METADATA.getBytes(StandardCharsets.UTF_8));
        assertThat(read(file)).isInstanceOf(Unknowable.class);
        byte[] other = Archives.source(files("demo-1.0/PKG-INFO", METADATA, "x", ""), ".tar.gz");
        server.put(SDIST + ".metadata", METADATA.replace("2.1", "2.2").getBytes(StandardCharsets.UTF_8));
        assertThat(read(withSibling(file(file.address(), sha256(other), -1), null)))
                .isEqualTo(new Known(METADATA.replace("2.1", "2.2"), false));
    }

    @Test
    void readsAWheelByRanges() {
        assertThat(read(wheel(Archives.wheel(500_000)))).isEqualTo(KNOWN);
        assertThat(server.requests).containsExactly(WHEEL + " bytes=-32768");
        assertThat(server.sent).hasValue(32_768);
    }

    @Test
    void asksForTheEndByItsPlaceWhereSuffixesAreNotKnown() {
        server.ranges = Ranges.NO_SUFFIX;
        byte[] wheel = Archives.wheel(500_000);
        assertThat(read(wheel(wheel))).isEqualTo(KNOWN);
        assertThat(server.requests)
                .containsExactly(
                        WHEEL + " bytes=-32768",
                        WHEEL + " bytes=" + (wheel.length - 32_768) + "-" + (wheel.length - 1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Ranges.class,
            names = {"IGNORED", "REFUSED", "WRONG_BYTES", "WRONG_START", "WRONG_TOTAL", "UNSAID"})
    void fetchesTheWholeWheelWhereRangesAreOfNoUse(Ranges ranges) {
        server.ranges = ranges;
        byte[] wheel = zip(files("demo-1.0.dist-info/METADATA", METADATA, "demo/data", Archives.noise(500_000)));
        assertThat(read(wheel(wheel))).isEqualTo(KNOWN);
        assertThat(server.requests).contains(WHEEL).hasSizeLessThan(5);
    }

    @Test
    void stopsAskingAServerForRangesThatNeverServesThem() {
        server.ranges = Ranges.IGNORED;
        for (int i = 0; i < 6; i++) {
            assertThat(read(wheel(Archives.wheel(400_000 + i)))).isEqualTo(KNOWN);
        }
        assertThat(server.requests.subList(server.requests.size() - 3, server.requests.size()))
                .containsExactly(WHEEL, WHEEL, WHEEL);
    }

    @Test
    void takesASmallWheelThatComesWholeInsteadOfItsEnd() {
        server.ranges = Ranges.IGNORED;
        assertThat(read(wheel(Archives.wheel(100_000)))).isEqualTo(KNOWN);
        assertThat(server.requests).containsExactly(WHEEL + " bytes=-32768");
    }

    @Test
    void aCutConnectionIsAFault() {
        server.ranges = Ranges.CUT;
        DistributionFile file = wheel(Archives.wheel(500_000));
        assertThatThrownBy(() -> read(file)).isInstanceOf(IndexFault.class);
        server.ranges = Ranges.IGNORED;
        server.cutWholeFiles = true;
        assertThatThrownBy(() -> read(file)).isInstanceOf(IndexFault.class);
        assertThat(cache.resolve("metadata")).doesNotExist();
    }

    @Test
    void aFailingServerIsAFault() {
        server.ranges = Ranges.FAILING;
        assertFault(wheel(Archives.wheel(500_000)), Kind.FAILED, "503");
    }

    @Test
    void aFileThatIsNotThereIsAFault() {
        URI address = server.put("other", new byte[0]).resolve(WHEEL);
        assertFault(file(address, null, -1), Kind.FAILED, "lists " + WHEEL + ", but the file is not there");
        assertFault(
                file(address.resolve(SDIST), null, -1), Kind.FAILED, "lists " + SDIST + ", but the file is not there");
    }

    @Test
    void aWholeFileWithAnotherHashIsAFault() {
        server.ranges = Ranges.REFUSED;
        URI address = server.put(WHEEL, Archives.wheel(10));
        assertFault(
                file(address, "0".repeat(64), -1), Kind.MALFORMED, WHEEL + " is not the file that the index promises");
        URI archive = server.put(SDIST, Archives.source(files("demo-1.0/x", ""), ".tar.gz"));
        assertFault(file(archive, "0".repeat(64), -1), Kind.MALFORMED, SDIST + " is not the file");
    }

    @Test
    void aFileOfAnotherSizeIsAFault() {
        URI address = server.put(SDIST, Archives.source(files("demo-1.0/x", Archives.noise(5_000)), ".tar"));
        assertFault(file(address, null, 100), Kind.MALFORMED, "longer than the 100 bytes");
        assertFault(file(address, null, 1_000_000), Kind.MALFORMED, "though the index promises 1000000");
    }

    @Test
    void anAnswerOfAHundredMegabytesIsAFault() {
        byte[] huge = new byte[100_000_000];
        DistributionFile file = file(server.put(WHEEL, Archives.wheel(10)), null, -1);
        server.put(WHEEL + ".metadata", huge);
        assertFault(withSibling(file, null), Kind.MALFORMED, "longer than");
    }

    @Test
    void aLyingDirectoryOfAFileWithItsHashIsAFaultToo() {
        byte[] wheel = Archives.wheel(1_000);
        wheel[wheel.length - 22 + 16] = (byte) (wheel[wheel.length - 22 + 16] - 3);
        DistributionFile file = wheel(wheel);
        assertFault(
                file,
                Kind.MALFORMED,
                "is broken, though it has the hash that the index promises: The central directory names a wrong place"
                        + " for demo-1.0.dist-info/METADATA; whoever published it must look");
        assertThat(server.requests).containsExactly(WHEEL + " bytes=-32768", WHEEL);
        assertThat(new MetadataStore(cache).find(String.valueOf(file.sha256()))).isEmpty();
    }

    @Test
    void aSoundArchiveOfAFileWithItsHashThatIsNoWheelIsBrokenForEver() {
        DistributionFile file = wheel(zip(files("demo/x", "")));
        assertThat(read(file)).isEqualTo(new Broken("It has no .dist-info directory with a METADATA file"));
        assertThat(new MetadataStore(cache).find(String.valueOf(file.sha256()))).isPresent();
    }

    @Test
    void aPartThatIsTheWholeFileIsHeldAgainstTheHash() {
        DistributionFile file = file(server.put(WHEEL, Archives.wheel(10)), "0".repeat(64), -1);
        assertFault(file, Kind.MALFORMED, "is not the file that the index promises");
        assertThat(server.requests).containsExactly(WHEEL + " bytes=-32768");
    }

    @Test
    void whatIsBeyondThisProgramIsNotCalledBroken() {
        byte[] wheel = zip(files("demo-1.0.dist-info/METADATA", METADATA + "x".repeat(9_000_000)));
        assertThat(read(wheel(wheel)))
                .isEqualTo(new Unknowable("demo-1.0.dist-info/METADATA has more than 8388608 bytes"));
    }

    @Test
    void aLyingDirectoryOfAFileWithoutHashIsAFault() {
        byte[] wheel = Archives.wheel(1_000);
        wheel[wheel.length - 22 + 16] = (byte) (wheel[wheel.length - 22 + 16] - 3);
        assertFault(file(server.put(WHEEL, wheel), null, -1), Kind.MALFORMED, "is broken: The central directory");
        assertFault(
                file(server.put(SDIST, new byte[50]), null, -1), Kind.MALFORMED, "is broken: It cannot be unpacked");
    }

    @Test
    void readsSourceArchives() {
        String old = "Metadata-Version: 1.1\nName: demo\nVersion: 1.0\n";
        byte[] archive = Archives.source(
                files("demo-1.0/demo.egg-info/PKG-INFO", old, "demo-1.0/demo.egg-info/requires.txt", "six"), ".tar.gz");
        assertThat(read(file(server.put(SDIST, archive), sha256(archive), archive.length)))
                .isEqualTo(new Known(old + "Requires-Dist: six\n", true));
        assertThat(server.requests).containsExactly(SDIST);
    }

    @Test
    void asksOnceForEver() throws IOException {
        byte[] unknowable = Archives.source(files("demo-1.0/setup.py", ""), ".tar.gz");
        DistributionFile wheel = wheel(Archives.wheel(10));
        DistributionFile sdist = file(server.put(SDIST, unknowable), sha256(unknowable), -1);
        MetadataAnswer ofWheel = read(wheel);
        MetadataAnswer ofSdist = read(sdist);
        server.close();
        FileMetadataReader later = new FileMetadataReader(http, new MetadataStore(cache));
        assertThat(later.read(wheel, name(WHEEL))).isEqualTo(ofWheel);
        assertThat(later.read(sdist, name(SDIST))).isEqualTo(ofSdist);
        assertThat(new OfflineMetadata(new MetadataStore(cache), null).read(wheel, name(WHEEL)))
                .isEqualTo(ofWheel);
        server = new FileServer();
    }

    @Test
    void remembersFilesWithoutHashOnlyForItself() {
        DistributionFile file = file(server.put(WHEEL, Archives.wheel(10)), null, -1);
        assertThat(read(file)).isEqualTo(KNOWN);
        assertThat(read(file)).isEqualTo(KNOWN);
        assertThat(server.requests).hasSize(1);
        assertThat(cache).isEmptyDirectory();
        new FileMetadataReader(http, new MetadataStore(cache)).read(file, name(WHEEL));
        assertThat(server.requests).hasSize(2);
    }

    @Test
    void readsFilesOfThisMachine() throws IOException {
        Path folder = Files.createDirectories(cache.resolve("find links"));
        URI wheel = Files.write(folder.resolve(WHEEL), Archives.wheel(100_000)).toUri();
        assertThat(read(file(wheel, null, -1))).isEqualTo(KNOWN);
        Files.write(folder.resolve(WHEEL), "no wheel".getBytes(StandardCharsets.UTF_8));
        assertFault(file(wheel, null, -1), Kind.MALFORMED, "It is not a zip archive, or it is cut off");
        assertThat(cache.resolve("metadata")).doesNotExist();
    }

    @Test
    void asksOnceForAllWhoWait() throws Exception {
        DistributionFile file = wheel(Archives.wheel(500_000));
        List<Future<MetadataAnswer>> answers = new ArrayList<>();
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<MetadataAnswer> ask = () -> read(file);
            for (int i = 0; i < 200; i++) {
                answers.add(many.submit(ask));
            }
            for (Future<MetadataAnswer> answer : answers) {
                assertThat(answer.get()).isEqualTo(KNOWN);
            }
        }
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void cannotFetchWhatHasNoAddress() {
        assertFault(snapshotFile(null), Kind.OFFLINE, "is not in the cache");
    }

    @Test
    void asksTheSecondReaderOnlyWhereTheIndexIsOutOfReach() {
        MetadataReader second = (file, name) -> new Unknowable("from the second");
        MetadataReader both = new FallbackMetadata(reader, second);
        assertThat(both.read(snapshotFile(null), name(WHEEL))).isEqualTo(new Unknowable("from the second"));
        DistributionFile file = wheel(Archives.wheel(500_000));
        DistributionFile wrong = file(file.address(), null, 7);
        assertThatThrownBy(() -> both.read(wrong, name(WHEEL)))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(Kind.MALFORMED));
        assertThat(both.read(file, name(WHEEL))).isEqualTo(KNOWN);
        server.close();
        DistributionFile other = file(file.address(), "0".repeat(64), -1);
        assertThat(both.read(other, name(WHEEL))).isEqualTo(new Unknowable("from the second"));
    }

    @Test
    void theFirstFaultStandsWhereTheSecondReaderDoesNotKnowEither() {
        MetadataReader second = (file, name) -> {
            throw new IndexFault(Kind.OFFLINE, "nor in the snapshot");
        };
        assertThatThrownBy(() -> new FallbackMetadata(reader, second).read(snapshotFile(null), name(WHEEL)))
                .hasMessageContaining("is not in the cache");
    }

    private static DistributionFile snapshotFile(@Nullable String sha256) {
        return new DistributionFile(WHEEL, URI.create("snapshot:" + WHEEL), sha256, null, null, null, -1, false, null);
    }
}
