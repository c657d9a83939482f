package org.compatserver.index;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.compatserver.index.IndexFault.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * One logical request: redirects followed by hand (at most ten, each with the credentials of its own place), failures that may pass retried, all others
 * told apart as {@link IndexFault}s.
 */
final class HttpExchange {
    private static final int MOST_REDIRECTS = 10;

    private final HttpClients clients;
    private final NetworkConfiguration network;
    private final HttpSettings settings;
    private final String userAgent;
    private final InstantSource clock;
    private final Circuits circuits;
    private final Semaphore permits;
    private final FirstConnections firstConnections;

    HttpExchange(NetworkConfiguration network, HttpSettings settings, String userAgent, InstantSource clock) {
        this.clients = new HttpClients(network, settings);
        this.network = network;
        this.settings = settings;
        this.userAgent = userAgent;
        this.clock = clock;
        this.circuits = new Circuits(clock, settings.pause());
        this.permits = new Semaphore(settings.concurrentRequests());
        this.firstConnections = new FirstConnections(settings.connect());
    }

    /** What is asked. The deadline is for all attempts together. */
    record Ask(String method, URI address, Map<String, String> headers, Duration deadline) {
        /** The same, some time later. */
        Ask within(Duration elapsed) {
            Duration left = deadline.minus(elapsed);
            return new Ask(method, address, headers, left.isPositive() ? left : Duration.ofMillis(1));
        }
    }

    /** Reads an answer whose status is 2xx, 304, 404, 410 or 416. */
    interface Answer<T> {
        T read(Response response, URI address) throws IOException;
    }

    /**
     * Sends a request until it is answered.
     *
     * @throws IndexFault if it is not
     */
    <T> T send(Ask ask, Answer<T> answer) {
        String place = Addresses.origin(ask.address);
        circuits.enter(place);
        try {
            T result = Failsafe.with(policy(ask)).get(run -> attempt(ask.within(run.getElapsedTime()), answer));
            circuits.succeeded(place);
            return result;
        } catch (MayPass e) {
            circuits.failed(place, e.fault);
            throw e.fault;
        } catch (IndexFault e) {
            circuits.failed(place, e);
            throw e;
        } catch (dev.failsafe.FailsafeException e) {
            Thread.currentThread().interrupt();
            throw cancelled(ask.address);
        }
    }

    private RetryPolicy<Object> policy(Ask ask) {
        HttpSettings.Retries retries = settings.retries();
        RetryPolicyBuilder<Object> builder = RetryPolicy.<Object>builder()
                .handle(MayPass.class)
                .withMaxRetries(retries.most())
                .withMaxDuration(ask.deadline)
                .onRetry(event -> LoggerFactory.getLogger(HttpExchange.class)
                        .debug("Asking again: {}", Addresses.shown(ask.address)))
                .withDelayFnOn(context -> ((MayPass) context.getLastException()).wait, MayPass.class);
        if (retries.first().isPositive()) {
            builder.withBackoff(retries.first(), retries.longestRetryAfter().plus(retries.first()))
                    .withJitter(0.25);
        }
        return builder.build();
    }

    private <T> T attempt(Ask ask, Answer<T> answer) {
        URI address = ask.address;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Object outcome = hop(ask, address, answer);
            if (!(outcome instanceof Elsewhere(URI next))) {
                @SuppressWarnings("unchecked") // what hop returns is a T or an Elsewhere
                T result = (T) outcome;
                return result;
            }
            address = next;
        }
        throw new IndexFault(
                Kind.FAILED,
                Addresses.shown(ask.address) + " was redirected more than " + MOST_REDIRECTS
                        + " times; whoever runs the index must look");
    }

    private Object hop(Ask ask, URI address, Answer<?> answer) {
        String place = Addresses.origin(address);
        HttpClients.Connected connected =
                new HttpClients.Connected(new AtomicBoolean(), () -> firstConnections.connected(place));
        Call call = clients.clientFor(address).newCall(request(ask, address, connected));
        call.timeout().timeout(ask.deadline.toMillis(), TimeUnit.MILLISECONDS);
        acquire(address);
        try (Response response = call.execute()) {
            Optional<URI> next = redirect(response, address);
            if (next.isPresent()) {
                return new Elsewhere(next.get());
            }
            check(response, address);
            return answer.read(response, address);
        } catch (IOException e) {
            throw failure(e, address, connected.flag().get());
        } catch (BrokenBody e) {
            throw failure(e.reason, address, true);
        } finally {
            permits.release();
            if (!connected.flag().get()) {
                firstConnections.failed(place);
            }
        }
    }

    private void acquire(URI address) {
        try {
            firstConnections.await(Addresses.origin(address));
            permits.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(address);
        }
    }

    private Request request(Ask ask, URI address, HttpClients.Connected connected) {
        Request.Builder request = new Request.Builder()
                .url(address.toString())
                .method(ask.method, null)
                .tag(HttpClients.Connected.class, connected)
                .header("User-Agent", userAgent);
        ask.headers.forEach(request::header);
        network.credentials()
                .at(address)
                .ifPresent(login ->
                        request.header("Authorization", okhttp3.Credentials.basic(login.user(), login.password())));
        return request.build();
    }

    private static Optional<URI> redirect(Response response, URI address) {
        int status = response.code();
        @Nullable String location = response.header("Location");
        if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308 || location == null) {
            return Optional.empty();
        }
        Optional<URI> next = Addresses.resolve(address, location).filter(Addresses::isHttp);
        if (next.isEmpty()) {
            throw new IndexFault(
                    Kind.MALFORMED,
                    Addresses.shown(address)
                            + " was redirected to what is no http address; whoever runs the index must look");
        }
        return next;
    }

    private void check(Response response, URI address) {
        int status = response.code();
        if (status / 100 == 2 || status == 304 || status == 404 || status == 410 || status == 416) {
            return;
        }
        String said = Addresses.shown(address) + " answered " + status;
        if (status == 401 || status == 403) {
            throw new IndexFault(
                    Kind.UNAUTHORIZED, said + "; check the credentials in the index's address or in netrc");
        }
        if (status == 407) {
            throw new IndexFault(Kind.UNAUTHORIZED, said + ": the proxy wants credentials; check its address");
        }
        IndexFault fault = new IndexFault(Kind.FAILED, said + "; try again later, or ask whoever runs the index");
        if (status != 429 && status / 100 != 5) {
            throw fault;
        }
        Optional<Duration> wait = RetryAfter.parse(response.header("Retry-After"), clock.instant());
        if (wait.isPresent() && wait.get().compareTo(settings.retries().longestRetryAfter()) > 0) {
            throw new IndexFault(
                    Kind.FAILED, said + " and asks to wait " + wait.get().toSeconds() + " s; try again then");
        }
        throw new MayPass(fault, wait.orElse(MayPass.AS_USUAL));
    }

    private RuntimeException failure(IOException e, URI address, boolean connected) {
        String shown = Addresses.shown(address);
        if (Thread.currentThread().isInterrupted()) {
            return cancelled(address);
        }
        if (e instanceof SSLException && !connected) {
            return new IndexFault(
                    Kind.UNREACHABLE,
                    "No secure connection to " + Addresses.origin(address) + ": " + e.getMessage()
                            + "; if it has a certificate of its own, name the bundle with PIP_CERT or SSL_CERT_FILE",
                    e);
        }
        if (!connected) {
            return new IndexFault(
                    Kind.UNREACHABLE,
                    "Cannot connect to " + Addresses.origin(address) + " (" + reason(e)
                            + "); check the network, the proxy and the index's address",
                    e);
        }
        String advice = "; try again later, or ask whoever runs the index";
        if (e instanceof InterruptedIOException) {
            // asking again would cost as much again, and most often for nothing
            return new IndexFault(Kind.UNREACHABLE, shown + " did not answer in time" + advice, e);
        }
        return new MayPass(
                new IndexFault(Kind.FAILED, shown + " broke off its answer (" + reason(e) + ")" + advice, e),
                MayPass.AS_USUAL);
    }

    private static String reason(IOException e) {
        @Nullable String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static CancellationException cancelled(URI address) {
        return new CancellationException("Asking " + Addresses.origin(address) + " was cancelled");
    }

    void close() {
        clients.close();
    }

    /** The answer is at another address. */
    private record Elsewhere(URI address) {}

    /** The network failed while a body was read; unchecked, so that no reader of the body takes it for a fault of the file. */
    static final class BrokenBody extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException reason;

        BrokenBody(IOException reason) {
            super(reason);
            this.reason = reason;
        }
    }

    /** A failure that another attempt may not meet. */
    private static final class MayPass extends RuntimeException {
        private static final long serialVersionUID = 1L;
        /** Failsafe's way to say that the usual back-off applies. */
        private static final Duration AS_USUAL = Duration.ofNanos(-1);

        private final IndexFault fault;
        private final Duration wait;

        MayPass(IndexFault fault, Duration wait) {
            super(fault);
            this.fault = fault;
            this.wait = wait;
        }
    }
}
