package org.compatserver.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.compatserver.wire.Problem;

/** The table of what the server answers to; a path that is not in it is not found, a method that is not is not allowed. */
final class Routes {
    /** Longer request targets are refused. */
    static final int MAX_TARGET = 64 * 1024;

    private final Map<String, Map<String, Function<Request, Response>>> table = new TreeMap<>();

    /**
     * The table.
     *
     * @param door who may see and start rounds
     * @param ready whether requests should be sent here: false once the server is stopping
     */
    Routes(CheckHandler check, RoundsHandler rounds, Door door, BooleanSupplier ready) {
        add("GET", "/", check::get);
        add("POST", "/", check::post);
        add("GET", "/rounds", door.before(rounds::list));
        add("POST", "/rounds", door.before(rounds::start));
        add("GET", "/rounds/{id}", door.before(rounds::show));
        add("GET", "/rounds/{id}/matrix.svg", door.before(rounds::picture));
        add("GET", "/rounds/{id}/checks.csv", door.before(rounds::table));
        add("GET", "/health_check", request -> Response.text(200, "hello world"));
        add("GET", "/health/live", request -> Response.text(200, "live"));
        add(
                "GET",
                "/health/ready",
                request -> ready.getAsBoolean()
                        ? Response.text(200, "ready")
                        : Response.problem(request, stopping()).with("Retry-After", "5"));
        add("GET", "/openapi.yaml", request -> new Response(200, "application/yaml", openApi(), Map.of()));
    }

    private static Problem stopping() {
        return new Problem("Service Unavailable", 503, "The server is stopping");
    }

    private void add(String method, String path, Function<Request, Response> handler) {
        table.computeIfAbsent(path, key -> new TreeMap<>()).put(method, handler);
    }

    /** Paths and their methods, upper case. */
    Map<String, List<String>> listed() {
        Map<String, List<String>> listed = new TreeMap<>();
        table.forEach((path, methods) -> listed.put(path, List.copyOf(methods.keySet())));
        return listed;
    }

    /** Answers a request; HEAD is GET whose body is not sent, OPTIONS tells the methods. */
    Response answer(Request request) {
        if (request.target().length() > MAX_TARGET) {
            return Response.problem(request, tooLong());
        }
        Map<String, Function<Request, Response>> methods = table.get(template(request.path()));
        if (methods == null) {
            return Response.problem(
                    request, new Problem("Not Found", 404, "There is nothing here; /openapi.yaml lists what there is"));
        }
        Function<Request, Response> handler = methods.get(request.method().equals("HEAD") ? "GET" : request.method());
        if (handler != null) {
            return handler.apply(request);
        }
        Response refused = request.method().equals("OPTIONS")
                ? new Response(204, "", "", Map.of())
                : Response.problem(
                        request,
                        new Problem(
                                "Method Not Allowed",
                                405,
                                "Method not allowed; use " + String.join(" or ", methods.keySet())));
        return refused.with("Allow", allowed(methods));
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
