package org.compatserver.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.compatserver.testing.AnsweringEngine;
import org.compatserver.testing.ScriptedEngine;
import org.compatserver.web.WebTestServer.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that cannot be answered, over HTTP, each with its exact reply. None of them reaches the engine. */
class BadInputTest {
    private static final String REQUIREMENTS = "package=six&python-version=3&";
    private static final AtomicInteger ASKED = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private static WebTestServer server;

    @BeforeAll
    static void start() {
        ScriptedEngine engine = ScriptedEngine.standard();
        server = new WebTestServer(new AnsweringEngine(question -> {
            ASKED.incrementAndGet();
            return engine.answer(question);
        }));
    }

    @AfterAll
    static void stop() {
        server.close();
        assertThat(ASKED).hasValue(0);
    }

    private static void assertRefused(Answer answer, int status, String body) {
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /                                        | Request must specify at least one 'package' parameter
            /?                                       | Request must specify at least one 'package' parameter
            /?python-version=3                       | Request must specify at least one 'package' parameter
            /?package=six                            | Request must specify 'python-version' parameter
            /?package=six&pyton=3                    | Unknown parameter 'pyton'. Did you mean 'python-version'?
            /?package=six&python_version=3           | Unknown parameter 'python_version'. Did you mean 'python-version'?
            /?package=six&color=red                  | Request must specify 'python-version' parameter
            /?packages=six&python-version=3          | Unknown parameter 'packages'. Did you mean 'package'?
            /?package=six&python-version=            | Request must specify 'python-version' parameter
            /?package=six&python-version=4           | Invalid Python version specified. Must be one of: 2, 3, 2.7, 3.6 to 3.15, or X.Y.Z of these
            /?package=six&python-version=3.5         | Invalid Python version specified. Must be one of: 2, 3, 2.7, 3.6 to 3.15, or X.Y.Z of these
            /?package=six&python-version=three       | Invalid Python version specified. Must be one of: 2, 3, 2.7, 3.6 to 3.15, or X.Y.Z of these
            /?package=six&python-version=3&as_of=x   | Unknown parameter 'as_of'. Did you mean 'as-of'?
            /?package=six&python-version=3&packages=x | Unknown parameter 'packages'. Did you mean 'package'?
            /?package=six&python-version=3&color=red | Unknown parameter 'color'.
            /?package=six&python-version=3&as-of=yesterday | Invalid value 'yesterday' of parameter 'as-of'. Must be a date such as 2026-11-20, or a time such as 2026-11-20T08:30:00Z
            /?package=six&python-version=3&pre=1     | Invalid value '1' of parameter 'pre'. Must be true or false
            /?package=six&python-version=3&strict=   | Invalid value '' of parameter 'strict'. Must be true or false
            /?package=six&python-version=3&since=2024 | Invalid value '2024' of parameter 'since'. Must be true or false
            /?package=six&python-version=3&explain=no | Invalid value 'no' of parameter 'explain'. Must be short or full
            /?package=six&python-version=3&engine=uv | Invalid value 'uv' of parameter 'engine'. Must be resolver or pip
            /?package=six&python-version=3&sources=x | Invalid value 'x' of parameter 'sources'. Must be static or wheels or build
            /?package=six&python-version=3&sources=build | sources=build needs the pip engine, which this version does not have yet
            /?package=six&python-version=3&platform=amiga | Invalid value 'amiga' of parameter 'platform'. Must be a wheel platform tag such as manylinux_2_41_x86_64, or linux, alpine, macos, windows, each also with -arm64
            /?package=six&python-version=3&python-version=2 | Parameter 'python-version' is given twice, with different values
            /?package=%zz&python-version=3           | The query is not percent-encoded UTF-8: package=%zz
            /?package=%ff&python-version=3           | The query is not percent-encoded UTF-8: package=%ff
            """)
    void queries(String target, String reply) throws IOException {
        assertRefused(server.get(target), 400, reply);
    }

    @Test
    void anEmptyPackage() throws IOException {
        assertRefused(
                server.get("/?package=&python-version=3"),
                400,
                "Package '' is not a valid requirement: A requirement starts with the name of a project: ASCII letters, digits,"
                        + " '-', '_' and '.'\n    \n    ^");
    }

    @Test
    void aRequirementThatDoesNotParseIsNamedWithThePlace() throws IOException {
        Answer answer = server.get("/?package=six&package=django%3E%3E5&python-version=3");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo(
                        "Package 'django>>5' is not a valid requirement: A version is expected after '>'\n    django>>5\n"
                                + "           ^");
    }

    @Test
    void aRequirementIsJudgedBeforeTheNumberOfPackagesAndThePython() throws IOException {
        assertThat(server.get("/?package=-&python-version=9").body())
                .startsWith("Package '-' is not a valid requirement");
    }

    @Test
    void nonAsciiNames() throws IOException {
        Answer answer = server.get("/?package=%D0%B4%D0%B6%D0%B0%D0%BD%D0%B3%D0%BE&python-version=3");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("Package 'джанго' is not a valid requirement: ")
                .endsWith("\n    джанго\n    ^");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            x%20@%20https://files.example/x-1.0-py3-none-any.whl
            x%20%40%20git%2Bhttps%3A%2F%2Ffiles.example%2Fx
            x@file:///etc/passwd
            """)
    void anAddressIsRefusedAndNothingFetched(String encoded) throws IOException {
        Answer answer = server.get("/?package=" + encoded + "&python-version=3");
        String text = java.net.URLDecoder.decode(encoded, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .startsWith("Package '" + text.replace("git ", "git+") + "' names an address, and no"
                        + " address that a request names is fetched; ask for the project by its name");
    }

    @Test
    void markupIsTextAndNeverAPage() throws IOException {
        Answer answer = server.get("/?package=%3Cscript%3Ealert(1)%3C/script%3E&python-version=3", "text/html");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void tenThousandPackagesInTheQueryAreTooLong() throws IOException {
        assertRefused(
                server.get("/?" + "package=a&".repeat(10_000) + "python-version=3"),
                414,
                "The address is longer than 64 KB; ask with POST, which takes up to 1 MB");
    }

    @Test
    void tenThousandPackagesInABodyAreTooMany() throws IOException {
        String packages = "\"a\",".repeat(9_999) + "\"a\"";
        assertRefused(
                server.post("{\"packages\": [" + packages + "], \"python-version\": \"3\"}", "*/*"),
                400,
                "Request must specify at most 100 packages, not 10000");
    }

    @Test
    void hundredAndOnePackagesAreTooMany() throws IOException {
        assertRefused(
                server.get("/?" + "package=a&".repeat(101) + "python-version=3"),
                400,
                "Request must specify at most 100 packages, not 101");
    }

    @Test
    void aMegabyteOfQuery() throws IOException {
        assertRefused(
                server.get("/?package=" + "a".repeat(1_000_000) + "&python-version=3"),
                414,
                "The address is longer than 64 KB; ask with POST, which takes up to 1 MB");
    }

    @Test
    void aBodyOfMoreThanAMegabyte() throws IOException {
        assertRefused(
                server.post("[" + " ".repeat(1_000_000) + "]", "*/*"), 413, "The request's body is larger than 1 MB");
    }

    @Test
    void deepJson() throws IOException {
        assertRefused(
                server.post("[".repeat(100_000), "*/*"),
                400,
                "Invalid JSON payload: it is nested too deeply; a question is one object, a batch one array of such"
                        + " objects");
        assertRefused(
                server.post("{\"packages\": [" + "9".repeat(5_000) + "]}", "*/*"),
                400,
                "Invalid JSON payload: a number in it is too long");
    }

    @Test
    void aQueryBesideABody() throws IOException {
        String body = "{\"packages\": [\"six\"], \"python-version\": \"3\"}";
        assertRefused(
                server.send("POST /?package=Django HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body),
                400,
                "A question that is sent with POST stands in the body; leave out what follows '?'");
    }

    @Test
    void aWrongMethod() throws IOException {
        Answer answer = server.method("PUT", "/?package=six&python-version=3");
        assertRefused(answer, 405, "Method not allowed; use GET or POST");
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                     | Invalid JSON payload: it ends too early (line 1, column 2)
            {packages: []}        | Invalid JSON payload: Unexpected character ('p' (code 112)): was expecting double-quote to start property name (line 1, column 2)
            {"packages": [], "packages": []} | Invalid JSON payload: Duplicate Object property "packages" (line 1, column 28)
            3                     | Invalid JSON payload: a question is an object, a batch an array of such objects
            {} {}                 | Invalid JSON payload: something follows its end (line 1, column 4)
            {"packages": "six"}   | Invalid JSON payload: 'packages' must be an array of texts
            {"packages": [3]}     | Invalid JSON payload: 'packages' must be an array of texts
            {"packages": ["six"], "python-version": 3} | Invalid JSON payload: 'python-version' must be a text
            {"packages": ["six"], "pre": "true"} | Invalid JSON payload: 'pre' must be true or false
            {"packages": ["six"], "python-version": "3", "python_version": "3"} | Unknown parameter 'python_version'. Did you mean 'python-version'?
            {"package": ["six"], "python-version": "3"} | Unknown parameter 'package'. Did you mean 'packages'?
            {"Packages": ["six"], "python-version": "3"} | Unknown parameter 'Packages'. Did you mean 'packages'?
            {"packages": ["six"], "python_version": "3"} | Unknown parameter 'python_version'. Did you mean 'python-version'?
            {"packages": ["six"], "python": "3"} | Unknown parameter 'python'. Did you mean 'python-version'?
            {"python-version": "3"} | Request must specify at least one 'package' parameter
            {"packages": ["six"]} | Request must specify 'python-version' parameter
            """)
    void bodies(String body, String reply) throws IOException {
        assertRefused(server.post(body, "*/*"), 400, reply);
    }

    @Test
    void anEmptyBody() throws IOException {
        assertRefused(server.post("", "*/*"), 400, "Invalid JSON payload: it is empty");
    }

    @Test
    void aBatchOfMoreThanAThousand() throws IOException {
        assertRefused(
                server.post("[" + "{},".repeat(1_000) + "{}]", "*/*"),
                400,
                "Invalid JSON payload: a batch holds at most 1,000 questions, not 1001");
    }

    @Test
    void problemDetailsWhereTheClientAsksForJson() throws IOException {
        Answer answer = server.get("/?" + REQUIREMENTS + "as_of=x", "application/json");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"Unknown parameter 'as_of'. Did you mean 'as-of'?\"}");
    }
}
