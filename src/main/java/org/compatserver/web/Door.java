package org.compatserver.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Function;
import org.compatserver.wire.Problem;
import org.jspecify.annotations.Nullable;

/** Who may start long work here: who knows the token (RFC 6750); where there is none, whoever is on this machine. A proxy beside the server is on it, too. */
final class Door {
    private static final String SCHEME = "Bearer ";

    private final byte @Nullable [] token;

    /** @param token null where only this machine is let in */
    Door(@Nullable String token) {
        this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    }

    /** The handler, for those who may. */
    Function<Request, Response> before(Function<Request, Response> handler) {
        return request -> {
            if (token == null
                    ? request.caller().isHere()
                    : knows(request.caller().authorization())) {
                return handler.apply(request);
            }
            return token == null
                    ? Response.problem(
                            request,
                            new Problem(
                                    "Forbidden",
                                    403,
                                    "Rounds are for this machine only, addressed as localhost; the operator can"
                                            + " allow others with compat serve --token"))
                    : Response.problem(
                                    request,
                                    new Problem(
                                            "Unauthorized",
                                            401,
                                            "Rounds need the operator's token, as Authorization: Bearer TOKEN"))
                            .with("WWW-Authenticate", "Bearer");
        };
    }

    /** In the same time whatever is wrong with it. */
    private boolean knows(String authorization) {
        byte[] wanted = token;
        if (wanted == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = authorization.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, given);
    }
}
