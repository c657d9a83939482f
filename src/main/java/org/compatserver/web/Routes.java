package org.compatserver.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.compatserver.wire.Problem;

/** The table of what the server answers to; a path that is not in it is not found, a method that is not is not allowed. */
final class Routes {
    /** Longer request targets are refused. */
    static final int MAX_TARGET = 64 * 1024;

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String ROUNDS = "/rounds/";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");

    private final Map<String, Route> table = new TreeMap<>();
    private final Route none = new Route("none", false, new TreeMap<>());

    /** What the handlers of the table are. */
    record Handlers(CheckHandler checks, RoundsHandler rounds, Supplier<String> metrics) {}

    /**
     * A path, with what answers to its methods.
     *
     * @param template as the description has it; {@code none} for a path that there is not
     * @param isFree whether it is answered however full the server is: whoever watches it must hear, or it is restarted under load
     */
    record Route(String template, boolean isFree, Map<String, Function<Request, Response>> methods) {
        /** Whether it asks for a check, or for a round of them. */
        boolean asks(Request request) {
            return methods.containsKey("POST") && (request.method().equals("POST") || template.equals("/"));
        }

        /** Answers a request; HEAD is GET whose body is not sent, OPTIONS tells the methods. */
        Response answer(Request request) {
            if (request.target().length() > MAX_TARGET) {
                return Response.problem(request, tooLong());
            }
            if (methods.isEmpty()) {
                return Response.problem(
                        request,
                        new Problem("Not Found", 404, "There is nothing here; /openapi.yaml lists what there is"));
            }
            Function<Request, Response> handler =
                    methods.get(request.method().equals("HEAD") ? "GET" : request.method());
            return handler == null ? otherwise(request) : handler.apply(request);
        }

        private Response otherwise(Request request) {
            Response response = request.method().equals("OPTIONS")
                    ? new Response(204, "", "", Map.of())
                    : Response.problem(
                            request,
                            new Problem(
                                    "Method Not Allowed",
                                    405,
                                    "Method not allowed; use " + String.join(" or ", methods.keySet())));
            return response.with("Allow", allowed(methods));
        }

        /** The request's method, if any route may have it: whoever counts by it must not count by what somebody made up. */
        String method(Request request) {
            return METHODS.contains(request.method()) ? request.method() : "other";
        }
    }

    /**
     * The table.
     *
     * @param door who may see and start rounds, and ask for checks
     * @param ready whether requests should be sent here: false once the server is stopping
     */
    Routes(Handlers handlers, Door door, BooleanSupplier ready) {
        CheckHandler check = handlers.checks();
        RoundsHandler rounds = handlers.rounds();
        add("GET", "/", door.beforeChecks(check::get));
        add("POST", "/", door.beforeChecks(check::post));
        add("GET", "/rounds", door.beforeRounds(rounds::list));
        add("POST", "/rounds", door.beforeRounds(rounds::start));
        add("GET", "/rounds/{id}", door.beforeRounds(rounds::show));
        add("GET", "/rounds/{id}/matrix.svg", door.beforeRounds(rounds::picture));
        add("GET", "/rounds/{id}/checks.csv", door.beforeRounds(rounds::table));
        add("GET", "/health_check", request -> Response.text(200, "hello world"));
        add("GET", "/health/live", request -> Response.text(200, "live"));
        add(
                "GET",
                "/health/ready",
                request -> ready.getAsBoolean()
                        ? Response.text(200, "ready")
                        : Response.problem(request, stopping()).with("Retry-After", "5"));
        add(
                "GET",
                "/metrics",
                request -> new Response(200, METRICS_TYPE, handlers.metrics().get(), Map.of()));
        String description = openApi();
        add("GET", "/openapi.yaml", request -> new Response(200, "application/yaml", description, Map.of()));
    }

    private static Problem stopping() {
        return new Problem("Service Unavailable", 503, "The server is stopping");
    }

    private void add(String method, String path, Function<Request, Response> handler) {
        boolean isFree = path.startsWith("/health") || path.equals("/metrics");
        table.computeIfAbsent(path, key -> new Route(path, isFree, new TreeMap<>()))
                .methods()
                .put(method, handler);
    }

    /** Paths and their methods, upper case. */
    Map<String, List<String>> listed() {
        Map<String, List<String>> listed = new TreeMap<>();
        table.forEach(
                (path, route) -> listed.put(path, List.copyOf(route.methods().keySet())));
        return listed;
    }

    /** The route of a path, one that finds nothing where there is none. */
    Route at(String path) {
        return table.getOrDefault(path.startsWith(ROUNDS) ? template(path) : path, none);
    }

    /** A round's number is a parameter of its path. */
    private static String template(String path) {
        return path.replaceFirst("^/rounds/[0-9]{1,18}(?=/|$)", "/rounds/{id}");
    }

    static Problem tooLong() {
        return new Problem(
                "URI Too Long", 414, "The address is longer than 64 KB; ask with POST, which takes up to 1 MB");
    }

    private static String allowed(Map<String, ?> methods) {
        List<String> allowed = new ArrayList<>(methods.keySet());
        if (methods.containsKey("GET")) {
            allowed.add(1, "HEAD");
        }
        allowed.add("OPTIONS");
        return String.join(", ", allowed);
    }

    private static String openApi() {
        try (InputStream stream = Routes.class.getResourceAsStream("openapi.yaml")) {
            if (stream == null) {
                throw new IllegalStateException("openapi.yaml is missing from the program");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
