package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.engine.solving.Limits;
import org.compatserver.round.Plan;
import org.compatserver.round.RoundService;
import org.compatserver.round.solving.SolvingRounds;
import org.compatserver.store.SqliteRounds;
import org.compatserver.testing.SmallRound;
import org.compatserver.testing.SmallWorld;
import org.compatserver.web.WebTestServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    private final WebTestServer server = new WebTestServer(world.checks(), world.rounds(), 16, null);

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
    void aRoundThatWasCutOffBeforeSaysSo(@TempDir Path folder) throws IOException {
        String list = "{\"packages\": [\"app\", \"lib\", \"loner\"], \"python-version\": \"3.13\"}";
        post(list);
        ended("/rounds/1");
        Plan plan = Objects.requireNonNull(world.rounds().store().round(1)).plan();
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
        RoundService rounds = new RoundService(
                new SolvingRounds(world.catalog(), clock, Limits.DEFAULT),
                new SqliteRounds(folder.resolve("rounds.db"), "test", SqliteRounds.Limits.DEFAULT),
                clock);
        rounds.run(plan, false, (done, all) -> {
            if (done > plan.size()) {
                throw new CancellationException();
            }
        });

        try (WebTestServer again = new WebTestServer(world.checks(), rounds, 16, null)) {
            again.send("POST /rounds HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                    + list.length() + "\r\nConnection: close\r\n\r\n" + list);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> again.get("/rounds/1").body(), body -> !body.contains("\"state\":\"running\""));
            assertThat(again.get("/rounds/1").body())
                    .containsPattern(
                            "\"notices\":\\[\"This round was cut off before, and was gone on with: [1-3] check");
        }
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
    void aRoundThatIsTooLargeToBeShownIsRefused() {
        String names = IntStream.range(0, 3_200).mapToObj(i -> "p" + i).collect(Collectors.joining(" "));
        Plan plan = SmallRound.of("python 3.13\npackages " + names + "\n").plan();
        world.rounds().store().begin(plan, Instant.EPOCH, false).close();
        for (String path : List.of("/rounds/1", "/rounds/1/matrix.svg", "/rounds/1/checks.csv")) {
            Answer answer = ended(path);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("Round 1 has 5,121,600 checks, and over HTTP at most 5,000,000 are shown;"
                            + " compat rounds 1 --csv FILE writes them all");
        }
    }

    @Test
    void roundZeroIsNone() throws IOException {
        post("{\"packages\": [\"app\"], \"python-version\": \"3\"}");
        assertThat(server.get("/rounds/0").status()).isEqualTo(404);
    }

    /** The status of a request for the list, with these headers, the host among them. */
    private static int status(WebTestServer server, String... headers) throws IOException {
        return server.send("GET /rounds HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n")
                .status();
    }

    @Test
    void withATokenEverybodyNeedsIt() throws IOException {
        try (WebTestServer locked = new WebTestServer(world.checks(), world.rounds(), 16, TOKEN)) {
            String here = "Host: localhost";
            String proxied = "X-Forwarded-For: 192.0.2.1";
            assertThat(status(locked, here)).isEqualTo(401);
            assertThat(status(locked, here, proxied)).isEqualTo(401);
            assertThat(status(locked, here, "Authorization: Bearer " + TOKEN + "x"))
                    .isEqualTo(401);
            assertThat(status(locked, here, "Authorization: Basic " + TOKEN)).isEqualTo(401);
            assertThat(status(locked, here, "Authorization: bearer " + TOKEN)).isEqualTo(200);
            assertThat(status(locked, "Host: rounds.example", proxied, "Authorization: Bearer " + TOKEN))
                    .isEqualTo(200);
            Answer refused = locked.get("/rounds");
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(refused.body()).isEqualTo("Rounds need the operator's token, as Authorization: Bearer TOKEN");
        }
    }

    @Test
    void withoutATokenNobodyElseMay() throws IOException {
        for (String host : List.of("localhost", "localhost:80", "LocalHost", "127.0.0.1:8888", "[::1]:8888")) {
            assertThat(status(server, "Host: " + host)).as(host).isEqualTo(200);
        }
        for (String host :
                List.of("evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example")) {
            assertThat(status(server, "Host: " + host)).as(host).isEqualTo(403);
        }
        for (String header : List.of(
                "Via: 1.1 proxy",
                "Forwarded: for=192.0.2.1",
                "Origin: https://page.example",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Authorization: Bearer x\r\nVia: 1.1 proxy")) {
            assertThat(status(server, "Host: localhost", header)).as(header).isEqualTo(403);
        }
        assertThat(status(server, "Host: localhost", "Sec-Fetch-Site: same-origin"))
                .isEqualTo(200);
        assertThat(status(server, "Host: localhost", "Sec-Fetch-Site: none")).isEqualTo(200);
        assertThat(send("GET /rounds", "", "Via: 1.1 proxy").body())
                .isEqualTo(
                        "Rounds are for this machine only, addressed as localhost; the operator can allow others with"
                                + " compat serve --token");
        assertThat(server.send("GET /rounds HTTP/1.0\r\n\r\n").status()).isEqualTo(403);
        assertThat(server.send("GET /rounds HTTP/1.0\r\nHost: localhost\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }
}
