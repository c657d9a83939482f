package org.compatserver.web;

import java.io.InputStream;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * A request, as far as the handlers look at it.
 *
 * @param target the path and the query as they were sent
 * @param accept the Accept header; empty when there is none
 * @param caller who sent it
 * @param peers under whose eyes its body is read
 * @param body the entity; empty when there is none
 */
record Request(
        String method, String target, String accept, Caller caller, SlowPeers peers, Supplier<InputStream> body) {

    /** The path, still encoded. */
    String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** What follows the question mark, still encoded; empty when there is none. */
    String query() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** What may be logged of it. */
    @Override
    public String toString() {
        return "Request[" + method + " " + path() + "]";
    }

    /** Whether the client names a JSON type; a wildcard does not ask for JSON. */
    boolean wantsJson() {
        return accept.toLowerCase(Locale.ROOT).contains("json");
    }
}
