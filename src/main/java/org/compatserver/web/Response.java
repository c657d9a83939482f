package org.compatserver.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.compatserver.wire.Json;
import org.compatserver.wire.Problem;

/**
 * What is sent back.
 *
 * @param result what it comes to, in a few words for the log: a result, or the kind of what went wrong on our side; empty where the status says it all
 * @param story the whole of what went wrong on our side, for logs that may tell what was asked; else empty
 */
record Response(int status, String mediaType, String body, Map<String, String> headers, String result, String story) {

    Response(int status, String mediaType, String body, Map<String, String> headers) {
        this(status, mediaType, body, headers, "", "");
    }

    static Response text(int status, String text) {
        return new Response(status, "text/plain; charset=utf-8", text, Map.of());
    }

    /** A reply, a list of replies and problems, …: anything that {@link Json} writes. */
    static Response json(Object value) {
        return new Response(200, "application/json", Json.compact(value), Map.of());
    }

    /** Problem details where the client asks for JSON; else their detail as plain text, never as a page. */
    static Response problem(Request request, Problem problem) {
        Response response = request.wantsJson()
                ? new Response(problem.status(), Problem.MEDIA_TYPE, Json.compact(problem), Map.of())
                : text(problem.status(), problem.detail());
        return problem.status() >= 500
                ? new Response(
                        response.status,
                        response.mediaType,
                        response.body,
                        response.headers,
                        problem.title(),
                        problem.detail())
                : response;
    }

    Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, mediaType, body, more, result, story);
    }

    Response resulting(String words) {
        return new Response(status, mediaType, body, headers, words, story);
    }
}
