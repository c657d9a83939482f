package org.compatserver.web;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.compatserver.web.RequestListener.Refusal;
import org.compatserver.wire.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests are worked on at once, of all clients and of one, so that neither a crowd nor a single one locks everybody out, and how many checks one asks for
 * in a second. Who is refused is so at once, before its body is read.
 */
final class Admission {
    private final int atOnce;
    private final int ofOneClient;
    private final double rate;
    private final Rates rates;
    private final RequestListener listener;
    private final AtomicInteger inside = new AtomicInteger();
    private final ConcurrentMap<Long, Integer> clients = new ConcurrentHashMap<>();

    Admission(Bounds bounds, RequestListener listener) {
        this.atOnce = bounds.requestsAtOnce();
        this.ofOneClient = Math.max(1, bounds.requestsAtOnce() / 2);
        this.rate = bounds.rate();
        this.rates = new Rates(bounds.rate(), System::nanoTime);
        this.listener = listener;
    }

    /** The route's answer, or at once that there is no place: 503 for all, 429 for the one client that holds, or asks for, too many. */
    Response admit(Request request, Routes.Route route) {
        Long client = request.caller().number();
        Refusal why = enter(client);
        if (why != null) {
            return refused(request, why, 1);
        }
        try {
            long wait = route.asks(request) ? rates.take(client) : 0;
            return wait > 0 ? refused(request, Refusal.RATE, wait) : route.answer(request);
        } finally {
            leave(client);
        }
    }

    /** The request turned out to ask for so many checks, of which one is paid. */
    void weigh(Request request, int checks) {
        rates.charge(request.caller().number(), Math.max(0, checks - 1));
    }

    private @Nullable Refusal enter(Long client) {
        if (inside.incrementAndGet() > atOnce) {
            inside.decrementAndGet();
            return Refusal.CROWD;
        }
        if (clients.merge(client, 1, Integer::sum) > ofOneClient) {
            leave(client);
            return Refusal.CLIENT;
        }
        return null;
    }

    private void leave(Long client) {
        clients.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
        inside.decrementAndGet();
    }

    private Response refused(Request request, Refusal why, long seconds) {
        listener.refused(why);
        Problem problem = switch (why) {
            case CROWD ->
                new Problem("Service Unavailable", 503, "More than " + atOnce + " requests at once; ask again later");
            case CLIENT ->
                new Problem(
                        "Too Many Requests",
                        429,
                        "More than " + ofOneClient
                                + " requests at once from one address; wait for answers, or send a batch");
            case RATE ->
                new Problem(
                        "Too Many Requests",
                        429,
                        "More than " + number(rate) + " checks a second from one address; ask again in " + seconds
                                + " s");
        };
        return Response.problem(request, problem).with("Retry-After", Long.toString(seconds));
    }

    private static String number(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : String.format(Locale.ROOT, "%s", rate);
    }
}
