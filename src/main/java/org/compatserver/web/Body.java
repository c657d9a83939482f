package org.compatserver.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import org.compatserver.wire.Problem;

/** A request's body, within bounds of size and time. */
final class Body {
    /** Larger ones are refused. */
    static final int LARGEST = 1_000_000;

    private static final int PIECE = 16 * 1024;

    private Body() {}

    /** What the handler answers to it; or that it cannot be read. */
    static Response of(Request request, BiFunction<Request, byte[], Response> handler) {
        byte[] body;
        try {
            body = request.peers().watched(() -> read(request));
        } catch (RuntimeException e) {
            // The client is gone, or was cut off.
            return Response.problem(request, new Problem("Bad Request", 400, "The request's body ended too early"));
        }
        return body.length > LARGEST
                ? Response.problem(
                        request, new Problem("Content Too Large", 413, "The request's body is larger than 1 MB"))
                : handler.apply(request, body);
    }

    /** At most one piece more than allowed. */
    private static byte[] read(Request request) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        byte[] piece = new byte[PIECE];
        try (InputStream stream = request.body().get()) {
            for (int n = stream.read(piece); n >= 0 && body.size() <= LARGEST; n = stream.read(piece)) {
                body.write(piece, 0, n);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return body.toByteArray();
    }
}
