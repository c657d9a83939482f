package org.compatserver.web;

import io.helidon.common.socket.PeerInfo;
import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.compatserver.check.CheckService;
import org.compatserver.round.RoundService;
import org.compatserver.wire.QuestionReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: HTTP/1.0, HTTP/1.1 and HTTP/2, a virtual thread a request, every wait bounded. */
public final class WebFace implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebFace.class);

    private static final Header NO_SNIFFING = HeaderValues.create("X-Content-Type-Options", "nosniff");
    private static final Header NO_KEEPING = HeaderValues.create(HeaderNames.CACHE_CONTROL, "no-store");

    /** What proxies add, and browsers that send what a page of some origin asks for. */
    private static final List<HeaderName> ELSEWHERE =
            List.of(HeaderNames.FORWARDED, HeaderNames.X_FORWARDED_FOR, HeaderNames.create("Via"), HeaderNames.ORIGIN);

    /** A page of a name that its owner has point at this machine sends that name. */
    private static final Pattern HERE =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]*)?", Pattern.CASE_INSENSITIVE);

    /** Browsers say whose page asks, also where they send no origin (Fetch Metadata). */
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final WebServer server;
    private final RoundsHandler rounds;
    private final AtomicBoolean ready;

    private WebFace(WebServer server, RoundsHandler rounds, AtomicBoolean ready) {
        this.server = server;
        this.rounds = rounds;
        this.ready = ready;
    }

    /**
     * Where and within which bounds to serve.
     *
     * @param port 0 for any that is free
     * @param requestsAtOnce of all clients together; one client may have half of them
     * @param patience how long a client may take to send the next bytes of its request
     * @param grace how long requests may still run once the server is told to stop
     * @param token without which no rounds may be started and seen; null where this machine may, and no other
     */
    public record Settings(
            String host,
            int port,
            int requestsAtOnce,
            Duration patience,
            Duration grace,
            @Nullable String token) {
        public static Settings at(String host, int port, @Nullable String token) {
            return new Settings(host, port, 256, Duration.ofSeconds(30), Duration.ofSeconds(30), token);
        }

        /** Every setting is no secret but one. */
        @Override
        public String toString() {
            return "Settings[" + host + ":" + port + "]";
        }
    }

    /** What the server answers with. */
    public record Services(CheckService checks, RoundService rounds, QuestionReader reader) {}

    /**
     * Starts serving.
     *
     * @throws IOException if the address cannot be had
     */
    public static WebFace start(Settings settings, Services services) throws IOException {
        InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
        probe(address);
        AtomicBoolean ready = new AtomicBoolean(true);
        Admission admission = new Admission(settings.requestsAtOnce(), Math.max(1, settings.requestsAtOnce() / 2));
        RoundsHandler rounds = new RoundsHandler(services);
        Routes routes = new Routes(
                new CheckHandler(services.checks(), services.reader()), rounds, new Door(settings.token()), ready::get);
        Http1Config http1 = Http1Config.builder()
                .maxPrologueLength(2 * Routes.MAX_TARGET)
                .validatePrologue(false)
                .build();
        WebServer server = WebServer.builder()
                .bindAddress(address)
                .shutdownGracePeriod(settings.grace())
                .shutdownHook(false)
                // Over NIO the library has no time-out for reading.
                .useNio(false)
                .maxTcpConnections(4 * settings.requestsAtOnce())
                .maxPayloadSize(Body.LARGEST + 1L)
                .connectionOptions(
                        options -> options.readTimeout(settings.patience()).socketSendBufferSize(64 * 1024))
                .addProtocol(http1)
                .addConnectionSelector(new OldHttp(http1))
                .directHandlers(handlers())
                .routing(routing -> routing.any((request, response) -> handle(request, response, admission, routes)))
                .build();
        server.start();
        if (!server.isRunning()) {
            throw new IOException("It does not start; the log says why");
        }
        return new WebFace(server, rounds, ready);
    }

    /** The library logs that an address cannot be bound, and goes on. */
    private static void probe(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }

    /** The port that is served. */
    public int port() {
        return server.port();
    }

    /** Stops taking requests, lets those that run end within the grace, then ends the others. */
    @Override
    public void close() {
        ready.set(false);
        rounds.close();
        server.stop();
    }

    private static void handle(ServerRequest request, ServerResponse response, Admission admission, Routes routes) {
        long start = System.nanoTime();
        Request asked = read(request);
        // A full server is a healthy one: who watches it must hear so, or it is restarted under load.
        Response answer =
                asked.path().startsWith("/health") ? routes.answer(asked) : admission.admit(asked, routes::answer);
        send(request, response, answer.with("Server-Timing", timing(System.nanoTime() - start)));
        if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            // The library says that it will close the connection, and waits for the client to do it.
            throw new CloseConnectionException("as the client asked");
        }
    }

    /** Milliseconds that the answer took, in the form that browsers and proxies show. */
    private static String timing(long nanos) {
        return "app;dur=" + BigDecimal.valueOf(nanos / 1_000, 3);
    }

    private static Request read(ServerRequest request) {
        var prologue = request.prologue();
        String query = prologue.query().rawValue();
        String path = prologue.uriPath().rawPath();
        return new Request(
                prologue.method().text(),
                query.isEmpty() ? path : path + "?" + query,
                String.join(",", request.headers().values(HeaderNames.ACCEPT)),
                caller(request),
                () -> request.content().inputStream());
    }

    private static Caller caller(ServerRequest request) {
        PeerInfo peer = request.remotePeer();
        boolean direct = ELSEWHERE.stream().noneMatch(request.headers()::contains)
                && HERE.matcher(request.authority()).matches()
                && request.headers().values(FETCH_SITE).stream().allMatch(OWN_SITES::contains);
        String authorization = String.join(",", request.headers().values(HeaderNames.AUTHORIZATION));
        return peer.address() instanceof InetSocketAddress address
                ? new Caller(
                        String.valueOf(address.getAddress()),
                        direct && address.getAddress().isLoopbackAddress(),
                        authorization)
                : new Caller(peer.host(), false, authorization);
    }

    private static void send(ServerRequest request, ServerResponse response, Response answer) {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.header(NO_SNIFFING);
        response.header(NO_KEEPING);
        LOGGER.debug("{} {}", answer.status(), request.prologue().method());
        if (!answer.mediaType().isEmpty()) {
            response.header(HeaderNames.CONTENT_TYPE, answer.mediaType());
        }
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (request.prologue().method().equals(Method.HEAD)) {
            response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, body.length));
            response.send();
        } else {
            response.send(body);
        }
    }

    /** What never reaches a route (a request line that cannot be read, say) is answered in plain text that echoes nothing. */
    private static DirectHandlers handlers() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (EventType event : EventType.values()) {
            builder.addHandler(
                    event,
                    (request, type, status, headers, message) -> DirectHandler.TransportResponse.builder()
                            .status(status)
                            .headers(headers)
                            .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                            .header(NO_SNIFFING)
                            .header(NO_KEEPING)
                            .keepAlive(false)
                            .entity(words(status))
                            .build());
        }
        return builder.build();
    }

    private static String words(Status status) {
        return switch (status.code()) {
            case 413 -> "The request's body is larger than 1 MB";
            case 414 -> Routes.tooLong().detail();
            case 400 -> "The request cannot be read";
            case 505 -> "This server speaks HTTP/1.0, HTTP/1.1 and HTTP/2";
            default ->
                Optional.of(status.reasonPhrase())
                        .filter(reason -> !reason.isEmpty())
                        .orElse("Error " + status.code());
        };
    }
}
