package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.compatserver.check.CheckService;
import org.compatserver.testing.AnsweringEngine;
import org.compatserver.testing.Golden;
import org.compatserver.testing.SampleVerdicts;
import org.compatserver.testing.ScriptedEngine;
import org.compatserver.web.WebTestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions over HTTP: verdicts, faults, batches, and the bounds on all of them. */
class ChecksOverHttpTest {
    @SuppressWarnings("NullAway.Init")
    private static WebTestServer server;

    @BeforeAll
    static void start() {
        server = new WebTestServer(ScriptedEngine.standard());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            success.json,        package=six&package=Django
            warning.json,        package=google-api-core&package=google-cloud-iot
            alternatives.json,   package=new&package=old
            install-error.json,  package=a&package=b
            unknown.json,        package=unbuilt
            nothing.json,        package=nothing
            warning-since.json,  package=google-api-core&package=google-cloud-iot&since=true
            """)
    void aVerdictIsA200WithAllFieldsInOrder(String golden, String packages) throws IOException {
        Answer answer = server.get("/?" + packages + "&python-version=3.13.9");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        Golden.check(golden, answer.body() + "\n");
    }

    @Test
    void postAnswersAsGetDoes() throws IOException {
        Answer posted = server.post("{\"packages\": [\"six\", \"Django\"], \"python-version\": \"3.13.9\"}", "*/*");
        assertThat(posted.body())
                .isEqualTo(server.get("/?package=six&package=Django&python-version=3.13.9")
                        .body());
    }

    @Test
    void sinceIsAskedForInABodyAsInAQuery() throws IOException {
        String packages = "\"packages\": [\"google-api-core\", \"google-cloud-iot\"], \"python-version\": \"3.13.9\"";
        Golden.check(
                "warning-since.json",
                server.post("{" + packages + ", \"since\": true}", "*/*").body() + "\n");
        Golden.check(
                "warning.json",
                server.post("{" + packages + ", \"since\": false}", "*/*").body() + "\n");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            unreachable, 502, 30, The index cannot be reached: no connection in 5 s
            endless,     504, 30, Not decided after 30 s
            """)
    void aFaultIsNeverAVerdict(String name, int status, String retryAfter, String text) throws IOException {
        Answer answer = server.get("/?package=" + name + "&python-version=3");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Retry-After")).isEqualTo(retryAfter);
        assertThat(answer.body()).isEqualTo(text);
    }

    @Test
    void aMistakeOfOursIsA500ThatSaysSo() throws IOException {
        Answer answer = server.get("/?package=broken&python-version=3");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).startsWith("A mistake of this program");
    }

    @Test
    void thePipEngineIsNotThereYet() throws IOException {
        Answer answer = server.get("/?package=six&python-version=3&engine=pip&sources=build");
        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.body()).isEqualTo("This version has no pip engine yet; leave out engine=pip");
    }

    @Test
    void aBatchIsAnsweredInOrderWithProblemsInTheirPlaces() throws IOException {
        Answer answer = server.post("""
                [{"packages": ["six", "Django"], "python-version": "3.13.9"},
                 {"packages": [], "python-version": "3"},
                 {"packages": ["unreachable"], "python-version": "3"},
                 7,
                 {"packages": ["a", "b"], "python-version": "2"}]
                """, "*/*");
        assertThat(answer.status()).isEqualTo(200);
        Golden.check("batch.json", answer.body() + "\n");
    }

    @Test
    void anEmptyBatchIsAnEmptyArray() throws IOException {
        assertThat(server.post("[]", "*/*").body()).isEqualTo("[]");
    }

    @Test
    void whatTakesTooLongIsEnded() throws IOException {
        CountDownLatch interrupted = new CountDownLatch(1);
        var limits = new CheckService.Limits(4, Duration.ofMillis(200), Duration.ofSeconds(5));
        try (WebTestServer slow = new WebTestServer(
                new AnsweringEngine(question -> {
                    try {
                        Thread.sleep(Duration.ofMinutes(1));
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return SampleVerdicts.success(question);
                }),
                16,
                limits)) {
            Answer answer = slow.get("/?package=six&python-version=3");
            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.body()).startsWith("No answer within 0 s");
            assertThat(interrupted.await(10, java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneClientCannotHoldAllPlacesAndHealthIsToldAnyway() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch mayEnd = new CountDownLatch(1);
        var limits = new CheckService.Limits(16, Duration.ofSeconds(20), Duration.ofSeconds(20));
        try (WebTestServer small = new WebTestServer(
                        new AnsweringEngine(question -> {
                            begun.countDown();
                            await(mayEnd);
                            return SampleVerdicts.success(question);
                        }),
                        4,
                        limits);
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> ask = () -> small.get("/?package=six&python-version=3");
            List<Future<Answer>> first = new ArrayList<>(List.of(clients.submit(ask), clients.submit(ask)));
            await(begun);
            Answer refused = ask.call();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(refused.body())
                    .isEqualTo("More than 2 requests at once from one address; wait for answers, or send a batch");
            assertThat(small.get("/health/live").status()).isEqualTo(200);
            mayEnd.countDown();
            for (Future<Answer> each : first) {
                assertThat(each.get().status()).isEqualTo(200);
            }
            assertThat(ask.call().status()).isEqualTo(200);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(15, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
