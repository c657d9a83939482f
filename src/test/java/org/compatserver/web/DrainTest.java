package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.compatserver.testing.AnsweringEngine;
import org.compatserver.testing.SampleVerdicts;
import org.compatserver.web.WebTestServer.Answer;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: the server's end: readiness first, then what runs, then nothing more. */
class DrainTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    private WebTestServer server(Duration drainWait, Duration grace) {
        AnsweringEngine engine = new AnsweringEngine(question -> {
            if (question.packages().contains("slow")) {
                begun.countDown();
                await(mayEnd);
            }
            return SampleVerdicts.success(question);
        });
        return new WebTestServer(
                engine,
                WebTestServer.waiting(Duration.ofSeconds(5), drainWait, grace),
                WebTestServer.STANDARD,
                RequestListener.NONE);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itSaysThatItIsNotReadyWhileItStillAnswers() throws Exception {
        try (WebTestServer server = server(Duration.ofSeconds(2), Duration.ofSeconds(10));
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> stop = server.face()::stop;
            Future<Boolean> stopped = others.submit(stop);
            Answer unready =
                    Awaitility.await().until(() -> server.get("/health/ready"), answer -> answer.status() == 503);
            assertThat(unready.body()).isEqualTo("The server is stopping");
            assertThat(server.get("/health/live").status()).isEqualTo(200);
            Answer still = server.send("GET /?package=six&python-version=3 HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(still.status()).isEqualTo(200);
            assertThat(still.header("Connection")).isEqualTo("close");
            assertThat(stopped.get(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> server.get("/health/live")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatRunsIsAnswered() throws Exception {
        try (WebTestServer server = server(Duration.ZERO, Duration.ofSeconds(15));
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> slow = others.submit(() -> server.get("/?package=slow&python-version=3"));
            await(begun);
            Callable<Boolean> stop = server.face()::stop;
            Future<Boolean> stopped = others.submit(stop);
            Awaitility.await().until(() -> refuses(server));
            assertThat(stopped.isDone()).isFalse();
            mayEnd.countDown();
            assertThat(slow.get(10, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(stopped.get(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean refuses(WebTestServer server) {
        try {
            server.get("/health/live");
            return false;
        } catch (IOException | AssertionError e) {
            return true;
        }
    }

    @Test
    void whatRunsLongerThanTheGraceIsCutOffAndThatIsSaid() throws Exception {
        try (WebTestServer server = server(Duration.ZERO, Duration.ofMillis(300));
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> slow = others.submit(() -> server.get("/?package=slow&python-version=3"));
            await(begun);
            assertThat(server.face().stop()).isFalse();
            mayEnd.countDown();
            assertThatThrownBy(() -> slow.get(10, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("No whole answer: ''");
        }
    }
}
