package org.compatserver.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiFunction;
import org.compatserver.wire.Problem;

/** A request's body, within bounds. */
final class Body {
    /** Larger ones are refused. */
    static final int LARGEST = 1_000_000;

    private Body() {}

    /** What the handler answers to it; or that it cannot be read. */
    static Response of(Request request, BiFunction<Request, byte[], Response> handler) {
        byte[] body;
        try (InputStream stream = request.body().get()) {
            body = stream.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            return Response.problem(request, new Problem("Bad Request", 400, "The request's body ended too early"));
        }
        return body.length > LARGEST
                ? Response.problem(
                        request, new Problem("Content Too Large", 413, "The request's body is larger than 1 MB"))
                : handler.apply(request, body);
    }
}
