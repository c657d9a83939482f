package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.compatserver.index.Credentials;
import org.compatserver.index.IndexConfiguration;
import org.compatserver.index.NetworkConfiguration;
import org.compatserver.index.ProxyRules;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a pip or uv that is started for comparison goes the way to the index that we go, and has nobody's settings. */
class ChildEnvironmentTest {
    private static final List<URI> INDEX = List.of(URI.create("https://index.example/simple/"));

    private static Map<String, String> environment(Map<String, String> own, ProxyRules proxies) {
        NetworkConfiguration network =
                new NetworkConfiguration(Credentials.NONE, proxies, null, Set.of("index.example"));
        return ChildEnvironment.of(own, new IndexConfiguration(INDEX, List.of(), network, Optional.empty()));
    }

    @Test
    void settingsOfPipUvAndPythonStayBehindAndTheIndexIsOurs() {
        Map<String, String> own = Map.of(
                "PATH", "/bin", "PIP_PRE", "1", "PYTHONPATH", "/x", "UV_INDEX", "other", "COMPAT_OFFLINE", "true");
        assertThat(environment(own, ProxyRules.NONE))
                .containsEntry("PATH", "/bin")
                .containsEntry("PIP_INDEX_URL", "https://index.example/simple/")
                .containsEntry("UV_DEFAULT_INDEX", "https://index.example/simple/")
                .containsEntry("PIP_TRUSTED_HOST", "index.example")
                .doesNotContainKeys("PIP_PRE", "PYTHONPATH", "UV_INDEX", "COMPAT_OFFLINE", "PIP_PROXY", "ALL_PROXY");
    }

    @Test
    void aProxyOfPipsOwnConfigurationReachesBothAndWins() {
        Map<String, String> own = Map.of("https_proxy", "http://other.example:1", "NO_PROXY", "index.example");
        assertThat(environment(own, new ProxyRules("http://proxy.example:3128", own)))
                .containsEntry("PIP_PROXY", "http://proxy.example:3128")
                .containsEntry("ALL_PROXY", "http://proxy.example:3128")
                .doesNotContainKeys("https_proxy", "NO_PROXY");
    }

    @Test
    void proxiesOfTheEnvironmentStay() {
        Map<String, String> own = Map.of("https_proxy", "http://other.example:1", "NO_PROXY", "localhost");
        assertThat(environment(own, new ProxyRules(null, own))).containsAllEntriesOf(own);
    }
}
