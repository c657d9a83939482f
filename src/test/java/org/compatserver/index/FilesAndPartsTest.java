package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: files, whole and in parts, over HTTP and from a folder. */
class FilesAndPartsTest {
    private final MockWebServer server = new MockWebServer();
    private final HttpAccess access = new HttpAccess(
            NetworkConfiguration.DIRECT, TestSettings.IMPATIENT, "compatibility-server/test", InstantSource.system());

    @TempDir
    Path folder;

    private URI address;

    @BeforeEach
    void serve() throws IOException {
        server.start();
        address = server.url("/files/a-1.0-py3-none-any.whl").uri();
    }

    @AfterEach
    void stop() {
        access.close();
        server.close();
    }

    @Test
    void asksForARangeAndReadsWhereItLies() throws InterruptedException {
        server.enqueue(part("3-6/100", "defg"));
        assertPart(access.range(address, 3, 6), "defg", 3, 100);
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().get("Range")).isEqualTo("bytes=3-6");
        assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("compatibility-server/test");
    }

    @Test
    void asksForTheEndOfAFile() throws InterruptedException {
        server.enqueue(part("96-99/100", "wxyz"));
        assertPart(access.suffix(address, 4), "wxyz", 96, 100);
        assertThat(server.takeRequest().getHeaders().get("Range")).isEqualTo("bytes=-4");
    }

    @Test
    void takesASmallWholeFileInsteadOfAPart() {
        server.enqueue(new MockResponse.Builder().body("abcdef").build());
        assertPart(access.suffix(address, 4), "abcdef", 0, 6);
    }

    @Test
    void saysThatPartsOfALargeFileAreRefused() {
        server.enqueue(new MockResponse.Builder().body("x".repeat(300_000)).build());
        assertThat(access.range(address, 0, 9)).isEqualTo(new PartReply.Refused(300_000));
        server.enqueue(new MockResponse.Builder()
                .code(416)
                .addHeader("Content-Range", "bytes */77")
                .build());
        assertThat(access.range(address, 80, 90)).isEqualTo(new PartReply.Refused(77));
    }

    @Test
    void doesNotBelieveARangeThatContradictsItself() {
        server.enqueue(part("3-6/5", "defg"));
        assertThat(access.range(address, 3, 6)).isEqualTo(new PartReply.Refused(-1));
        server.enqueue(part("3-6/100", "defgh"));
        assertThat(access.range(address, 3, 8)).isEqualTo(new PartReply.Refused(100));
    }

    @Test
    void tellsAMissingFileFromAFault() throws IOException {
        for (int i = 0; i < 4; i++) {
            server.enqueue(new MockResponse.Builder().code(404).build());
        }
        assertThat(access.range(address, 0, 9)).isEqualTo(new PartReply.Missing());
        assertThat(access.get(address, 1000)).isEmpty();
        assertThat(access.size(address)).isEmpty();
        assertThat(access.download(address, folder.resolve("x"), 1000)).isFalse();
    }

    @Test
    void downloadsAfterTheConnectionBrokeOff() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .body("x".repeat(100_000))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(new MockResponse.Builder().body("y".repeat(100_000)).build());
        Path target = folder.resolve("file");
        assertThat(access.download(address, target, 1_000_000)).isTrue();
        assertThat(Files.readString(target)).isEqualTo("y".repeat(100_000));
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void readsNoMoreThanTheBound() {
        server.enqueue(new MockResponse.Builder().body("x".repeat(1001)).build());
        assertMalformed(() -> access.get(address, 1000));
        server.enqueue(
                new MockResponse.Builder().chunkedBody("x".repeat(1001), 100).build());
        assertMalformed(() -> access.read(address, 1000, java.io.InputStream::readAllBytes));
    }

    @Test
    void givesBackWhatTheReaderThrew() {
        server.enqueue(new MockResponse.Builder().body("junk").build());
        assertThatThrownBy(() -> access.read(address, 1000, body -> {
                    throw new IOException("no archive");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no archive");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void readsFoldersOfThisMachineTheSameWay() throws IOException {
        Path file = Files.writeString(folder.resolve("a b+c.txt"), "abcdef");
        URI local = file.toUri();
        assertPart(access.range(local, 2, 3), "cd", 2, 6);
        assertPart(access.range(local, 4, 30), "ef", 4, 6);
        assertPart(access.suffix(local, 2), "ef", 4, 6);
        assertPart(access.suffix(local, 100), "abcdef", 0, 6);
        assertThat(access.range(local, 6, 7)).isEqualTo(new PartReply.Refused(6));
        assertThat(access.get(local, 100)).contains("abcdef".getBytes(StandardCharsets.UTF_8));
        assertThat(access.size(local)).hasValue(6);
        assertMalformed(() -> access.get(local, 5));
        URI missing = folder.resolve("none").toUri();
        assertThat(access.range(missing, 0, 1)).isEqualTo(new PartReply.Missing());
        assertThat(access.get(missing, 5)).isEmpty();
        assertThat(access.size(missing)).isEmpty();
    }

    private static MockResponse part(String range, String body) {
        return new MockResponse.Builder()
                .code(206)
                .addHeader("Content-Range", "bytes " + range)
                .body(body)
                .build();
    }

    private static void assertPart(PartReply reply, String text, long from, long total) {
        assertThat(reply).isInstanceOfSatisfying(PartReply.Part.class, part -> {
            assertThat(new String(part.bytes(), StandardCharsets.UTF_8)).isEqualTo(text);
            assertThat(part.from()).isEqualTo(from);
            assertThat(part.total()).isEqualTo(total);
        });
    }

    private static void assertMalformed(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.MALFORMED));
    }
}
