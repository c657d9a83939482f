package org.compatserver.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.compatserver.index.IndexServer.ask;
import static org.compatserver.index.IndexServer.json;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: however many ask for a page, in however many processes, the index sees few requests. */
class OneRequestForManyTest {
    private final IndexServer server = new IndexServer();

    @TempDir
    Path cache;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void fiftyWhoAskAtOnceAreServedByOneRequest() throws Exception {
        server.answer("a", json("a-1.zip").headersDelay(200, TimeUnit.MILLISECONDS));
        SimpleIndex index = server.client(null, PagePolicy.DEFAULT);
        assertThat(askedBy(50, () -> ask(index, "a")))
                .containsOnly("LIVE a-1.zip")
                .hasSize(50);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void aFaultIsSharedByThoseWhoWaitAndByNobodyElse() throws Exception {
        server.answer("a", new MockResponse.Builder().code(400).headersDelay(200, TimeUnit.MILLISECONDS));
        SimpleIndex index = server.client(null, PagePolicy.DEFAULT);
        assertThat(askedBy(20, () -> ask(index, "a"))).containsOnly("FAILED");
        assertThat(server.requests()).isEqualTo(1);
        server.page("a", "a-1.zip");
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
    }

    @Test
    void whoLosesPatienceDoesNotSpoilItForTheOthers() throws Exception {
        server.answer("a", json("a-1.zip").headersDelay(500, TimeUnit.MILLISECONDS));
        SimpleIndex index = server.client(null, PagePolicy.DEFAULT);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread impatient = Thread.startVirtualThread(() -> {
            started.countDown();
            try {
                index.page(ProjectName.of("a"));
            } catch (CancellationException e) {
                thrown.set(e);
            }
        });
        started.await();
        impatient.interrupt();
        assertThat(ask(index, "a")).isEqualTo("LIVE a-1.zip");
        impatient.join();
        assertThat(thrown.get()).hasMessage("Waiting for the index was cancelled");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void severalProcessesShareACacheFolder() throws Exception {
        List<String> names = IntStream.range(0, 20).mapToObj(i -> "p" + i).toList();
        names.forEach(name -> server.answer(
                name,
                json(IntStream.range(0, 500)
                        .mapToObj(i -> name + "-" + i + ".zip")
                        .toArray(String[]::new))));
        SimpleIndex one = server.client(cache, PagePolicy.of(java.util.Optional.of(java.time.Duration.ZERO), false));
        SimpleIndex other = server.client(cache, PagePolicy.DEFAULT);
        SimpleIndex third = server.client(cache, PagePolicy.of(java.util.Optional.of(java.time.Duration.ZERO), false));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = IntStream.range(0, 300)
                    .mapToObj(i -> threads.submit(() -> {
                        String name = names.get(i % names.size());
                        SimpleIndex index = List.of(one, other, third).get(i % 3);
                        String answer = ask(index, name);
                        return answer.startsWith("LIVE " + name + "-0.zip") && answer.endsWith(name + "-499.zip");
                    }))
                    .toList();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
        // what they left is whole
        int requests = server.requests();
        SimpleIndex fresh = server.client(cache, PagePolicy.DEFAULT);
        names.forEach(name -> assertThat(ask(fresh, name)).endsWith("-499.zip"));
        assertThat(server.requests()).isEqualTo(requests);
    }

    private static List<String> askedBy(int many, java.util.concurrent.Callable<String> question) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = IntStream.range(0, many)
                    .mapToObj(i -> threads.submit(question))
                    .toList();
            List<String> texts = new java.util.ArrayList<>();
            for (Future<String> answer : answers) {
                texts.add(answer.get());
            }
            return texts;
        }
    }
}
