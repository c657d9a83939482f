package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.compatserver.index.IndexServer.ask;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: several indexes and places of links, seen as pip would see them; and what answers in an index's stead. */
class SeveralPlacesTest {
    private final IndexServer main = new IndexServer();
    private final IndexServer extra = new IndexServer();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        main.close();
        extra.close();
    }

    @Test
    void filesStandInTheOrderInWhichTheLastOfEqualsWins() throws IOException {
        for (String name : List.of("a-1.zip", "a-2.zip", "A_1.1.zip", "ab-1.zip", "b-1.zip")) {
            Files.writeString(folder.resolve(name), "");
        }
        Files.writeString(
                folder.resolve("page.html"),
                "<a href='https://files.example/a-3.zip'>x</a><a href='https://files.example/b-3.zip'>x</a>");
        main.page("a", "a-5.zip", "a-6.zip");
        extra.page("a", "a-7.zip");
        URI links = main.web.url("/simple/links/").uri();
        main.answer("links", html("a-4.zip", "b-4.zip"));
        IndexConfiguration configuration = configuration(
                List.of(main.address(), extra.address()),
                List.of(links, folder.toUri(), URI.create("https://files.example/x/a-9.zip")));
        SimpleIndex index = index(configuration);
        assertThat(ask(index, "a"))
                .isEqualTo("LIVE a-9.zip a-2.zip a-1.zip A_1.1.zip a-4.zip a-3.zip a-5.zip a-6.zip a-7.zip");
        assertThat(ask(index, "b")).isEqualTo("LIVE b-1.zip b-4.zip b-3.zip");
    }

    @Test
    void aProjectIsUnknownOnlyIfAllSaySo() {
        extra.page("a", "a-1.zip");
        SimpleIndex index = index(configuration(List.of(main.address(), extra.address()), List.of(folder.toUri())));
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        assertThat(ask(index, "c")).isEqualTo("LIVE nothing");
        main.answer("c", new MockResponse.Builder().code(500));
        main.pass(Duration.ofHours(1));
        assertThat(ask(index, "c"))
                .as("one index faults, and nothing is kept that knew it")
                .isEqualTo("CACHE nothing");
        main.answer("d", new MockResponse.Builder().code(500));
        assertThat(ask(index, "d")).isEqualTo("FAILED");
    }

    @Test
    void theOldestPageGivesTheTime() {
        main.page("a", "a-1.zip");
        Instant first = main.clock.instant();
        SimpleIndex one = index(configuration(List.of(main.address()), List.of()));
        ask(one, "a");
        main.pass(Duration.ofMinutes(5));
        extra.page("a", "a-2.zip");
        SimpleIndex both = index(configuration(List.of(main.address(), extra.address()), List.of()));
        PageAnswer answer = both.page(ProjectName.of("a"));
        assertThat(answer.fetchedAt()).isEqualTo(first);
        assertThat(ask(both, "a")).isEqualTo("LIVE a-1.zip a-2.zip");
    }

    @Test
    void anIndexMayBeAFolder() throws IOException {
        Path page = Files.createDirectories(folder.resolve("simple/foo-bar")).resolve("index.html");
        Files.writeString(page, "<a href='../../files/foo_bar-1.zip#sha256=aa'>x</a>");
        SimpleIndex index = index(configuration(List.of(folder.resolve("simple").toUri()), List.of()));
        PageAnswer.Found found = (PageAnswer.Found) index.page(ProjectName.of("Foo.Bar"));
        assertThat(found.page().files().getFirst().address())
                .isEqualTo(folder.resolve("files/foo_bar-1.zip").toUri());
        assertThat(ask(index, "c")).isEqualTo("LIVE nothing");
    }

    @Test
    void aFolderThatIsNotThereIsAFaultOfTheConfiguration() {
        SimpleIndex index = index(configuration(List.of(folder.resolve("none").toUri()), List.of()));
        assertThat(ask(index, "a")).isEqualTo("NOT_CONFIGURED");
    }

    @Test
    void placesOfLinksAloneMayDo() throws IOException {
        Files.writeString(folder.resolve("a-1.zip"), "");
        SimpleIndex index =
                index(configuration(List.of(), List.of(folder.toUri(), URI.create("file:///no/such/place"))));
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        assertThat(ask(index, "b")).isEqualTo("LIVE nothing");
    }

    @Test
    void aSecondIndexAnswersForAFirstThatCannot() {
        extra.page("a", "a-1.zip");
        SimpleIndex second = index(configuration(List.of(extra.address()), List.of()));
        for (IndexFault.Kind kind : IndexFault.Kind.values()) {
            FallbackIndex index = new FallbackIndex(new FaultyIndex(new IndexFault(kind, "why")), second);
            boolean told = kind == IndexFault.Kind.UNAUTHORIZED || kind == IndexFault.Kind.MALFORMED;
            assertThat(ask(index, "a")).isEqualTo(told ? kind.toString() : "LIVE a-1.zip");
            assertThat(ask(index, "b")).as("what the second does not know").isEqualTo(kind.toString());
        }
        main.page("b", "b-1.zip");
        FallbackIndex healthy = new FallbackIndex(index(configuration(List.of(main.address()), List.of())), second);
        assertThat(ask(healthy, "b")).isEqualTo("LIVE b-1.zip");
        assertThat(ask(healthy, "a")).as("the first knows that there is none").isEqualTo("LIVE nothing");
    }

    private static MockResponse.Builder html(String... files) {
        StringBuilder text = new StringBuilder();
        for (String file : files) {
            text.append("<a href='https://files.example/").append(file).append("'>x</a>");
        }
        return new MockResponse.Builder().addHeader("Content-Type", "text/html").body(text.toString());
    }

    private static IndexConfiguration configuration(List<URI> indexes, List<URI> links) {
        return new IndexConfiguration(indexes, links, NetworkConfiguration.DIRECT, Optional.empty());
    }

    private SimpleIndex index(IndexConfiguration configuration) {
        HttpAccess access = new HttpAccess(configuration.network(), TestSettings.IMPATIENT, "test", main.clock);
        return new SimpleIndex(configuration, access, folder.resolve("cache"), PagePolicy.DEFAULT, main.clock);
    }
}
