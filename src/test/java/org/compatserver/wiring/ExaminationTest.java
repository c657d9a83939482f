package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.compatserver.cli.Finding;
import org.compatserver.cli.Settings;
import org.compatserver.pep.target.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: what the doctor finds on this machine. */
class ExaminationTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Map<String, Finding> found(@Nullable String index, Map<String, String> more, int port) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", folder.toString(), "PATH", ""));
        environment.put("PIP_CONFIG_FILE", "/dev/null");
        environment.putAll(more);
        Settings settings = new Settings(
                index,
                List.of(),
                List.of(),
                null,
                false,
                null,
                folder.resolve("cache"),
                folder.resolve("data"),
                13,
                Platform.DEFAULT,
                environment);
        Map<String, Finding> found = new HashMap<>();
        new Program().examine(settings, port).forEach(finding -> found.put(finding.what(), finding));
        return found;
    }

    private static String said(Map<String, Finding> found, String what) {
        Finding finding = found.get(what);
        return finding == null ? "nothing" : finding.state() + " " + finding.found();
    }

    @Test
    void anIndexThatAnswersIsNamedWithItsOriginAndWithoutCredentials() throws IOException {
        try (MockWebServer index = new MockWebServer()) {
            index.start();
            index.enqueue(new MockResponse.Builder().code(404).build());
            String address = index.url("/simple/").toString().replace("http://", "http://user:hidden@");
            Map<String, Finding> found =
                    found(null, Map.of("PIP_INDEX_URL", address, "HTTPS_PROXY", "http://x:y@p"), 0);
            assertThat(said(found, "index")).startsWith("OK [http://").endsWith("/simple/], from PIP_INDEX_URL");
            assertThat(said(found, "reachable")).startsWith("OK yes, a page in ");
            assertThat(said(found, "proxy")).isEqualTo("OK HTTPS_PROXY");
            assertThat(found.values().toString()).doesNotContain("hidden").doesNotContain("x:y");
        }
    }

    @Test
    void anIndexThatDoesNotAnswerIsAProblem() {
        Map<String, Finding> found = found("http://127.0.0.1:1/simple/", Map.of(), 0);
        assertThat(said(found, "index")).endsWith(", from --index-url");
        assertThat(said(found, "reachable")).startsWith("PROBLEM ");
    }

    @Test
    void noIndexAndNoPipIsAProblem() {
        assertThat(said(found(null, Map.of(), 0), "index")).startsWith("PROBLEM No package index is known");
    }

    @Test
    void authoritiesThatAreNotThereAreAProblem() {
        Map<String, Finding> found = found(
                "http://127.0.0.1:1/simple/",
                Map.of("PIP_CERT", folder.resolve("none.pem").toString()),
                0);
        assertThat(said(found, "certificates")).startsWith("PROBLEM ").endsWith("none.pem cannot be read");
    }

    @Test
    void foldersTheSnapshotAndThePort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[4]))) {
            Map<String, Finding> found = found("http://127.0.0.1:1/simple/", Map.of(), taken.getLocalPort());
            assertThat(said(found, "port")).startsWith("WARNING " + taken.getLocalPort() + " cannot be had: ");
            assertThat(said(found, "Java")).startsWith("OK " + Runtime.version());
            assertThat(said(found, "cache folder"))
                    .endsWith(": 0 pages, metadata of 0 files, 0 files of compiled pages");
            assertThat(said(found, "data folder")).endsWith(": no rounds yet");
            assertThat(said(found, "shipped snapshot")).matches("OK of 20.*Z, [0-9]+ projects");
        }
    }
}
