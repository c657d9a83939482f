package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.compatserver.index.IndexServer.ask;
import static org.compatserver.index.IndexServer.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FEATURE UNDER TEST: when a kept page answers, when the index is asked again, and how. */
class PageFreshnessTest {
    private final IndexServer server = new IndexServer();

    @TempDir
    Path cache;

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "user {0}, index {1}: fresh for {2} s")
    @CsvSource(
            nullValues = "-",
            value = {
                "-,  -,                       600",
                "-,  max-age=30,              30",
                "-,  'public, Max-Age=1200',  1200",
                "20, max-age=1200,            20",
                "90, -,                       90",
            })
    void usesAYoungPageWithoutAsking(Long user, String cacheControl, long fresh) {
        MockResponse.Builder page = json("a-1.zip");
        if (cacheControl != null) {
            page.addHeader("Cache-Control", cacheControl);
        }
        server.answer("a", page);
        PagePolicy policy = PagePolicy.of(Optional.ofNullable(user).map(Duration::ofSeconds), false);
        SimpleIndex index = server.client(cache, policy);
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        assertThat(index.page(ProjectName.of("a")).freshFor()).hasSeconds(fresh);
        server.pass(Duration.ofSeconds(fresh - 1));
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        assertThat(ask(server.client(cache, policy), "a")).isEqualTo("LIVE a-1.zip");
        assertThat(server.requests()).isEqualTo(1);
        server.page("a", "a-2.zip");
        server.pass(Duration.ofSeconds(1));
        assertThat(ask(index, "a")).isEqualTo("LIVE a-2.zip");
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void tellsTheDigestOfAKeptPageWithoutReadingIt() {
        ProjectName a = ProjectName.of("a");
        server.page("a", "a-1.zip");
        ProjectIndex.PageAnswer.Found found = (ProjectIndex.PageAnswer.Found)
                server.client(cache, PagePolicy.DEFAULT).page(a);
        ProjectIndex.Kept kept = new ProjectIndex.Kept(
                found.page().digest(), found.fetchedAt(), ProjectIndex.Source.LIVE, Duration.ofMinutes(10));
        assertThat(server.client(cache, PagePolicy.DEFAULT).kept(a)).contains(kept);
        server.pass(Duration.ofHours(1));
        assertThat(server.client(cache, PagePolicy.DEFAULT).kept(a))
                .as("too old")
                .isEmpty();
        assertThat(server.client(cache, PagePolicy.of(Optional.empty(), true))
                        .kept(a)
                        .map(ProjectIndex.Kept::digest))
                .contains(kept.digest());
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void asksEachTimeWhenTheIndexSaysSo() {
        server.answer("a", json("a-1.zip").addHeader("Cache-Control", "no-cache"));
        SimpleIndex index = server.client(cache, PagePolicy.DEFAULT);
        ask(index, "a");
        ask(index, "a");
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void keepsNothingOnDiskThatMustNotBeStored() throws IOException {
        server.answer("a", json("a-1.zip").addHeader("Cache-Control", "no-store"));
        ask(server.client(cache, PagePolicy.DEFAULT), "a");
        assertThat(pagesOnDisk()).isZero();
    }

    @Test
    void asksConditionallyWithTheTagAndKeepsAConfirmedPage() throws InterruptedException {
        server.answer("a", json("a-1.zip").addHeader("ETag", "\"x\""));
        SimpleIndex index = server.client(cache, PagePolicy.DEFAULT);
        ask(index, "a");
        server.answer("a", new MockResponse.Builder().code(304));
        server.pass(Duration.ofHours(1));
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        server.web.takeRequest();
        assertThat(server.web.takeRequest().getHeaders().get("If-None-Match")).isEqualTo("\"x\"");
        // confirmed on disk too
        assertThat(ask(server.client(cache, PagePolicy.DEFAULT), "a")).isEqualTo("LIVE a-1.zip");
        assertThat(server.requests()).isEqualTo(2);
        assertThat(index.page(ProjectName.of("a")).fetchedAt()).isEqualTo(server.clock.instant());
    }

    @Test
    void asksConditionallyWithTheDateAcrossProcesses() throws InterruptedException {
        String date = "Thu, 01 Jan 2026 00:00:00 GMT";
        server.answer("a", json("a-1.zip").addHeader("Last-Modified", date));
        ask(server.client(cache, PagePolicy.DEFAULT), "a");
        server.answer("a", new MockResponse.Builder().code(304));
        server.pass(Duration.ofHours(1));
        assertThat(ask(server.client(cache, PagePolicy.DEFAULT), "a")).isEqualTo("LIVE a-1.zip");
        server.web.takeRequest();
        assertThat(server.web.takeRequest().getHeaders().get("If-Modified-Since"))
                .isEqualTo(date);
    }

    @Test
    void asksAsPipDoes() throws InterruptedException {
        server.page("foo-bar", "foo_bar-1.zip");
        ask(server.client(cache, PagePolicy.DEFAULT), "Foo._Bar");
        RecordedRequest request = server.web.takeRequest();
        assertThat(request.getUrl().encodedPath()).isEqualTo("/simple/foo-bar/");
        assertThat(request.getHeaders().get("Accept"))
                .isEqualTo(
                        "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("compatibility-server/test");
    }

    @Test
    void anUnknownProjectIsAskedForAgainAfterAMinute() {
        SimpleIndex index = server.client(cache, PagePolicy.DEFAULT);
        assertThat(ask(index, "a")).isEqualTo("LIVE nothing");
        server.page("a", "a-1.zip");
        server.pass(Duration.ofSeconds(59));
        assertThat(ask(index, "a")).isEqualTo("LIVE nothing");
        server.pass(Duration.ofSeconds(1));
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        server.answer("a", new MockResponse.Builder().code(410));
        server.pass(Duration.ofHours(1));
        assertThat(ask(index, "a")).isEqualTo("LIVE nothing");
    }

    @Test
    void offlineOnlyTheCacheAnswersWhateverItsAge() {
        server.page("a", "a-1.zip");
        Instant asked = server.clock.instant();
        SimpleIndex online = server.client(cache, PagePolicy.DEFAULT);
        ask(online, "a");
        ask(online, "b");
        server.pass(Duration.ofDays(400));
        SimpleIndex offline = server.client(cache, PagePolicy.of(Optional.empty(), true));
        assertThat(ask(offline, "a")).isEqualTo("CACHE a-1.zip");
        assertThat(ask(offline, "b")).isEqualTo("CACHE nothing");
        assertThat(ask(offline, "c")).isEqualTo("OFFLINE");
        assertThat(offline.page(ProjectName.of("a")).fetchedAt()).isEqualTo(asked);
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void aKeptPageStandsInForAnIndexThatFaults() {
        server.page("a", "a-1.zip");
        Instant asked = server.clock.instant();
        SimpleIndex index = server.client(cache, PagePolicy.DEFAULT);
        ask(index, "a");
        server.answer("a", new MockResponse.Builder().code(500));
        server.pass(Duration.ofHours(1));
        assertThat(ask(index, "a")).isEqualTo("CACHE a-1.zip");
        assertThat(index.page(ProjectName.of("a")).fetchedAt()).isEqualTo(asked);
        int requests = server.requests();
        assertThat(ask(index, "a")).isEqualTo("CACHE a-1.zip");
        assertThat(server.requests()).as("not asked again at once").isEqualTo(requests);
        server.page("a", "a-2.zip");
        server.pass(Duration.ofSeconds(31));
        assertThat(ask(index, "a")).isEqualTo("LIVE a-2.zip");
    }

    @Test
    void aPageThatIsNotUnderstoodNeitherAnswersNorReplacesTheKeptOne() {
        server.page("a", "a-1.zip");
        ask(server.client(cache, PagePolicy.DEFAULT), "a");
        server.answer(
                "a",
                new MockResponse.Builder()
                        .addHeader("Content-Type", PageContent.JSON)
                        .body("{}"));
        server.pass(Duration.ofHours(1));
        assertThat(ask(server.client(cache, PagePolicy.DEFAULT), "a")).isEqualTo("CACHE a-1.zip");
        assertThat(ask(server.client(cache, PagePolicy.of(Optional.empty(), true)), "a"))
                .isEqualTo("CACHE a-1.zip");
    }

    @Test
    void aRefusalOfCredentialsIsHeardWhateverIsKept() {
        server.page("a", "a-1.zip");
        SimpleIndex index = server.client(cache, PagePolicy.DEFAULT);
        ask(index, "a");
        server.answer("a", new MockResponse.Builder().code(403));
        server.pass(Duration.ofHours(1));
        assertThat(ask(index, "a")).isEqualTo("UNAUTHORIZED");
    }

    @Test
    void aDeadHostIsNotWaitedForAgainForAWhile() {
        server.page("a", "a-1.zip");
        SimpleIndex index = server.client(cache, PagePolicy.DEFAULT);
        ask(index, "a");
        server.web.close();
        server.pass(Duration.ofHours(1));
        assertThat(ask(index, "a")).isEqualTo("CACHE a-1.zip");
        assertThat(ask(index, "b")).isEqualTo("UNREACHABLE");
    }

    @Test
    void aBrokenFileInTheCacheIsAsGoodAsNone() throws IOException {
        server.page("a", "a-1.zip");
        ask(server.client(cache, PagePolicy.DEFAULT), "a");
        try (Stream<Path> files = Files.walk(cache.resolve("pages"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                byte[] whole = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
            }
        }
        assertThat(ask(server.client(cache, PagePolicy.DEFAULT), "a")).isEqualTo("LIVE a-1.zip");
        assertThat(server.requests()).isEqualTo(2);
    }

    private long pagesOnDisk() throws IOException {
        if (!Files.isDirectory(cache.resolve("pages"))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(cache.resolve("pages"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
