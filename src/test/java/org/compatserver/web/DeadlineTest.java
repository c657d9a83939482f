package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what takes too long is answered in time, and what goes on all the same is not piled up. */
class DeadlineTest {
    private final SlowPeers peers = new SlowPeers(Duration.ofSeconds(20));
    private final Request request = new Request(
            "GET",
            "/rounds",
            "",
            new Caller(InetAddress.getLoopbackAddress(), true, "Bearer hidden"),
            peers,
            InputStream::nullInputStream);
    private final CompletableFuture<Boolean> mayEnd = new CompletableFuture<>();

    @AfterEach
    void end() {
        mayEnd.complete(true);
        peers.close();
    }

    /** As work that cannot be interrupted. */
    private Response stubborn() {
        mayEnd.join();
        return Response.text(200, "too late");
    }

    private Response asked(Deadline deadline, Supplier<Response> handler) {
        return deadline.before(request, "look elsewhere", handler);
    }

    @Test
    void whatGoesOnAfterItsAnswerCountsUntilItEnds() {
        Deadline deadline = new Deadline(Duration.ofMillis(50));
        for (int i = 0; i < 8; i++) {
            assertThat(asked(deadline, this::stubborn).body()).isEqualTo("No answer within 0 s; look elsewhere");
        }
        Response refused = asked(deadline, () -> Response.text(200, "quick"));
        assertThat(refused.status()).isEqualTo(504);
        assertThat(refused.body()).isEqualTo("Earlier requests have not ended within 0 s; ask again later");
        assertThat(refused.headers()).isEqualTo(Map.of("Retry-After", "30"));
        mayEnd.complete(true);
        Awaitility.await()
                .until(() -> asked(deadline, () -> Response.text(200, "quick")).status() == 200);
    }

    @Test
    void aRequestThatIsPrintedKeepsItsSecrets() {
        assertThat(request + " " + request.caller()).doesNotContain("hidden").contains("GET /rounds");
    }
}
