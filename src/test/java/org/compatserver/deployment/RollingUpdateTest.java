package org.compatserver.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.compatserver.deployment.FrontDoor.HttpConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A rolling update as a cluster does it, in small: under load one server process takes the place of another, with the settings that the manifests give them. */
class RollingUpdateTest {
    private static final int CLIENTS = 8;
    private static final List<String> PACKAGES = List.of("six", "Django", "google-api-core", "google-cloud-iot");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void noRequestFailsWhileOneServerTakesTheOthersPlace() throws Exception {
        Map<String, String> settings = settings();
        try (FrontDoor door = new FrontDoor();
                ServerProcess old = ServerProcess.start(settings, folder)) {
            door.add(old);
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> door.sendsTo(old));
            List<Thread> clients = clients(door.port());
            awaitMoreAnswers();
            try (ServerProcess young = ServerProcess.start(settings, folder)) {
                door.add(young);
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> door.sendsTo(young));
                awaitMoreAnswers();
                old.terminate();
                assertThat(old.ended()).as("every request was answered").isZero();
                assertThat(door.sendsTo(old)).isFalse();
                awaitMoreAnswers();
                over = true;
                for (Thread client : clients) {
                    client.join();
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private static Map<String, String> settings() {
        return Manifests.of(Manifests.FOLDER.resolve("deploy.yaml")).the("ConfigMap").path("data").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, setting -> setting.getValue().asString()));
    }

    /** Half of them keep their connections for as long as the server does, the others take a new one for each request. */
    private List<Thread> clients(int port) {
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            boolean keeps = i % 2 == 0;
            Random random = new Random(i);
            clients.add(Thread.ofVirtual().start(() -> ask(port, keeps, random)));
        }
        return clients;
    }

    private void ask(int port, boolean keeps, Random random) {
        while (!over) {
            try (HttpConnection connection = new HttpConnection(port)) {
                boolean goesOn;
                do {
                    HttpConnection.Reply reply =
                            connection.get("/?python-version=3&package=" + any(random) + "&package=" + any(random));
                    if (reply.status() == 200) {
                        answered.incrementAndGet();
                    } else {
                        failures.add("status " + reply.status());
                    }
                    goesOn = keeps && reply.keptOpen() && !over;
                } while (goesOn);
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }
    }

    private static String any(Random random) {
        return PACKAGES.get(random.nextInt(PACKAGES.size()));
    }

    private void awaitMoreAnswers() {
        int enough = answered.get() + 20 * CLIENTS;
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() >= enough || !failures.isEmpty());
    }
}
