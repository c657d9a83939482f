package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.compatserver.testing.ScriptedEngine;
import org.compatserver.web.WebTestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.0, as load balancers and old proxies speak it, and what is no HTTP at all. Nobody is left without an answer, and nothing is logged. */
class OldHttpTest {
    private static final List<String> LOGGED = new CopyOnWriteArrayList<>();
    private static final Logger ROOT = Logger.getLogger("");
    private static final Handler RECORDER = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                LOGGED.add(entry.getMessage());
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
        server = new WebTestServer(ScriptedEngine.standard());
    }

    @AfterAll
    static void stop() {
        server.close();
        ROOT.removeHandler(RECORDER);
        assertThat(LOGGED).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: localhost\r\n", "Connection: keep-alive\r\nUser-Agent: balancer\r\n"})
    void aHealthCheckIsAnsweredAndTheConnectionClosed(String headers) throws IOException {
        Answer answer = server.send("GET /health_check HTTP/1.0\r\n" + headers + "\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello world");
        assertThat(answer.header("Content-Length")).isEqualTo("11");
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(answer.header("Transfer-Encoding")).isEmpty();
    }

    @Test
    void aQuestionGetsTheAnswerOfHttp11() throws IOException {
        String target = "/?package=six&package=Django&python-version=3.13.9";
        Answer answer = server.send("GET " + target + " HTTP/1.0\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(server.get(target).body());
    }

    @Test
    void aBodyIsRead() throws IOException {
        String body = "{\"packages\": [\"six\", \"Django\"], \"python-version\": \"3\"}";
        Answer answer = server.send("POST / HTTP/1.0\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"result\":\"SUCCESS\"");
    }

    @Test
    void aRequestThatComesByteForByteIsReadToo() throws Exception {
        Answer answer = server.sendSlowly("GET /health_check HTTP/1.0\r\n\r\n");
        assertThat(answer.body()).isEqualTo("hello world");
    }

    @Test
    void tooLongAnAddress() throws IOException {
        assertThat(server.send("GET /?" + "a".repeat(100_000) + " HTTP/1.0\r\n\r\n")
                        .status())
                .isEqualTo(414);
        assertThat(server.send("GET /?" + "a".repeat(400_000) + " HTTP/1.0\r\n\r\n")
                        .status())
                .isEqualTo(414);
    }

    @Test
    void tooManyHeaders() throws IOException {
        assertThat(server.send("GET / HTTP/1.0\r\n" + "A: b\r\n".repeat(50_000) + "\r\n")
                        .status())
                .isEqualTo(431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/9.9\r\n\r\n", "GET / HTTP/2.0\r\n\r\n", "GET / HTTP/0.9\r\n\r\n"})
    void otherVersionsAreNamedAsTheReason(String request) throws IOException {
        Answer answer = server.send(request);
        assertThat(answer.status()).isEqualTo(505);
        assertThat(answer.body()).isEqualTo("This server speaks HTTP/1.0, HTTP/1.1 and HTTP/2");
        assertSafe(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /\r\n",
                "hello\r\n\r\n",
                "hello there world\n\n",
                "GET / HTTP/1.0\n\n",
                "\u0016\u0003\u0001\u0000",
                "\u0000\r\n",
                "\r\n\r\n"
            })
    void whatIsNoRequestCannotBeRead(String bytes) throws IOException {
        Answer answer = server.send(bytes);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("The request cannot be read");
        assertSafe(answer);
    }

    private static void assertSafe(Answer answer) {
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Connection")).isEqualTo("close");
    }
}
