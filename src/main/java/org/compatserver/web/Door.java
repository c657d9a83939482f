package org.compatserver.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;
import org.compatserver.wire.Problem;

/** Who is let in: who knows one of the tokens (RFC 6750); where there is none, rounds are for whoever is on this machine. A proxy beside the server is on it, too. */
final class Door {
    private static final String SCHEME = "Bearer ";

    private final List<byte[]> tokens;
    private final boolean forAll;

    Door(Access access) {
        this.tokens = access.tokens().stream().map(Door::digest).toList();
        this.forAll = access.tokenForAll();
    }

    /** The handler of rounds, for those who may. */
    Function<Request, Response> beforeRounds(Function<Request, Response> handler) {
        return request -> {
            if (!tokens.isEmpty()) {
                return knows(request.caller().authorization())
                        ? handler.apply(request)
                        : unauthorized(request, "Rounds need the operator's token, as Authorization: Bearer TOKEN");
            }
            return request.caller().isHere()
                    ? handler.apply(request)
                    : Response.problem(
                            request,
                            new Problem(
                                    "Forbidden",
                                    403,
                                    "Rounds are for this machine only, addressed as localhost; the operator can"
                                            + " allow others with compat serve --token"));
        };
    }

    /** The handler of checks, for those who may: everybody, unless tokens are for all. */
    Function<Request, Response> beforeChecks(Function<Request, Response> handler) {
        return forAll
                ? request -> knows(request.caller().authorization())
                        ? handler.apply(request)
                        : unauthorized(request, "Checks need the operator's token, as Authorization: Bearer TOKEN")
                : handler;
    }

    private static Response unauthorized(Request request, String words) {
        return Response.problem(request, new Problem("Unauthorized", 401, words))
                .with("WWW-Authenticate", "Bearer");
    }

    /** In the same time whatever is wrong with it: digests are of one length, and all are looked at. */
    private boolean knows(String authorization) {
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return false;
        }
        byte[] given = digest(authorization.substring(SCHEME.length()).strip());
        boolean known = false;
        for (byte[] token : tokens) {
            known |= MessageDigest.isEqual(token, given);
        }
        return known;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
