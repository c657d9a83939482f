package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.awaitility.Awaitility;
import org.compatserver.Main;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: a real server process, real signals, and a request that is in flight because the index is slow. */
class StoppedServerTest {
    private static final Pattern SERVING = Pattern.compile("Serving on http://[^:]+:([0-9]+)");

    private final MockWebServer index = new MockWebServer();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Process server;

    private int port;

    @BeforeEach
    void begin() throws IOException {
        index.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                asked.countDown();
                assertThat(mayAnswer.await(60, TimeUnit.SECONDS)).isTrue();
                return new MockResponse.Builder().code(404).build();
            }
        });
        index.start();
    }

    @AfterEach
    void end() {
        mayAnswer.countDown();
        if (server != null) {
            server.destroyForcibly();
        }
        others.shutdownNow();
        index.close();
    }

    private void serve(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                Main.class.getName(),
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--index-url",
                index.url("/simple/").toString(),
                "--cache-dir",
                folder.resolve("cache").toString(),
                "--data-dir",
                folder.resolve("data").toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("said").toFile());
        builder.environment().keySet().removeIf(StoppedServerTest::isOthers);
        server = builder.start();
        port = Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::servedPort, Objects::nonNull);
    }

    /** Settings that would change what is tested, or said. */
    private static boolean isOthers(String name) {
        return name.startsWith("PIP_")
                || name.startsWith("COMPAT_")
                || name.equals("JAVA_TOOL_OPTIONS")
                || name.equals("JDK_JAVA_OPTIONS");
    }

    private List<String> said() throws IOException {
        return Files.readAllLines(folder.resolve("said"));
    }

    private @Nullable Integer servedPort() throws IOException {
        Matcher serving = SERVING.matcher(String.join("\n", said()));
        return serving.find() ? Integer.valueOf(serving.group(1)) : null;
    }

    /** What this test runs with, however it was started, but for the tests: they log otherwise. */
    private static String classPath() {
        Path tests = path(
                StoppedServerTest.class.getProtectionDomain().getCodeSource().getLocation());
        Stream<Path> all = Main.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs()).map(StoppedServerTest::path)
                : Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of);
        return all.filter(place -> !place.toAbsolutePath().equals(tests.toAbsolutePath()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path path(URL address) {
        return Path.of(URI.create(address.toString()));
    }

    private String get(String target) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            // whole at the connection's end, or before it where none is kept
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    private Future<String> askedOfTheSlowIndex() throws InterruptedException {
        Future<String> answer = others.submit(() -> get("/?package=slow&python-version=3"));
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        return answer;
    }

    @Test
    @Timeout(180)
    void aSignalLetsWhatRunsBeAnsweredAndThenTheProcessEndsWithZero() throws Exception {
        serve("--drain-wait", "2", "--grace", "60", "--log-format", "json");
        Future<String> slow = askedOfTheSlowIndex();
        server.destroy();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> get("/health/ready"), "HTTP/1.1 503"::equals);
        assertThat(get("/health/live")).isEqualTo("HTTP/1.1 200");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThatThrownBy(() -> get("/")).isInstanceOf(IOException.class));
        assertThat(slow.isDone()).isFalse();
        mayAnswer.countDown();
        assertThat(slow.get(60, TimeUnit.SECONDS)).isEqualTo("HTTP/1.1 200");
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isZero();
        assertThat(said().getLast()).contains("\"message\":\"Stopped: every request was answered\"");
        assertThat(said()).allMatch(line -> line.startsWith("{\"time\":\"") && line.endsWith("}"));
        assertThat(said())
                .anyMatch(line -> line.contains("\"route\":\"/\",\"status\":200,")
                        && line.contains("\"result\":\"INSTALL_ERROR\"")
                        && !line.contains("slow"));
    }

    @Test
    @Timeout(180)
    void whatIsCutOffShowsInTheExitCode() throws Exception {
        serve("--grace", "0");
        Future<String> slow = askedOfTheSlowIndex();
        server.destroy();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(143);
        assertThatThrownBy(() -> assertThat(slow.get(60, TimeUnit.SECONDS)).startsWith("HTTP/1.1 200"))
                .isInstanceOfAny(AssertionError.class, ExecutionException.class);
    }

    @Test
    @Timeout(180)
    void whoHangsUpBeforeARequestIsThereIsNotLogged() throws Exception {
        serve("--log-requests", "faults");
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoLinger(i % 2 == 0, 0);
                String part = "GET / HTTP/1.1\r\nHost: loc".substring(0, i % 25);
                socket.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
            }
        }
        assertThat(get("/health/live")).isEqualTo("HTTP/1.1 200");
        server.destroy();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said()).noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    }

    @Test
    @Timeout(180)
    void aSecondSignalEndsItAtOnce() throws Exception {
        serve("--drain-wait", "10m", "--grace", "10m");
        server.destroy();
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> get("/health/ready"), "HTTP/1.1 503"::equals);
        assertThat(server.isAlive()).isTrue();
        server.destroy();
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(143);
    }
}
