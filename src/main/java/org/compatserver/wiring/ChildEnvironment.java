package org.compatserver.wiring;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.compatserver.index.IndexConfiguration;

/**
 * The environment of a pip or uv that is to ask the index that we ask, and to have no settings of anybody's: the variables of this process without theirs and
 * Python's, and the way to the index in variables of their own. (In variables, since every user of a machine sees what a command is started with.)
 */
final class ChildEnvironment {
    private static final List<String> SETTINGS =
            List.of("PIP_", "UV_", "PYTHON", "COMPAT_", "VIRTUAL_ENV", "CONDA_", "__PYVENV");

    private ChildEnvironment() {}

    static Map<String, String> of(Map<String, String> own, IndexConfiguration configuration) {
        Map<String, String> result = new HashMap<>();
        own.forEach((name, value) -> {
            if (SETTINGS.stream().noneMatch(name::startsWith)) {
                result.put(name, value);
            }
        });
        result.put("PYTHONNOUSERSITE", "1");
        result.put("PIP_CONFIG_FILE", nullDevice());
        result.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
        result.put("UV_NO_CONFIG", "1");
        addIndex(result, configuration);
        addNetwork(result, configuration);
        return result;
    }

    private static String nullDevice() {
        return File.separatorChar == '\\' ? "nul" : "/dev/null";
    }

    private static void addIndex(Map<String, String> result, IndexConfiguration configuration) {
        List<URI> indexes = configuration.indexes();
        if (indexes.isEmpty()) {
            result.put("PIP_NO_INDEX", "1");
            result.put("UV_NO_INDEX", "1");
        } else {
            String first = configuration.withCredentials(indexes.getFirst());
            result.put("PIP_INDEX_URL", first);
            result.put("UV_DEFAULT_INDEX", first);
        }
        if (indexes.size() > 1) {
            String extra =
                    indexes.stream().skip(1).map(configuration::withCredentials).collect(Collectors.joining(" "));
            result.put("PIP_EXTRA_INDEX_URL", extra);
            result.put("UV_INDEX", extra);
        }
        if (!configuration.findLinks().isEmpty()) {
            List<String> places = configuration.findLinks().stream()
                    .map(configuration::withCredentials)
                    .toList();
            result.put("PIP_FIND_LINKS", String.join(" ", places));
            result.put("UV_FIND_LINKS", String.join(",", places));
        }
    }

    private static void addNetwork(Map<String, String> result, IndexConfiguration configuration) {
        Path authorities = configuration.network().authorities();
        if (authorities != null) {
            result.put("PIP_CERT", authorities.toString());
            result.putIfAbsent("SSL_CERT_FILE", authorities.toString());
        }
        if (!configuration.network().trustedHosts().isEmpty()) {
            String hosts = String.join(" ", configuration.network().trustedHosts());
            result.put("PIP_TRUSTED_HOST", hosts);
            result.put("UV_INSECURE_HOST", hosts);
        }
        configuration.timeout().ifPresent(timeout -> {
            result.put("PIP_DEFAULT_TIMEOUT", String.valueOf(timeout.toSeconds()));
            result.put("UV_HTTP_TIMEOUT", String.valueOf(timeout.toSeconds()));
        });
        configuration.network().proxies().forAll().ifPresent(proxy -> {
            result.put("PIP_PROXY", proxy);
            // uv has no such option of its own, and pip's wins over these
            result.put("ALL_PROXY", proxy);
            List.of("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
                    .forEach(result::remove);
        });
    }
}
