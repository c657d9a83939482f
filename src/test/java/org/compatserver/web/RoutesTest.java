package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.compatserver.testing.ScriptedEngine;
import org.compatserver.testing.SmallWorld;
import org.compatserver.wire.QuestionReader;
import org.compatserver.wire.QuestionTexts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server answers to beside checks. */
class RoutesTest {
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

    @Test
    void healthCheckSaysHelloWorld() throws IOException {
        var answer = server.get("/health_check");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello world");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void livenessAndReadinessAreSeparate() throws IOException {
        assertThat(server.get("/health/live").body()).isEqualTo("live");
        assertThat(server.get("/health/ready").body()).isEqualTo("ready");
    }

    @Test
    void anUnknownPathIsNotFoundAndNotEchoed() throws IOException {
        var answer = server.get("/%3Cscript%3E");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("There is nothing here; /openapi.yaml lists what there is");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void aMethodThatARouteDoesNotHaveIsRefusedWithThoseItHas() throws IOException {
        var answer = server.method("DELETE", "/");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
        assertThat(answer.body()).isEqualTo("Method not allowed; use GET or POST");
        assertThat(server.method("POST", "/health_check").header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void headIsGetWithoutABody() throws IOException {
        var answer = server.method("HEAD", "/health_check");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void headTellsTheLengthOfTheBodyThatGetSends() throws IOException {
        for (String target : List.of("/health_check", "/openapi.yaml", "/", "/nothing-here")) {
            var head = server.method("HEAD", target);
            assertThat(head.header("Content-Length"))
                    .isEqualTo(server.get(target).header("Content-Length"))
                    .isNotEqualTo("0");
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void optionsTellsTheMethods() throws IOException {
        var answer = server.method("OPTIONS", "/");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    }

    @Test
    void theDescriptionListsExactlyTheParametersOfAQuestion() {
        List<String> read = new ArrayList<>(List.of("package"));
        for (QuestionTexts.Parameter parameter : QuestionTexts.Parameter.values()) {
            read.add(parameter.text());
        }
        assertThat(Description.SERVED.queries()).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void theDescriptionListsExactlyTheRoutes() throws IOException {
        SmallWorld world = SmallWorld.of("project none");
        QuestionReader reader = new QuestionReader(QuestionReader.Defaults.STANDARD);
        Routes routes = new Routes(
                new Routes.Handlers(
                        new CheckHandler(world.checks(), reader, (request, checks) -> {}),
                        new RoundsHandler(
                                new WebFace.Services(
                                        world.checks(),
                                        world.checks(),
                                        world.rounds(),
                                        reader,
                                        () -> "",
                                        RequestListener.NONE),
                                Duration.ofMinutes(1)),
                        () -> ""),
                new Door(WebTestServer.STANDARD),
                () -> true);
        Set<String> listed = new TreeSet<>();
        routes.listed().forEach((path, methods) -> methods.forEach(method -> listed.add(method + " " + path)));
        assertThat(Description.SERVED.statuses().keySet()).isEqualTo(listed);
        assertThat(server.get("/openapi.yaml").body()).contains("title: Compatibility Server");
    }
}
