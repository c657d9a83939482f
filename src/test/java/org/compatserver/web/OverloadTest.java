package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.compatserver.testing.ScriptedEngine;
import org.compatserver.web.WebTestServer.Answer;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what is taken on, what is refused and how, and what the listener hears of it. */
class OverloadTest {
    private static final String QUESTION = "{\"packages\": [\"six\", \"Django\"], \"python-version\": \"3\"}";

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    private final RequestListener listener = new RequestListener() {
        @Override
        public void begun() {
            heard.add("begun");
        }

        @Override
        public void refused(Refusal why) {
            heard.add("refused " + why);
        }

        @Override
        public void ended(String route, String method, int status, long nanos) {
            heard.add(method + " " + route + " " + status + (nanos > 0 ? "" : " in no time"));
        }
    };

    private WebTestServer server(Bounds bounds, Access access) {
        return new WebTestServer(ScriptedEngine.standard(), bounds, access, listener);
    }

    @Test
    void aClientThatAsksTooMuchIsToldWhenToAskAgainAndHealthIsTold() throws IOException {
        try (WebTestServer server = server(WebTestServer.rated(0.05), WebTestServer.STANDARD)) {
            assertThat(server.post(QUESTION, "*/*").status()).isEqualTo(200);
            Answer refused = server.get("/?package=six&package=Django&python-version=3");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).matches("[1-9]|10");
            assertThat(refused.body())
                    .isEqualTo("More than 0.05 checks a second from one address; ask again in "
                            + refused.header("Retry-After") + " s");
            for (String free : List.of("/health/live", "/health/ready", "/health_check", "/metrics")) {
                assertThat(server.get(free).status()).as(free).isEqualTo(200);
            }
        }
    }

    @Test
    void aBatchCountsAsItsQuestions() throws IOException {
        try (WebTestServer server = server(WebTestServer.rated(1), WebTestServer.STANDARD)) {
            String batch = "[" + (QUESTION + ",").repeat(99) + QUESTION + "]";
            assertThat(server.post(batch, "*/*").status()).isEqualTo(200);
            Answer refused = server.post(QUESTION, "*/*");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(85, 91);
        }
    }

    @Test
    void proxiesThatAreTrustedTellClientsApart() throws IOException {
        Access access = new Access(
                List.of(), false, List.of(Network.parse("127.0.0.0/8").orElseThrow()));
        try (WebTestServer server = server(WebTestServer.rated(0.05), access)) {
            assertThat(from(server, "192.0.2.1").status()).isEqualTo(200);
            assertThat(from(server, "192.0.2.1").status()).isEqualTo(429);
            assertThat(from(server, "192.0.2.2").status()).isEqualTo(200);
            assertThat(from(server, "192.0.2.3, 192.0.2.1").status()).isEqualTo(429);
        }
    }

    private static Answer from(WebTestServer server, String forwarded) throws IOException {
        return server.send("GET /?package=six&package=Django&python-version=3 HTTP/1.1\r\nHost: localhost\r\n"
                + "X-Forwarded-For: " + forwarded + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void theListenerHearsRoutesAndNeverWhatSomebodyMadeUp() throws IOException {
        try (WebTestServer server = server(WebTestServer.rated(0.05), WebTestServer.STANDARD)) {
            server.get("/?package=six&package=Django&python-version=3");
            server.get("/?package=six&package=Django&python-version=3");
            server.get("/secret-path");
            server.get("/rounds/7/matrix.svg");
            server.method("BREW", "/health/live");
        }
        assertThat(heard)
                .containsExactly(
                        "begun",
                        "GET / 200",
                        "begun",
                        "refused RATE",
                        "GET / 429",
                        "begun",
                        "GET none 404",
                        "begun",
                        "GET /rounds/{id}/matrix.svg 404",
                        "begun",
                        "other /health/live 405");
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        Duration soon = Duration.ofMillis(300);
        Bounds bounds = WebTestServer.waiting(soon, Duration.ZERO, soon);
        try (WebTestServer server = server(bounds, WebTestServer.STANDARD);
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.face().port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n["
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            Awaitility.await().until(() -> List.copyOf(heard), List.of("begun", "POST / 400")::equals);
        }
    }

    @Test
    void whoDoesNotTakeItsAnswersIsCutOff() throws IOException {
        Duration soon = Duration.ofMillis(500);
        Bounds bounds = WebTestServer.waiting(soon, Duration.ZERO, Duration.ofSeconds(5));
        try (WebTestServer server = server(bounds, WebTestServer.STANDARD);
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.face().port())) {
            byte[] ask = "GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < 1_000; i++) {
                out.write(ask);
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> isClosed(out));
            Awaitility.await().until(() -> begun() > 0 && heard.size() == 2 * begun());
            assertThat(begun()).isLessThan(1_000);
        }
    }

    private long begun() {
        return heard.stream().filter("begun"::equals).count();
    }

    private static boolean isClosed(OutputStream out) {
        try {
            out.write('\n');
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aRequestHasANameThatTheClientMayGive() throws IOException {
        try (WebTestServer server = server(WebTestServer.bounds(16), WebTestServer.STANDARD)) {
            assertThat(named(server, "abc-123")).isEqualTo("abc-123");
            String made = named(server, "two words");
            assertThat(made).matches("[0-9a-f]{16}").isNotEqualTo(named(server, "x\"y"));
            assertThat(named(server, "a".repeat(129))).hasSize(16);
        }
    }

    private static String named(WebTestServer server, String name) throws IOException {
        return server.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: " + name
                        + "\r\nConnection: close\r\n\r\n")
                .header("X-Request-Id");
    }

    @Test
    void aTokenForAllIsNeededForChecksAndNotForHealth() throws IOException {
        Access access = new Access(List.of("open sesame, open sesame", "another way in, too"), true, List.of());
        try (WebTestServer server = server(WebTestServer.bounds(16), access)) {
            Answer refused = server.get("/?package=six&package=Django&python-version=3");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(refused.body()).isEqualTo("Checks need the operator's token, as Authorization: Bearer TOKEN");
            assertThat(server.post("no JSON", "*/*").status()).isEqualTo(401);
            for (String token : access.tokens()) {
                assertThat(server.send("GET /?package=six&package=Django&python-version=3 HTTP/1.1\r\n"
                                        + "Host: localhost\r\n"
                                        + "Authorization:"
                                        + " Bearer"
                                        + " " + token + "\r\nConnection: close\r\n\r\n")
                                .status())
                        .isEqualTo(200);
            }
            for (String free : List.of("/health/live", "/metrics", "/openapi.yaml")) {
                assertThat(server.get(free).status()).as(free).isEqualTo(200);
            }
        }
    }

    @Test
    void aBodyOfARefusedRequestIsNotRead() throws IOException {
        try (WebTestServer server = server(WebTestServer.rated(0.05), WebTestServer.STANDARD)) {
            server.get("/?package=six&package=Django&python-version=3");
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), server.face().port())) {
                socket.setSoTimeout(4_000);
                socket.getOutputStream()
                        .write("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                byte[] head = in.readNBytes("HTTP/1.1 429".length());
                assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 429");
            }
        }
    }
}
