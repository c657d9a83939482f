package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.compatserver.cli.CommandLineFace;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;
import org.compatserver.index.HttpSettings;
import org.compatserver.pep.target.Platform;
import org.compatserver.wire.Problem;
import org.compatserver.wiring.BrokenIndex.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FEATURE UNDER TEST: the program as it is built for users, before an index in trouble. No trouble becomes a verdict; the message says what, where and who can act,
 * and no credentials; nothing is stored; when the index is well again, the next question is answered.
 */
class IndexFaultsOfTheWholeProgramTest {
    private final BrokenIndex index = new BrokenIndex();

    // A page that was fetched ahead may still be being kept when all is over.
    @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void stop() {
        index.close();
    }

    /** PAGE and FILE stand for addresses without credentials, WHEEL for the file's name. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            RESET                     | PAGE broke off its answer (
            TRUNCATED                 | PAGE broke off its answer (unexpected end of stream); try again later, or ask whoever runs the index
            CUT_OFF_WITHOUT_LENGTH    | PAGE is no whole JSON text; check the index's address, or ask whoever runs it
            STATUS_500                | PAGE answered 500; try again later, or ask whoever runs the index
            STATUS_503_SOON           | PAGE answered 503; try again later, or ask whoever runs the index
            STATUS_503_TOMORROW       | PAGE answered 503 and asks to wait 86400 s; try again then
            STATUS_401                | PAGE answered 401; check the credentials in the index's address or in netrc
            SLOW                      | PAGE did not answer in time; try again later, or ask whoever runs the index
            WRONG_CONTENT_TYPE        | PAGE has the content type 'image/png', which no project page has; check the index's address, or ask whoever runs it
            REDIRECT_LOOP             | PAGE was redirected more than 10 times; whoever runs the index must look
            HUNDRED_MEGABYTES         | PAGE is longer than the 67108864 bytes that are read of it; whoever runs the index must look
            WHEEL_LIES                | What the index sent as WHEEL is broken: The central directory names a wrong place for demo-1.0.dist-info/METADATA; whoever runs the index must look
            WHEEL_LIES_UNDER_ITS_HASH | WHEEL is broken, though it has the hash that the index promises: The central directory names a wrong place for demo-1.0.dist-info/METADATA; whoever published it must look
            WHEEL_IS_ANOTHER          | WHEEL is not the file that the index promises
            WHEEL_IS_CUT_OFF          | FILE broke off its answer (unexpected end of stream); try again later, or ask whoever runs the index
            WHEEL_IS_NOT_THERE        | The index lists WHEEL, but the file is not there; whoever runs the index must look
            WHEEL_500                 | FILE answered 500; try again later, or ask whoever runs the index
            """)
    void noTroubleBecomesAVerdict(Trouble trouble, String expected) throws Exception {
        String message = expected.replace("PAGE", index.shownPage())
                .replace("FILE", index.shownFile())
                .replace("WHEEL", BrokenIndex.WHEEL);
        index.trouble = trouble;
        asACommand(message);
        asACommandInJson(message);
        assertNothingIsStored(trouble);
        try (Services services = open("server");
                Services.Serving serving = Served.by(services, 0)) {
            overHttp(serving.port(), message);
            index.trouble = null;
            assertThat(get(serving.port(), "*/*").statusCode()).isEqualTo(200);
            assertThat(get(serving.port(), "*/*").body()).contains("\"result\":\"SUCCESS\"", "demo==1.0");
        }
        assertThat(run("check", "demo").code()).isZero();
    }

    @Test
    void inABatchAFaultIsAProblemInItsPlaceAndTheOthersAreAnswered() throws Exception {
        index.trouble = Trouble.STATUS_500;
        String batch = """
                [{"packages": ["nowhere"], "python-version": "3"},
                 {"packages": ["demo"], "python-version": "3"},
                 {"packages": ["nowhere", "nowhere-else"], "python-version": "3"}]
                """;
        try (Services services = open("server");
                Services.Serving serving = Served.by(services, 0);
                HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + serving.port() + "/");
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .POST(BodyPublishers.ofString(batch))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .matches(
                            "\\[\\{\"result\":\"INSTALL_ERROR\".*},\\{\"type\":\"about:blank\",\"title\":\"The package index failed\",\"status\":502,"
                                    + "\"detail\":\"" + index.shownPage()
                                    + " answered 500;[^}]*},\\{\"result\":\"INSTALL_ERROR\".*]");
        }
    }

    private void asACommand(String message) {
        Ran ran = run("check", "demo");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("compat: ").contains(message).doesNotContain(BrokenIndex.SECRET);
    }

    private void asACommandInJson(String message) {
        Ran ran = run("check", "demo", "--json");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("\"title\" : \"The package index failed\"", "\"status\" : 502", message)
                .doesNotContain(BrokenIndex.SECRET, "\"result\"");
    }

    private void overHttp(int port, String message) throws Exception {
        HttpResponse<String> json = get(port, "application/json");
        assertThat(json.statusCode()).isEqualTo(502);
        assertThat(json.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(json.headers().firstValue("Retry-After")).isPresent();
        assertThat(json.body()).contains(message).doesNotContain(BrokenIndex.SECRET, "\"result\"");
        HttpResponse<String> text = get(port, "*/*");
        assertThat(text.statusCode()).isEqualTo(502);
        assertThat(text.body()).contains(message).doesNotContain(BrokenIndex.SECRET);
    }

    /** A page that was understood may be kept although a file on it is broken; what is wrong never. */
    private void assertNothingIsStored(Trouble trouble) throws IOException {
        boolean pageIsSound = trouble.name().startsWith("WHEEL");
        List<String> kept = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !pageIsSound || !file.contains("pages") && !file.contains(".project"))
                    .forEach(kept::add);
        }
        assertThat(kept).isEmpty();
    }

    private static HttpResponse<String> get(int port, String accept) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + port + "/?package=demo&python-version=3");
            return client.send(
                    HttpRequest.newBuilder(address).header("Accept", accept).build(), BodyHandlers.ofString());
        }
    }

    /** What a command printed, and its exit code. */
    private record Ran(int code, String out, String err) {}

    private Ran run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = CommandLineFace.run(
                arguments,
                settings -> Wiring.open(settings, this::hasty),
                Map.of(
                        "COMPAT_INDEX_URL", index.indexUrl(),
                        "COMPAT_CACHE_DIR", folder.resolve("command").toString(),
                        "COMPAT_MAX_AGE", "0"),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Services open(String cache) throws Services.ConfigurationProblem {
        Settings settings = new Settings(
                index.indexUrl(),
                List.of(),
                List.of(),
                null,
                false,
                Duration.ZERO,
                folder.resolve(cache),
                null,
                13,
                Platform.DEFAULT,
                Map.of());
        return Wiring.open(settings, this::hasty);
    }

    /** Waits so short that a test of faults takes milliseconds; for an answer only where the index is to be too slow. */
    private HttpSettings hasty(HttpSettings usual) {
        return new HttpSettings(
                usual.connect(),
                index.trouble == Trouble.SLOW ? Duration.ofMillis(400) : usual.read(),
                usual.page(),
                usual.file(),
                new HttpSettings.Retries(1, Duration.ofMillis(2), Duration.ofSeconds(2)),
                Duration.ofMillis(1),
                usual.concurrentRequests());
    }
}
