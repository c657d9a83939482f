package org.compatserver.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.compatserver.check.CheckService;
import org.compatserver.engine.Engine;
import org.compatserver.round.RoundService;
import org.compatserver.testing.SmallWorld;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.wire.QuestionReader;
import org.jspecify.annotations.Nullable;

/** The real server on a loopback port, and a client that sends exactly the bytes it is given. */
final class WebTestServer implements AutoCloseable {
    /** Of an operator who says nothing. */
    static final Access STANDARD = new Access(List.of(), false, List.of());

    private static final Duration WAIT = Duration.ofSeconds(5);

    private final CheckService checks;
    private final WebFace face;
    private final int port;

    WebTestServer(Engine engine) {
        this(engine, 256, new CheckService.Limits(32, Duration.ofSeconds(20), Duration.ofSeconds(60)));
    }

    WebTestServer(Engine engine, int requestsAtOnce, CheckService.Limits limits) {
        this(
                new CheckService(Map.of(EngineName.RESOLVER, engine), limits),
                SmallWorld.of("project none").rounds(),
                requestsAtOnce,
                null);
    }

    WebTestServer(CheckService checks, RoundService rounds, int requestsAtOnce, @Nullable String token) {
        this(
                checks,
                rounds,
                bounds(requestsAtOnce),
                new Access(token == null ? List.of() : List.of(token), false, List.of()),
                RequestListener.NONE);
    }

    WebTestServer(Engine engine, Bounds bounds, Access access, RequestListener listener) {
        this(
                new CheckService(
                        Map.of(EngineName.RESOLVER, engine),
                        new CheckService.Limits(32, Duration.ofSeconds(20), Duration.ofSeconds(60))),
                SmallWorld.of("project none").rounds(),
                bounds,
                access,
                listener);
    }

    private WebTestServer(
            CheckService checks, RoundService rounds, Bounds bounds, Access access, RequestListener listener) {
        this.checks = checks;
        QuestionReader reader = new QuestionReader(QuestionReader.Defaults.STANDARD);
        try {
            face = WebFace.start(
                    new WebFace.Settings("127.0.0.1", 0, bounds, access, false, false),
                    new WebFace.Services(checks, checks, rounds, reader, () -> "metrics\n", listener));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // which a stopped server has no more
        port = face.port();
    }

    /** With the waits of tests. */
    static Bounds bounds(int requestsAtOnce) {
        return new Bounds(requestsAtOnce, 0, WAIT, WAIT, Duration.ZERO, WAIT);
    }

    /** With so many checks a second of a client. */
    static Bounds rated(double rate) {
        return new Bounds(16, rate, WAIT, WAIT, Duration.ZERO, WAIT);
    }

    /** With these waits. */
    static Bounds waiting(Duration forClients, Duration draining, Duration parting) {
        return new Bounds(256, 0, forClients, WAIT, draining, parting);
    }

    /** What came back. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    Answer get(String target) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    Answer get(String target, String accept) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAccept: " + accept
                + "\r\nConnection: close\r\n\r\n");
    }

    Answer method(String method, String target) throws IOException {
        return send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    Answer post(String body, String accept) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: " + accept
                + "\r\nContent-Length: " + bytes.length + "\r\nConnection: close\r\n\r\n" + body);
    }

    /** Sends it; every answer has to be one of which the description tells. */
    Answer send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(8_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            } catch (SocketException e) {
                // The server may refuse a request before it has read all of it: its answer is there all the same.
            }
            Answer answer = parse(readAll(socket.getInputStream()));
            if (!Description.SERVED.allows(request, answer.status())) {
                throw new AssertionError("openapi.yaml does not tell of " + answer.status() + " to " + request);
            }
            return answer;
        }
    }

    /** The same in packets of one byte each. */
    Answer sendSlowly(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(8_000);
            socket.setTcpNoDelay(true);
            for (byte each : request.getBytes(StandardCharsets.UTF_8)) {
                socket.getOutputStream().write(each);
                socket.getOutputStream().flush();
            }
            return parse(readAll(socket.getInputStream()));
        }
    }

    private static byte[] readAll(InputStream stream) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketException e) {
            // A reset after the answer, for what was not read of the request.
        }
        return all.toByteArray();
    }

    private static Answer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("No whole answer: '" + text + "'");
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip());
        }
        return new Answer(Integer.parseInt(lines[0].split(" ")[1]), headers, text.substring(end + 4));
    }

    WebFace face() {
        return face;
    }

    @Override
    public void close() {
        face.close();
        checks.close();
    }
}
