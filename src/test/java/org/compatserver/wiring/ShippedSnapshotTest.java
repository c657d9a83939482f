package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The snapshot in the program: small, and without the name of any host. */
class ShippedSnapshotTest {
    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://(?!removed\\.invalid/)\\S{0,60}");

    private static byte[] bytes() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(ShippedSnapshot.class.getResourceAsStream("shipped.snapshot"))) {
            return stream.readAllBytes();
        }
    }

    @Test
    void hasAtMostFiveMegabytes() throws IOException {
        assertThat(bytes().length).isBetween(1, 5_000_000);
    }

    @Test
    void namesNoHostAndOnlyFilesOfItsOwn() throws IOException {
        int members = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String text = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(ADDRESS.matcher(text).results().map(found -> found.group()))
                        .as(entry.getName())
                        .isEmpty();
                assertThat(entry.getName()).matches("snapshot\\.json|(pages|metadata)/[a-z0-9-]+\\.json");
                members++;
            }
        }
        assertThat(members).isGreaterThan(2);
    }
}
