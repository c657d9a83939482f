package org.compatserver.web;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for each request, as keys and values: what was asked for by its route, what came of it, how long it took. What was asked, and who did, is
 * not in it unless the operator wants that; credentials never are.
 *
 * @param queries whether targets are written, with what was asked in them, and whole texts of what went wrong
 * @param addresses whether clients' addresses are written
 */
record RequestLog(boolean queries, boolean addresses) {
    /** Told apart from all else, so that it can be turned on and off by itself. */
    private static final Logger LOGGER = LoggerFactory.getLogger("requests");

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");

    /** From the two slashes to the last at sign before the next part of an address, or the next of a query (RFC 3986, section 3.2). */
    private static final Pattern USER_INFO =
            Pattern.compile("((?:/|%2f){2})(?:(?!/|%2f|[?#&\\s]|%3f|%23).)*(@|%40)", Pattern.CASE_INSENSITIVE);

    /** Which request it was, for whoever has to find it again: the client's own word if it is one, else a new one. */
    static String identifier(String given) {
        return IDENTIFIER.matcher(given).matches()
                ? given
                : Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }

    /** Who watches the server asks every few seconds: that is written only where everything is. What failed on our side is a warning. */
    void write(Exchange exchange, Routes.Route route, Response response, long nanos) {
        Level level = route.isFree() ? Level.DEBUG : response.status() >= 500 ? Level.WARN : Level.INFO;
        if (!LOGGER.isEnabledForLevel(level)) {
            return;
        }
        LoggingEventBuilder line = LOGGER.atLevel(level);
        Request request = exchange.request();
        String method = route.method(request);
        String millis = String.format(Locale.ROOT, "%.3f", nanos / 1e6);
        line = line.addKeyValue("id", exchange.identifier())
                .addKeyValue("method", method)
                .addKeyValue("route", route.template())
                .addKeyValue("status", response.status())
                .addKeyValue("ms", Double.valueOf(millis));
        if (!response.result().isEmpty()) {
            line = line.addKeyValue("result", response.result());
        }
        if (addresses) {
            line = line.addKeyValue("client", request.caller().address().getHostAddress());
        }
        if (queries) {
            line = line.addKeyValue("target", withoutCredentials(request.target()));
            if (!response.story().isEmpty()) {
                line = line.addKeyValue("detail", withoutCredentials(response.story()));
            }
        }
        line.log("{} {} {} {} ms", method, route.template(), response.status(), millis);
    }

    /** Addresses lose what stands before their hosts, percent-encoded or not. */
    private static String withoutCredentials(String text) {
        return USER_INFO.matcher(text).replaceAll("$1***$2");
    }

    /** A request with its name. */
    record Exchange(Request request, String identifier) {}

    /** What went wrong inside: a mistake of this program. */
    static void mistake(Exchange exchange, Throwable cause) {
        LOGGER.atError()
                .addKeyValue("id", exchange.identifier())
                .setCause(cause)
                .log("A request could not be answered");
    }
}
