package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.compatserver.testing.SmallWorld;
import org.compatserver.web.WebTestServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rounds over HTTP: started, watched, shown, refused. */
class RoundsOverHttpTest {
    private static final String TOKEN = "open sesame, open sesame";

    private final SmallWorld world = SmallWorld.of("""
            app 1.0: lib<2
            tool 1.0: lib>=2
            lib 1.0
            lib 2.0
            loner 1.0
            """);
    private final WebTestServer server = new WebTestServer(world.checks(), world.rounds(), 16, TOKEN);

    @AfterEach
    void stop() {
        server.close();
        world.close();
    }

    private Answer post(String body, String... headers) throws IOException {
        return send("POST /rounds", body, headers);
    }

    private Answer send(String line, String body, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return server.send(line + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + more
                + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body);
    }

    private Answer ended(String path) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> server.get(path), answer -> !answer.body().contains("\"state\":\"running\""));
    }

    @Test
    void aRoundIsTakenAndItsResultIsWhereItSays() throws IOException {
        Answer taken = post(
                "{\"portfolio\": \"[ours]\\napp\\ntool\\n[theirs]\\nlib\\nloner\\n\", \"python-version\": \"3.13\"}");
        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.header("Location")).isEqualTo("/rounds/1");
        assertThat(taken.body()).isEqualTo("{\"id\":1,\"location\":\"/rounds/1\"}");
        assertThat(ended("/rounds/1").body())
                .startsWith("{\"id\":1,\"state\":\"finished\",\"begun\":\"2026-11-22T12:00:00Z\",")
                .contains("{\"name\":\"app\",\"requirements\":[\"app\"],\"section\":\"ours\"}")
                .contains("\"results\":{\"SUCCESS\":8,\"CHECK_WARNING\":1,\"INSTALL_ERROR\":1,\"UNKNOWN\":0}")
                .contains("{\"first\":\"app\",\"second\":\"lib\",\"target\":0,\"result\":\"CHECK_WARNING\",");
        assertThat(server.get("/rounds").body()).startsWith("[{\"id\":1,").contains("\"state\":\"finished\"");
        Answer picture = server.get("/rounds/1/matrix.svg");
        assertThat(picture.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(picture.body()).startsWith("<svg ").endsWith("</svg>\n");
        assertThat(server.get("/rounds/1/checks.csv").body())
                .startsWith("python_version,")
                .contains("app,ours,tool,ours,INSTALL_ERROR");
    }

    @Test
    void manyPythonsAndPlatformsAreAskedForAsArrays() throws IOException {
        post("""
                {"packages": ["app", "lib<2"], "python-version": ["3.12", "3.13"], "platform": ["linux", "macos"],
                 "as-of": "2026-11-20", "sources": "wheels", "pre": true, "strict": true, "recheck": true,
                 "constraints": ["tool<1"]}""");
        assertThat(ended("/rounds/1").body())
                .contains(
                        "\"as_of\":\"2026-11-20T00:00:00Z\",\"sources\":\"wheels\",\"pre\":true,\"strict\":true,\"checks\":12")
                .contains("\"constraints\":[\"tool<1\"]");
    }

    @Test
    void whatCannotBeAskedIsSaidBeforeAnythingRuns() throws IOException {
        assertThat(post("[]").body()).isEqualTo("Invalid JSON payload: a round is an object");
        assertThat(post("{}").body())
                .isEqualTo("A round needs 'packages', or a 'portfolio' with one requirement a line");
        assertThat(post("{\"package\": [\"app\"]}").body())
                .isEqualTo("Unknown parameter 'package'. Did you mean 'packages'?");
        assertThat(post("{\"packages\": \"app\"}").body())
                .isEqualTo("Invalid JSON payload: 'packages' must be an array of texts");
        assertThat(post("{\"packages\": [\"app\"]}").body())
                .isEqualTo("Request must specify 'python-version' parameter");
        assertThat(post("{\"packages\": [\"app\"], \"python-version\": \"4\"}").body())
                .startsWith("Invalid Python version specified.");
        assertThat(post("{\"portfolio\": \"app\\n-r other.txt\\na==\", \"python-version\": \"3\"}")
                        .body())
                .isEqualTo("""
                portfolio:2: other files cannot be named here; put their lines in, or pass a file that names them
                portfolio:3: not a requirement: A version is expected after '=='
                    a==
                       ^""");
        Answer unknown = post("{\"packages\": [\"app\", \"aap\", \"tol\"], \"python-version\": \"3\"}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).isEqualTo("The index does not know: aap, tol");
        assertThat(server.get("/rounds").body()).isEqualTo("[]");
    }

    @Test
    void aRoundThatThereIsNotIsNotFound() throws IOException {
        for (String path : new String[] {"/rounds/7", "/rounds/7/matrix.svg", "/rounds/7/checks.csv"}) {
            assertThat(server.get(path).status()).isEqualTo(404);
        }
        assertThat(server.get("/rounds/7").body())
                .isEqualTo("There is no round of that number; /rounds lists those there are");
        assertThat(server.get("/rounds/x").status()).isEqualTo(404);
        assertThat(server.get("/rounds/99999999999999999999").status()).isEqualTo(404);
        assertThat(server.method("DELETE", "/rounds/7").status()).isEqualTo(405);
    }

    @Test
    void whoIsNotOnThisMachineNeedsTheToken() throws IOException {
        String proxied = "X-Forwarded-For: 192.0.2.1";
        String body = "{\"packages\": [\"app\"], \"python-version\": \"3\"}";
        assertThat(post(body, proxied).status()).isEqualTo(401);
        assertThat(post(body, proxied).header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(post(body, proxied, "Authorization: Bearer " + TOKEN + "x").status())
                .isEqualTo(401);
        assertThat(post(body, proxied, "Authorization: Basic " + TOKEN).status())
                .isEqualTo(401);
        assertThat(send("GET /rounds", "", proxied).status()).isEqualTo(401);
        assertThat(send("GET /rounds/1", "", "Origin: https://page.example").status())
                .isEqualTo(401);
        assertThat(post(body, proxied, "Authorization: bearer " + TOKEN).status())
                .isEqualTo(202);
        assertThat(send("GET /rounds", "", proxied, "Authorization: Bearer " + TOKEN)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutATokenNobodyElseMay() throws IOException {
        try (WebTestServer closed = new WebTestServer(world.checks(), world.rounds(), 16, null)) {
            Answer answer = closed.send(String.join(
                    "\r\n",
                    "GET /rounds HTTP/1.1",
                    "Host: localhost",
                    "Via: 1.1 proxy",
                    "Authorization: Bearer x",
                    "Connection: close",
                    "",
                    ""));
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body())
                    .isEqualTo(
                            "Rounds are for this machine only; the operator can allow others with compat serve --token");
        }
    }
}
