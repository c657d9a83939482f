package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.compatserver.index.IndexServer.ask;
import static org.compatserver.index.IndexServer.json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.compatserver.index.IndexMeter.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: each answer about a page is counted by where it came from, each fault by its kind. */
class IndexMeterTest {
    private final IndexServer server = new IndexServer();

    @TempDir
    Path cache;

    @AfterEach
    void stop() {
        server.close();
    }

    private final HttpAccess access = new HttpAccess(
            NetworkConfiguration.DIRECT, TestSettings.IMPATIENT, "compatibility-server/test", server.clock);

    private SimpleIndex client(PagePolicy policy) {
        return new SimpleIndex(IndexServer.configuration(server.address()), access, cache, policy, server.clock);
    }

    /** What is not zero, in the enums' order. */
    private String counted() {
        return Stream.concat(
                        Arrays.stream(Event.values())
                                .filter(event -> access.meter().of(event) > 0)
                                .map(event -> event + " " + access.meter().of(event)),
                        Arrays.stream(IndexFault.Kind.values())
                                .filter(kind -> access.meter().of(kind) > 0)
                                .map(kind -> kind + " " + access.meter().of(kind)))
                .collect(Collectors.joining(", "));
    }

    @Test
    void aPageIsFetchedThenRememberedThenReadFromDisk() {
        server.page("a", "a-1.zip");
        SimpleIndex index = client(PagePolicy.DEFAULT);
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        assertThat(counted()).isEqualTo("PAGE_FETCHED 1");
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        assertThat(counted()).isEqualTo("PAGE_MEMORY 1, PAGE_FETCHED 1");
        assertThat(ask(client(PagePolicy.DEFAULT), "a")).isEqualTo("LIVE a-1.zip");
        assertThat(counted()).isEqualTo("PAGE_MEMORY 1, PAGE_DISK 1, PAGE_FETCHED 1");
    }

    @Test
    void aPageThatTheIndexConfirmsIsNotFetched() {
        server.answer("a", json("a-1.zip").addHeader("ETag", "\"1\""));
        SimpleIndex index = client(PagePolicy.DEFAULT);
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        server.pass(Duration.ofMinutes(11));
        server.answer("a", new MockResponse.Builder().code(304));
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        assertThat(counted()).isEqualTo("PAGE_FETCHED 1, PAGE_CONFIRMED 1");
    }

    @Test
    void aFaultIsCountedOnceWhetherAKeptPageAnswersOrNot() {
        server.page("a", "a-1.zip");
        SimpleIndex index = client(PagePolicy.DEFAULT);
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        server.pass(Duration.ofMinutes(11));
        server.answer("a", new MockResponse.Builder().code(500));
        server.answer("b", new MockResponse.Builder().code(500));
        assertThat(ask(index, "a")).isEqualTo("CACHE a-1.zip");
        assertThat(counted()).isEqualTo("PAGE_FETCHED 1, PAGE_STALE 1, FAILED 1");
        assertThat(ask(index, "b")).isEqualTo("FAILED");
        assertThat(counted()).isEqualTo("PAGE_FETCHED 1, PAGE_STALE 1, FAILED 2");
    }

    @Test
    void offlineAKeptPageIsStaleAndAMissingOneAFault() {
        server.page("a", "a-1.zip");
        assertThat(ask(client(PagePolicy.DEFAULT), "a")).isEqualTo("LIVE a-1.zip");
        SimpleIndex offline = client(PagePolicy.of(Optional.empty(), true));
        assertThat(ask(offline, "a")).isEqualTo("CACHE a-1.zip");
        assertThat(ask(offline, "b")).isEqualTo("OFFLINE");
        assertThat(counted()).isEqualTo("PAGE_FETCHED 1, PAGE_STALE 1, OFFLINE 1");
    }
}
