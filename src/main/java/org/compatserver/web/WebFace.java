package org.compatserver.web;

import io.helidon.common.socket.SocketOptions;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.compatserver.check.CheckService;
import org.compatserver.round.RoundService;
import org.compatserver.wire.Problem;
import org.compatserver.wire.QuestionReader;

/** The server: HTTP/1.0, HTTP/1.1 and HTTP/2, a virtual thread a request, every wait bounded. */
public final class WebFace implements AutoCloseable {
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

    private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
    private static final HeaderName SERVER_TIMING = HeaderNames.create("Server-Timing");

    /** Longer than the library is ever meant to need: it gives up by itself only when we have. */
    private static final Duration LONGER = Duration.ofSeconds(2);

    /** Connections on which nothing passes are closed after this; proxies keep theirs for less. */
    private static final Duration IDLE = Duration.ofMinutes(2);

    private static final Duration GLANCE = Duration.ofMillis(10);

    private final Settings settings;
    private final Routes routes;
    private final Admission admission;
    private final RoundsHandler rounds;
    private final RequestListener listener;
    private final RequestLog log;
    private final Forwarding forwarding;
    private final SlowPeers slowPeers;
    private final Connections connections;
    private final WebServer server;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean ready = true;
    private volatile boolean allAnswered = true;

    private WebFace(Settings settings, Services services) {
        this.settings = settings;
        this.listener = services.listener();
        this.admission = new Admission(settings.bounds(), listener);
        this.rounds = new RoundsHandler(services, settings.bounds().deadline());
        this.routes = new Routes(
                new Routes.Handlers(
                        new CheckHandler(services.checks(), services.reader(), admission::weigh),
                        rounds,
                        services.metrics()),
                new Door(settings.access()),
                () -> ready);
        this.log = new RequestLog(settings.logsQueries(), settings.logsAddresses());
        this.forwarding = new Forwarding(settings.access().proxies());
        this.slowPeers = new SlowPeers(settings.bounds().patience());
        this.connections = new Connections(settings.bounds().patience(), IDLE);
        this.server = server();
    }

    /**
     * Where, within which bounds, and for whom to serve.
     *
     * @param port 0 for any that is free
     * @param logsQueries whether the log tells what was asked
     * @param logsAddresses whether the log tells who asked
     */
    public record Settings(
            String host, int port, Bounds bounds, Access access, boolean logsQueries, boolean logsAddresses) {}

    /**
     * What the server answers with.
     *
     * @param telling asked for what is told of rounds: what clients asked for themselves is counted apart
     * @param metrics what {@code /metrics} answers
     */
    public record Services(
            CheckService checks,
            CheckService telling,
            RoundService rounds,
            QuestionReader reader,
            Supplier<String> metrics,
            RequestListener listener) {}

    /**
     * Starts serving.
     *
     * @throws IOException if the address cannot be had
     */
    public static WebFace start(Settings settings, Services services) throws IOException {
        probe(new InetSocketAddress(settings.host(), settings.port()));
        WebFace face = new WebFace(settings, services);
        face.server.start();
        if (!face.server.isRunning()) {
            throw new IOException("It does not start; the log says why");
        }
        return face;
    }

    private WebServer server() {
        Bounds bounds = settings.bounds();
        Http1Config http1 = Http1Config.builder()
                .maxPrologueLength(2 * Routes.MAX_TARGET)
                .validatePrologue(false)
                .build();
        return WebServer.builder()
                .bindAddress(new InetSocketAddress(settings.host(), settings.port()))
                .shutdownGracePeriod(bounds.grace().plus(LONGER))
                .shutdownHook(false)
                .useNio(false)
                .maxTcpConnections(bounds.connections())
                .maxPayloadSize(Body.LARGEST + 1L)
                .connectionOptions(connections.watching(
                        SocketOptions.builder().socketSendBufferSize(64 * 1024).build()))
                .addProtocol(http1)
                .addConnectionSelector(new OldHttp(http1))
                .directHandlers(handlers())
                .routing(routing -> routing.any(this::handle))
                .build();
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

    /**
     * Stops: says so to whoever asks whether it is ready, takes requests for as long as it takes to be heard, then takes no more, lets those that run end within the
     * grace, and ends the others. Whether every request that was taken was answered.
     */
    public boolean stop() {
        ready = false;
        try {
            Thread.sleep(settings.bounds().drainWait());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long end = System.nanoTime() + settings.bounds().grace().toNanos();
        Thread stopping = Thread.ofPlatform().name("stopping").start(server::stop);
        rounds.close();
        boolean answered = await(stopping, end);
        slowPeers.close();
        connections.close();
        return answered && allAnswered;
    }

    /** Whether nothing is open by the end of the grace. */
    private boolean await(Thread stopping, long end) {
        try {
            while (open.get() > 0 && System.nanoTime() - end < 0) {
                Thread.sleep(GLANCE);
            }
            boolean answered = open.get() == 0;
            stopping.join(LONGER.multipliedBy(2));
            return answered;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        boolean _ = stop();
    }

    private void handle(ServerRequest request, ServerResponse response) {
        SocketAddress peer = request.remotePeer().address();
        open.incrementAndGet();
        boolean answered = false;
        boolean closing;
        try {
            connections.begun(peer);
            closing = (!ready || request.headers().contains(HeaderValues.CONNECTION_CLOSE))
                    && request.prologue().protocolVersion().startsWith("1");
            exchange(request, response, closing);
            answered = true;
        } finally {
            if (!answered && !ready) {
                allAnswered = false;
            }
            connections.ended(peer, request.content().consumed());
            open.decrementAndGet();
        }
        if (closing) {
            // The library says that it will close the connection, and waits for the client to do it.
            throw new CloseConnectionException("as was said");
        }
    }

    private void exchange(ServerRequest request, ServerResponse response, boolean closing) {
        long start = System.nanoTime();
        Request asked = read(request);
        var exchange = new RequestLog.Exchange(asked, RequestLog.identifier(header(request, REQUEST_ID)));
        Routes.Route route = routes.at(asked.path());
        listener.begun();
        // until there is one
        Response answer = Response.text(500, "");
        try {
            answer = answer(exchange, route);
            Response found = answer;
            response.header(REQUEST_ID, exchange.identifier());
            response.header(SERVER_TIMING, timing(System.nanoTime() - start));
            if (closing) {
                response.header(HeaderValues.CONNECTION_CLOSE);
            }
            boolean _ = slowPeers.watched(() -> send(request, response, found));
        } finally {
            long nanos = System.nanoTime() - start;
            listener.ended(route.template(), route.method(asked), answer.status(), nanos);
            log.write(exchange, route, answer, nanos);
        }
    }

    private Response answer(RequestLog.Exchange exchange, Routes.Route route) {
        Request request = exchange.request();
        try {
            return route.isFree() ? route.answer(request) : admission.admit(request, route);
        } catch (RuntimeException e) {
            RequestLog.mistake(exchange, e);
            return Response.problem(
                    request,
                    new Problem(
                            "Internal error",
                            500,
                            "A mistake of this program; please report it, and let the operator look for "
                                    + exchange.identifier() + " in the log"));
        }
    }

    /** Milliseconds that the answer took, in the form that browsers and proxies show. */
    private static String timing(long nanos) {
        return "app;dur=" + BigDecimal.valueOf(nanos / 1_000, 3);
    }

    private static String header(ServerRequest request, HeaderName name) {
        return request.headers().contains(name) ? request.headers().get(name).values() : "";
    }

    private Request read(ServerRequest request) {
        var prologue = request.prologue();
        String query = prologue.query().rawValue();
        String path = prologue.uriPath().rawPath();
        return new Request(
                prologue.method().text(),
                query.isEmpty() ? path : path + "?" + query,
                String.join(",", request.headers().values(HeaderNames.ACCEPT)),
                caller(request),
                slowPeers,
                () -> request.content().inputStream());
    }

    private Caller caller(ServerRequest request) {
        String authorization = String.join(",", request.headers().values(HeaderNames.AUTHORIZATION));
        InetAddress peer = request.remotePeer().address() instanceof InetSocketAddress address
                ? address.getAddress()
                : InetAddress.getLoopbackAddress();
        boolean direct = ELSEWHERE.stream().noneMatch(request.headers()::contains)
                && peer.isLoopbackAddress()
                && HERE.matcher(request.authority()).matches()
                && request.headers().values(FETCH_SITE).stream().allMatch(OWN_SITES::contains);
        String forwarded = forwarding.proxies().isEmpty()
                ? ""
                : String.join(",", request.headers().values(HeaderNames.X_FORWARDED_FOR));
        return new Caller(forwarding.client(peer, forwarded), direct, authorization);
    }

    /** True, when it is done. */
    private static boolean send(ServerRequest request, ServerResponse response, Response answer) {
        response.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        response.header(NO_SNIFFING);
        response.header(NO_KEEPING);
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
        return true;
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
