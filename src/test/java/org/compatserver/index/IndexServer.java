package org.compatserver.index;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/** An index on loopback whose answers a test sets, and clients of it under a clock that a test moves. */
final class IndexServer implements AutoCloseable {
    final MockWebServer web = new MockWebServer();
    private final Map<String, MockResponse> answers = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    final InstantSource clock = now::get;

    /** Answers enqueued come first; then those set by path; then 404. */
    IndexServer() {
        web.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                @Nullable MockResponse answer = answers.get(request.getUrl().encodedPath());
                return answer == null ? new MockResponse.Builder().code(404).build() : answer;
            }
        });
        try {
            web.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void pass(Duration time) {
        now.updateAndGet(moment -> moment.plus(time));
    }

    URI address() {
        return web.url("/simple/").uri();
    }

    void answer(String project, MockResponse.Builder response) {
        answers.put("/simple/" + project + "/", response.build());
    }

    /** A page with these files. */
    void page(String project, String... files) {
        answer(project, json(files));
    }

    static MockResponse.Builder json(String... files) {
        StringBuilder text = new StringBuilder("{\"meta\": {\"api-version\": \"1.1\"}, \"files\": [");
        for (int i = 0; i < files.length; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"url\": \"/files/")
                    .append(files[i])
                    .append("\"}");
        }
        return new MockResponse.Builder()
                .addHeader("Content-Type", PageContent.JSON)
                .body(text.append("]}").toString());
    }

    SimpleIndex client(@Nullable Path cache, PagePolicy policy) {
        return client(cache, policy, TestSettings.IMPATIENT);
    }

    SimpleIndex client(@Nullable Path cache, PagePolicy policy, HttpSettings settings) {
        IndexConfiguration configuration = configuration(address());
        HttpAccess access = new HttpAccess(configuration.network(), settings, "compatibility-server/test", clock);
        return new SimpleIndex(configuration, access, cache, policy, clock);
    }

    static IndexConfiguration configuration(URI... indexes) {
        return new IndexConfiguration(List.of(indexes), List.of(), NetworkConfiguration.DIRECT, Optional.empty());
    }

    /** {@code LIVE a-1.zip b-2.zip}, {@code CACHE nothing}, {@code UNREACHABLE}: an answer in short. */
    static String ask(ProjectIndex index, String project) {
        try {
            return switch (index.page(ProjectName.of(project))) {
                case ProjectIndex.PageAnswer.Found found ->
                    found.source() + " " + names(found.page().files());
                case ProjectIndex.PageAnswer.NoSuchProject missing -> missing.source() + " nothing";
            };
        } catch (IndexFault fault) {
            return fault.kind().toString();
        }
    }

    static String names(List<DistributionFile> files) {
        return String.join(" ", files.stream().map(DistributionFile::filename).toList());
    }

    int requests() {
        return web.getRequestCount();
    }

    @Override
    public void close() {
        web.close();
    }
}
