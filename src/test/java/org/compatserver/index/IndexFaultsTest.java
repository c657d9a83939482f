package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.compatserver.index.IndexServer.ask;
import static org.compatserver.index.IndexServer.json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: what goes wrong between us and an index is retried where that may help, else told as a fault of the right kind. Never as "no such project". */
class IndexFaultsTest {
    private static final ProjectName A = ProjectName.of("a");
    private final IndexServer server = new IndexServer();
    private final SimpleIndex index = server.client(null, PagePolicy.DEFAULT);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0}: {1} after {2} requests")
    @CsvSource({
        "400, FAILED, 1",
        "401, UNAUTHORIZED, 1",
        "403, UNAUTHORIZED, 1",
        "418, FAILED, 1",
        "429, FAILED, 4",
        "500, FAILED, 4",
        "502, FAILED, 4",
        "503, FAILED, 4",
        "204, MALFORMED, 1",
        "206, MALFORMED, 1",
        "304, MALFORMED, 1",
    })
    void statuses(int code, String kind, int requests) {
        server.answer("a", new MockResponse.Builder().code(code));
        assertThat(ask(index, "a")).isEqualTo(kind);
        assertThat(server.requests()).isEqualTo(requests);
    }

    @Test
    void succeedsAfterFailuresThatPass() {
        server.web.setDispatcher(new Sequence(
                new MockResponse.Builder()
                        .code(503)
                        .addHeader("Retry-After", "0")
                        .build(),
                new MockResponse.Builder().code(500).build(),
                cut(new SocketEffect.CloseSocket()),
                json("a-1.zip").build()));
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        assertThat(server.requests()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "7                               | PT7S",
                "0                               | PT0S",
                "Thu, 01 Jan 2026 00:01:00 GMT   | PT1M",
                "Wed, 31 Dec 2025 00:00:00 GMT   | PT0S",
                "soon                            | none",
                "-1                              | none",
                "99999999999999999999            | PT596523H14M7S",
            })
    void readsHowLongTheIndexAsksToWait(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, server.clock.instant()).orElse(null))
                .isEqualTo(wait);
    }

    @Test
    void doesNotWaitForAnIndexThatAsksForTooMuchPatience() {
        server.answer("a", new MockResponse.Builder().code(503).addHeader("Retry-After", "3600"));
        assertThatThrownBy(() -> index.page(A))
                .isInstanceOf(IndexFault.class)
                .hasMessage(server.address() + "a/ answered 503 and asks to wait 3600 s; try again then");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aResetIsAFault() {
        server.web.setDispatcher(new Sequence(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket(true, true, true))
                .build()));
        assertThat(ask(index, "a")).isEqualTo("FAILED");
    }

    @Test
    void aTruncatedPageIsAFault() {
        server.web.setDispatcher(new Sequence(cut(new SocketEffect.CloseSocket())));
        assertThat(ask(index, "a")).isEqualTo("FAILED");
        assertThat(server.requests()).isEqualTo(4);
    }

    @Test
    void aPageCutOffWhereNoLengthTellsIsAFault() {
        server.answer(
                "a",
                new MockResponse.Builder()
                        .addHeader("Content-Type", PageContent.JSON)
                        .body("{\"files\": [{\"url\": \"a-1.zip\"}"));
        assertThat(ask(index, "a")).isEqualTo("MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSilentIndexIsAFault(boolean afterHeaders) {
        MockResponse.Builder slow = json("a-1.zip");
        server.answer("a", afterHeaders ? slow.bodyDelay(5, TimeUnit.SECONDS) : slow.headersDelay(5, TimeUnit.SECONDS));
        SimpleIndex hasty = server.client(null, PagePolicy.DEFAULT, TestSettings.HASTY);
        assertThatThrownBy(() -> hasty.page(A))
                .isInstanceOf(IndexFault.class)
                .hasMessage(
                        server.address() + "a/ did not answer in time; try again later, or ask whoever runs the index");
        assertThat(server.requests()).as("it is not asked again").isEqualTo(1);
        assertThatThrownBy(() -> hasty.page(ProjectName.of("b"))).hasMessageEndingWith("(not asked again for a while)");
        assertThat(server.requests()).isEqualTo(1);
    }

    @ParameterizedTest(name = "PIP_DEFAULT_TIMEOUT={0}")
    @CsvSource({"3, 3", "12, 12", "180, 15"})
    void pipsTimeoutCountsUpToItsOwnDefault(long given, long read) {
        assertThat(HttpSettings.DEFAULT.withRead(Duration.ofSeconds(given)).read())
                .isEqualTo(Duration.ofSeconds(read));
    }

    @Test
    void aDrippingPageEndsWithTheDeadline() {
        server.answer("a", json("x".repeat(5000)).throttleBody(10, 50, TimeUnit.MILLISECONDS));
        HttpSettings brief = new HttpSettings(
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                new HttpSettings.Retries(0, Duration.ZERO, Duration.ZERO),
                Duration.ofSeconds(30),
                4);
        assertThat(ask(server.client(null, PagePolicy.DEFAULT, brief), "a")).isEqualTo("UNREACHABLE");
    }

    @Test
    void aRedirectLoopIsAFault() {
        server.answer("a", new MockResponse.Builder().code(301).addHeader("Location", "/simple/b/"));
        server.answer("b", new MockResponse.Builder().code(302).addHeader("Location", "../a/"));
        assertThatThrownBy(() -> index.page(A))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.FAILED))
                .hasMessageContaining("redirected more than 10 times");
        assertThat(server.requests()).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://files.example/a/", ""})
    void aRedirectToWhatIsNoHttpAddressIsAFault(String location) {
        server.answer("a", new MockResponse.Builder().code(307).addHeader("Location", location));
        assertThat(ask(index, "a")).isEqualTo("MALFORMED");
    }

    @Test
    void linksAreRelativeToWhereARedirectEnds() {
        server.web.setDispatcher(new Sequence(
                new MockResponse.Builder()
                        .code(308)
                        .addHeader("Location", "/other/place/?token=secret")
                        .build(),
                new MockResponse.Builder()
                        .addHeader("Content-Type", PageContent.JSON)
                        .body("{\"files\": [{\"url\": \"a-1.zip\"}]}")
                        .build()));
        ProjectIndex.PageAnswer.Found found = (ProjectIndex.PageAnswer.Found) index.page(A);
        assertThat(found.page().files().getFirst().address())
                .isEqualTo(server.web.url("/other/place/a-1.zip").uri());
    }

    @Test
    void anotherContentTypeIsAFault() {
        server.answer(
                "a",
                new MockResponse.Builder()
                        .addHeader("Content-Type", "text/plain")
                        .body("hello"));
        assertThat(ask(index, "a")).isEqualTo("MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPageOfAHundredMegabytesIsAFaultAndNotRead(boolean chunked) {
        Buffer body = new Buffer();
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < 100; i++) {
            body.write(megabyte);
        }
        MockResponse.Builder huge = new MockResponse.Builder();
        server.answer(
                "a",
                (chunked ? huge.chunkedBody(body, 1 << 16) : huge.body(body))
                        .addHeader("Content-Type", PageContent.JSON));
        assertThatThrownBy(() -> index.page(A))
                .isInstanceOfSatisfying(
                        IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.MALFORMED))
                .hasMessageContaining("longer than the 67108864 bytes");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void whatListensNowhereIsUnreachable() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        URI nowhere = URI.create("http://127.0.0.1:" + port + "/simple/");
        IndexConfiguration configuration = IndexServer.configuration(nowhere);
        try (HttpAccess access =
                new HttpAccess(configuration.network(), TestSettings.IMPATIENT, "test", server.clock)) {
            SimpleIndex dead = new SimpleIndex(configuration, access, null, PagePolicy.DEFAULT, server.clock);
            assertThatThrownBy(() -> dead.page(A))
                    .isInstanceOfSatisfying(
                            IndexFault.class, fault -> assertThat(fault.kind()).isEqualTo(IndexFault.Kind.UNREACHABLE))
                    .hasMessageStartingWith("Cannot connect to http://127.0.0.1:" + port + " (")
                    .hasMessageEndingWith("; check the network, the proxy and the index's address");
            assertThatThrownBy(() -> dead.page(A)).hasMessageEndingWith("(not asked again for a while)");
            server.pass(Duration.ofSeconds(31));
            assertThatThrownBy(() -> dead.page(A)).hasMessageEndingWith("the index's address");
        }
    }

    @Test
    void threeFailedPagesInARowSpareTheRestTheRetries() {
        for (String name : new String[] {"a", "b", "c", "d"}) {
            server.answer(name, new MockResponse.Builder().code(500));
            assertThat(ask(index, name)).isEqualTo("FAILED");
        }
        assertThat(server.requests()).isEqualTo(12);
    }

    private static MockResponse cut(SocketEffect effect) {
        return json("a-1.zip".repeat(10_000)).onResponseBody(effect).build();
    }

    /** These answers, then the last of them again and again. */
    private static final class Sequence extends mockwebserver3.Dispatcher {
        private final MockResponse[] answers;
        private int next;

        Sequence(MockResponse... answers) {
            this.answers = answers;
        }

        @Override
        public synchronized MockResponse dispatch(mockwebserver3.RecordedRequest request) {
            return answers[Math.min(next++, answers.length - 1)];
        }
    }
}
