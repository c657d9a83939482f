package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.compatserver.testing.AnsweringEngine;
import org.compatserver.testing.SampleVerdicts;
import org.compatserver.testing.ScriptedEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: a connection on which no request comes about is closed, and nothing is logged of it. */
class ConnectionsTest {
    private static final Duration SOON = Duration.ofMillis(400);
    private static final List<String> LOGGED = new CopyOnWriteArrayList<>();
    private static final Logger ROOT = Logger.getLogger("");
    private static final Handler RECORDER = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                LOGGED.add(entry.getLoggerName() + " " + entry.getMessage() + " " + entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @SuppressWarnings("NullAway.Init")
    private static WebTestServer server;

    @BeforeAll
    static void start() {
        ROOT.addHandler(RECORDER);
        server = new WebTestServer(
                ScriptedEngine.standard(),
                WebTestServer.waiting(SOON, Duration.ZERO, Duration.ofSeconds(5)),
                WebTestServer.STANDARD,
                RequestListener.NONE);
    }

    @AfterAll
    static void stop() {
        server.close();
        ROOT.removeHandler(RECORDER);
    }

    @AfterEach
    void nothingIsLogged() {
        assertThat(LOGGED).isEmpty();
    }

    private static Socket connected(String sent) throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.face().port());
        socket.setSoTimeout(15_000);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** All that comes until the connection is closed; fails if it never is. */
    private static String untilClosed(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
            }
        } catch (SocketException e) {
            // a reset, for what was not read
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "G",
                "GET / HT",
                "GET /health/live HTTP/1.1\r\n",
                "GET /health/live HTTP/1.1\r\nHost: local",
                "GET /health/live HTTP/1.0\r\n",
                "GET /health/live HTTP/1.0\r\nHost: local"
            })
    void whoseFirstRequestDoesNotCome(String sent) throws IOException {
        try (Socket socket = connected(sent)) {
            assertThat(untilClosed(socket.getInputStream())).isEmpty();
        }
    }

    @Test
    void thatSaysThatItIsHttp2AndNoMore() throws IOException {
        try (Socket socket = connected("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
            assertThat(untilClosed(socket.getInputStream())).doesNotContain("HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n",
                "DELETE / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
            })
    void whoseBodyIsNotWantedAndDoesNotCome(String sent) throws IOException {
        try (Socket socket = connected(sent)) {
            assertThat(untilClosed(socket.getInputStream())).startsWith("HTTP/1.1 405 ");
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void whileARequestIsAnsweredThereIsMoreTime(HttpClient.Version version) throws Exception {
        AnsweringEngine engine = new AnsweringEngine(question -> {
            sleep(SOON.multipliedBy(3));
            return SampleVerdicts.success(question);
        });
        try (WebTestServer slow = new WebTestServer(
                        engine,
                        WebTestServer.waiting(SOON, Duration.ZERO, Duration.ofSeconds(5)),
                        WebTestServer.STANDARD,
                        RequestListener.NONE);
                HttpClient client = HttpClient.newBuilder().version(version).build()) {
            URI address = URI.create(
                    "http://127.0.0.1:" + slow.face().port() + "/?package=six&package=Django&python-version=3");
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode() + " " + answer.version()).isEqualTo("200 " + version);
            }
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void betweenRequestsThereIsMoreTime() throws Exception {
        String ask = "GET /health/live HTTP/1.1\r\nHost: localhost\r\n";
        try (Socket socket = connected(ask + "\r\n")) {
            byte[] head = socket.getInputStream().readNBytes(15);
            Thread.sleep(SOON.multipliedBy(3));
            socket.getOutputStream().write((ask + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(head, StandardCharsets.US_ASCII) + untilClosed(socket.getInputStream()))
                    .containsSubsequence("HTTP/1.1 200", "\r\n\r\nlive", "HTTP/1.1 200", "\r\n\r\nlive");
        }
    }

    @Test
    void thatIsClosedAtOnce() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connected("")) {
                socket.setSoLinger(i % 2 == 0, 0);
            }
        }
        assertThat(server.get("/health/live").status()).isEqualTo(200);
    }
}
