package org.compatserver.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.compatserver.metadata.Archives.METADATA;
import static org.compatserver.metadata.Archives.files;
import static org.compatserver.metadata.Archives.noise;
import static org.compatserver.metadata.Archives.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.compatserver.metadata.RangeSource.RangesRefused;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: METADATA out of a wheel, by as few and small reads as can be. */
class WheelMetadataTest {
    private static final ProjectName DEMO = ProjectName.of("demo");

    private static String read(byte[] wheel) throws BrokenArchive, RangesRefused {
        return new String(WheelMetadata.read(new MemoryRanges(wheel), DEMO), StandardCharsets.UTF_8);
    }

    private static void assertBroken(byte[] wheel, String message) {
        assertThatThrownBy(() -> read(wheel)).isInstanceOf(BrokenArchive.class).hasMessageContaining(message);
    }

    @Test
    void readsASmallWheelInOneRequest() throws Exception {
        MemoryRanges wheel = new MemoryRanges(Archives.wheel(1_000_000));
        assertThat(WheelMetadata.read(wheel, DEMO)).asString().isEqualTo(METADATA);
        assertThat(wheel.requests).isEqualTo(1);
        assertThat(wheel.bytes).isEqualTo(ZipWindow.TAIL);
    }

    @Test
    void readsAWheelWithMetadataFarFromTheEndInTwo() throws Exception {
        MemoryRanges wheel =
                new MemoryRanges(zip(files("demo-1.0.dist-info/METADATA", METADATA, "demo/data", noise(500_000))));
        assertThat(WheelMetadata.read(wheel, DEMO)).asString().isEqualTo(METADATA);
        assertThat(wheel.requests).isEqualTo(2);
        assertThat(wheel.bytes).isLessThan(ZipWindow.TAIL + 1_000);
    }

    @Test
    void needsOnlyTheLastRecordsOfALargeDirectory() throws Exception {
        Map<String, String> files = manyFiles(20_000);
        files.put("demo-1.0.dist-info/METADATA", METADATA);
        files.put("demo-1.0.dist-info/RECORD", noise(100_000));
        MemoryRanges wheel = new MemoryRanges(zip(files));
        assertThat(WheelMetadata.read(wheel, DEMO)).asString().isEqualTo(METADATA);
        assertThat(wheel.requests).isEqualTo(2);
        assertThat(wheel.bytes).isLessThan(40_000);
    }

    @Test
    void needsOnlyTheFirstRecordsOfALargeSortedDirectory() throws Exception {
        Map<String, String> files = files("demo-1.0.dist-info/METADATA", METADATA);
        files.putAll(manyFiles(20_000));
        MemoryRanges wheel = new MemoryRanges(zip(files));
        assertThat(WheelMetadata.read(wheel, DEMO)).asString().isEqualTo(METADATA);
        assertThat(wheel.requests).isEqualTo(3);
        assertThat(wheel.bytes).isLessThan(70_000);
    }

    @Test
    void readsTheWholeDirectoryWhereMetadataIsInItsMiddle() throws Exception {
        Map<String, String> files = manyFiles(5_000);
        files.put("demo-1.0.dist-info/METADATA", METADATA);
        manyFiles(5_000).forEach((name, content) -> files.put("z" + name, content));
        MemoryRanges wheel = new MemoryRanges(zip(files));
        assertThat(WheelMetadata.read(wheel, DEMO)).asString().isEqualTo(METADATA);
        assertThat(wheel.requests).isEqualTo(4);
    }

    private static Map<String, String> manyFiles(int count) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            files.put("demo/module_" + i + ".py", "");
        }
        return files;
    }

    @Test
    void readsStoredEntriesAndComments() throws Exception {
        Map<String, String> files = files("demo-1.0.dist-info/METADATA", METADATA);
        assertThat(read(zip(files, "", true))).isEqualTo(METADATA);
        assertThat(read(zip(files, "a comment", false))).isEqualTo(METADATA);
        assertThat(read(zip(files, noise(65_535), false))).isEqualTo(METADATA);
        assertThat(read(zip(files, "looks like an end: PK\5\6" + "x".repeat(40), false)))
                .isEqualTo(METADATA);
    }

    @Test
    void readsAnArchiveAfterOtherBytes() throws Exception {
        byte[] wheel = Archives.wheel(100_000);
        byte[] shifted = new byte[wheel.length + 777];
        System.arraycopy(wheel, 0, shifted, 777, wheel.length);
        assertThat(read(shifted)).isEqualTo(METADATA);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 200_000})
    void readsZip64(int payload) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            zip.setUseZip64(Zip64Mode.Always);
            put(zip, "demo-1.0.dist-info/METADATA", METADATA);
            put(zip, "demo/data", noise(payload));
        }
        assertThat(read(out.toByteArray())).isEqualTo(METADATA);
    }

    private static void put(ZipArchiveOutputStream zip, String name, String content) throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
    }

    @Test
    void readsAnEmptyMetadataFile() throws Exception {
        assertThat(read(zip(files("demo-1.0.dist-info/METADATA", "")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "demo,         demo-1.0.dist-info",
        "demo,         Demo-1.0.dist-info",
        "demo,         DEMO-1.0+local.dist-info",
        "demo,         demo_extra_text.dist-info",
        "a-b-c,        a_b_c-1.dist-info",
        "a-b-c,        A.B-c-1.dist-info",
        "a-b-c,        a__b.c.dist-info"
    })
    void acceptsTheSpellingsOfTheDirectoryThatPipAccepts(String project, String directory) throws Exception {
        byte[] wheel = zip(files(directory + "/METADATA", METADATA, directory + "/RECORD", ""));
        assertThat(WheelMetadata.read(new MemoryRanges(wheel), ProjectName.of(project)))
                .asString()
                .isEqualTo(METADATA);
    }

    @Test
    void looksOnlyAtTheTop() throws Exception {
        byte[] wheel = zip(files(
                "demo/_vendor/other-2.dist-info/METADATA", "Name: other",
                "demo-1.0.dist-info/METADATA", METADATA,
                "demo-1.0.dist-info/sub/METADATA", "Name: sub"));
        assertThat(read(wheel)).isEqualTo(METADATA);
    }

    @Test
    void refusesWheelsThatPipRefuses() {
        assertBroken(zip(files("demo/x", "")), "no .dist-info directory");
        assertBroken(zip(files("demo-1.0.dist-info/RECORD", "")), "no .dist-info directory with a METADATA file");
        assertBroken(zip(files("other-1.0.dist-info/METADATA", METADATA)), "is not of demo");
        assertBroken(
                zip(files("demo-1.0.dist-info/METADATA", METADATA, "demo-2.0.dist-info/METADATA", METADATA)),
                "several .dist-info directories: demo-1.0.dist-info, demo-2.0.dist-info");
    }

    @Test
    void refusesWhatIsNoZipArchive() {
        assertBroken(new byte[0], "not a zip archive");
        assertBroken("<html>not found</html>".getBytes(StandardCharsets.UTF_8), "not a zip archive");
        byte[] wheel = Archives.wheel(100_000);
        assertBroken(Arrays.copyOf(wheel, wheel.length - 30), "not a zip archive");
        assertBroken(Arrays.copyOf(wheel, 40_000), "not a zip archive");
    }

    /** Places in the directory's record of METADATA, counted from its signature. */
    @ParameterizedTest
    @CsvSource({
        "crc,             16, 4, 12345,      does not have its checksum",
        "packed size,     20, 4, 0,          cannot be unpacked|does not have the size",
        "packed size,     20, 4, 7,          does not have the size|cannot be unpacked",
        "packed size,     20, 4, 2000000000, has more than",
        "unpacked size,   24, 4, 3,          does not have the size",
        "unpacked size,   24, 4, 5000,       does not have the size",
        "unpacked size,   24, 4, 2000000000, has more than",
        "name length,     28, 2, 60000,      longer than it says",
        "name length,     28, 2, 3,          gap|longer than it says",
        "local header,    42, 4, 2000000000, outside of the archive's data",
        "local header,    42, 4, 1,          wrong place",
        "local header,    42, 4, 0,          is another file",
        "method,          10, 2, 99,         neither stored nor deflated",
        "method,          10, 2, 0,          has two sizes",
        "flags,            8, 2, 1,          is encrypted",
    })
    void findsOutALyingDirectory(String field, int at, int size, long value, String messages) {
        byte[] wheel = Archives.wheel(1_000);
        int record = record(wheel, "demo-1.0.dist-info/METADATA");
        for (int i = 0; i < size; i++) {
            wheel[record + at + i] = (byte) (value >> (8 * i));
        }
        assertThatThrownBy(() -> read(wheel))
                .as(field)
                .isInstanceOf(BrokenArchive.class)
                .message()
                .containsPattern(messages);
    }

    private static int record(byte[] wheel, String name) {
        LittleEndian bytes = new LittleEndian(wheel);
        for (int at = wheel.length - 46; at >= 0; at--) {
            if (bytes.int32(at) == ZipMember.RECORD
                    && new String(wheel, at + 46, bytes.int16(at + 28), StandardCharsets.UTF_8).equals(name)) {
                return at;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void findsOutAnEndThatLies() {
        byte[] wheel = Archives.wheel(1_000);
        byte[] larger = wheel.clone();
        larger[wheel.length - 22 + 14] = 1;
        assertBroken(larger, "central directory would lie outside");
        byte[] smaller = wheel.clone();
        smaller[wheel.length - 22 + 12] = (byte) (smaller[wheel.length - 22 + 12] - 3);
        assertBroken(smaller, "central directory");
        byte[] moved = wheel.clone();
        moved[wheel.length - 22 + 16] = (byte) (moved[wheel.length - 22 + 16] - 3);
        assertBroken(moved, "wrong place");
    }

    /** Whatever single byte is changed: METADATA as it was, or no answer. */
    @Test
    void neverGivesOtherMetadataForADamagedWheel() throws Exception {
        byte[] wheel = Archives.wheel(300);
        Random random = new Random(20261122);
        int broken = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = wheel.clone();
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                assertThat(read(damaged)).isEqualTo(METADATA);
            } catch (BrokenArchive e) {
                broken++;
            }
        }
        assertThat(broken).isBetween(5_000, 19_000);
    }

    /** Read in pieces or as a whole, a damaged large wheel gives METADATA as it was, or none. */
    @Test
    void neverGivesOtherMetadataForADamagedDirectory() throws Exception {
        Map<String, String> files = manyFiles(1_000);
        files.put("demo-1.0.dist-info/METADATA", METADATA);
        byte[] wheel = zip(files);
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = wheel.clone();
            damaged[wheel.length - 1 - random.nextInt(40_000)] = (byte) random.nextInt();
            try {
                assertThat(read(damaged)).isEqualTo(METADATA);
            } catch (BrokenArchive e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
    }
}
