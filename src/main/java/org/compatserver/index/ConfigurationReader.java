package org.compatserver.index;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.compatserver.index.IndexFault.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where packages come from. The index: the flag, {@code COMPAT_INDEX_URL}, {@code PIP_INDEX_URL}, {@code index-url} of pip's configuration files, else
 * what the installed pip takes when nobody names one. The rest as {@code pip install} would: flags add to what pip is configured with.
 */
public final class ConfigurationReader {
    private final Surroundings surroundings;
    private final PipConfiguration pip;
    private final List<Credentials.Place> places = new ArrayList<>();

    private ConfigurationReader(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.pip = PipConfiguration.read(surroundings);
    }

    /**
     * What the command line says.
     *
     * @param indexUrl empty when it says nothing
     */
    public record Flags(Optional<String> indexUrl, List<String> extraIndexUrls, List<String> findLinks) {
        public static final Flags NONE = new Flags(Optional.empty(), List.of(), List.of());

        public Flags {
            extraIndexUrls = List.copyOf(extraIndexUrls);
            findLinks = List.copyOf(findLinks);
        }

        @Override
        public String toString() {
            return "Flags[hidden]";
        }
    }

    /**
     * Reads the configuration.
     *
     * @param installedPip what the installed pip uses when nobody names an index; asked only then
     * @throws IndexFault NOT_CONFIGURED if no index is known, or what is configured cannot be understood
     */
    public static IndexConfiguration read(
            Flags flags, Surroundings surroundings, Supplier<Optional<String>> installedPip) {
        return new ConfigurationReader(surroundings).read(flags, installedPip);
    }

    /** What names the index where no flag does: a variable, or a file of pip's; empty where nothing does, so that the installed pip is asked. */
    public static Optional<String> indexOrigin(Surroundings surroundings) {
        return surroundings
                .variable("COMPAT_INDEX_URL")
                .map(any -> "COMPAT_INDEX_URL")
                .or(() -> PipConfiguration.read(surroundings)
                        .option("index-url", "pypi-url")
                        .map(PipConfiguration.Option::origin));
    }

    private IndexConfiguration read(Flags flags, Supplier<Optional<String>> installedPip) {
        List<URI> findLinks = findLinks(flags);
        List<URI> indexes = indexes(flags, findLinks, installedPip);
        NetworkConfiguration network = new NetworkConfiguration(
                new Credentials(places, netrc()), proxies(), authorities().orElse(null), trustedHosts());
        return new IndexConfiguration(indexes, findLinks, network, timeout());
    }

    private List<URI> indexes(Flags flags, List<URI> findLinks, Supplier<Optional<String>> installedPip) {
        boolean named = flags.indexUrl().isPresent()
                || surroundings.variable("COMPAT_INDEX_URL").isPresent();
        boolean none = !named
                && pip.option("no-index").map(PipConfiguration.Option::isOn).orElse(false);
        if (none && findLinks.isEmpty()) {
            throw new IndexFault(
                    Kind.NOT_CONFIGURED, "pip is told to use no index (no-index), and no place of links either");
        }
        if (none) {
            return List.of();
        }
        List<URI> indexes = new ArrayList<>();
        indexes.add(index(flags, installedPip));
        pip.option("extra-index-url")
                .ifPresent(option -> option.values().forEach(text -> indexes.add(address(text, option.origin()))));
        words("COMPAT_EXTRA_INDEX_URL").forEach(text -> indexes.add(address(text, "COMPAT_EXTRA_INDEX_URL")));
        flags.extraIndexUrls().forEach(text -> indexes.add(address(text, "--extra-index-url")));
        return indexes.stream().distinct().toList();
    }

    private URI index(Flags flags, Supplier<Optional<String>> installedPip) {
        if (flags.indexUrl().isPresent()) {
            return address(flags.indexUrl().get(), "--index-url");
        }
        Optional<String> ours = surroundings.variable("COMPAT_INDEX_URL");
        if (ours.isPresent()) {
            return address(ours.get(), "COMPAT_INDEX_URL");
        }
        Optional<PipConfiguration.Option> pips = pip.option("index-url", "pypi-url");
        if (pips.isPresent()) {
            return address(pips.get().value(), pips.get().origin());
        }
        return installedPip
                .get()
                .map(text -> address(text, "the installed pip"))
                .orElseThrow(() -> new IndexFault(
                        Kind.NOT_CONFIGURED, "No package index is known: install pip, or pass --index-url URL"));
    }

    private List<URI> findLinks(Flags flags) {
        List<URI> links = new ArrayList<>();
        pip.option("find-links")
                .ifPresent(option -> option.values().forEach(text -> links.add(placeOfLinks(text, option.origin()))));
        words("COMPAT_FIND_LINKS").forEach(text -> links.add(placeOfLinks(text, "COMPAT_FIND_LINKS")));
        flags.findLinks().forEach(text -> links.add(placeOfLinks(text, "--find-links")));
        return links.stream().distinct().toList();
    }

    private List<String> words(String variable) {
        return surroundings
                .variable(variable)
                .map(value -> new PipConfiguration.Option(value, variable).values())
                .orElse(List.of());
    }

    private URI placeOfLinks(String text, String origin) {
        return text.contains("://") || text.startsWith("file:") ? address(text, origin) : local(text, origin);
    }

    private URI address(String text, String origin) {
        if (!text.contains(":") || text.matches("[A-Za-z]:[\\\\/].*")) {
            // pip takes a folder for an index, too
            URI folder = local(text, origin);
            if (!Files.isDirectory(LocalFiles.path(folder))) {
                throw new IndexFault(
                        Kind.NOT_CONFIGURED,
                        "What " + origin
                                + " says is neither an http, https or file address of a package index nor a folder");
            }
            return folder;
        }
        IndexAddress parsed = IndexAddress.parse(text, origin);
        if (parsed.login() != null) {
            places.add(new Credentials.Place(parsed.address(), parsed.login()));
        }
        return parsed.address();
    }

    private URI local(String text, String origin) {
        try {
            String path =
                    surroundings.path(text.strip()).toAbsolutePath().normalize().toString();
            return new URI("file", "", path.startsWith("/") ? path : "/" + path.replace('\\', '/'), null);
        } catch (InvalidPathException | URISyntaxException e) {
            throw new IndexFault(Kind.NOT_CONFIGURED, "What " + origin + " says is neither an address nor a path", e);
        }
    }

    /** NETRC, else {@code ~/.netrc}, else {@code ~/_netrc}. */
    private Map<String, Credentials.Login> netrc() {
        Map<String, Credentials.Login> logins = new HashMap<>();
        List<Path> files = surroundings
                .variable("NETRC")
                .map(path -> List.of(surroundings.path(path)))
                .orElse(List.of(
                        surroundings.home().resolve(".netrc"),
                        surroundings.home().resolve("_netrc")));
        for (Path file : files) {
            Optional<String> text = surroundings.files().apply(file);
            if (text.isPresent()) {
                logins.putAll(Netrc.parse(text.get()));
                break;
            }
        }
        return logins;
    }

    private ProxyRules proxies() {
        @Nullable
        String proxy = pip.option("proxy").map(PipConfiguration.Option::value).orElse(null);
        Map<String, String> variables = new HashMap<>();
        for (String name : List.of("https_proxy", "http_proxy", "all_proxy", "no_proxy")) {
            for (String spelled : List.of(name, name.toUpperCase(Locale.ROOT))) {
                surroundings.variable(spelled).ifPresent(value -> variables.put(spelled, value));
            }
        }
        return new ProxyRules(proxy, variables);
    }

    /** pip's own setting, else those of its HTTP library, else those of its TLS library. */
    private Optional<Path> authorities() {
        return pip.option("cert")
                .map(PipConfiguration.Option::value)
                .or(() -> surroundings.variable("REQUESTS_CA_BUNDLE"))
                .or(() -> surroundings.variable("CURL_CA_BUNDLE"))
                .or(() -> surroundings.variable("SSL_CERT_FILE"))
                .or(() -> surroundings.variable("SSL_CERT_DIR"))
                .map(surroundings::path);
    }

    private Set<String> trustedHosts() {
        Set<String> hosts = new HashSet<>();
        pip.option("trusted-host")
                .ifPresent(option -> option.values().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT))));
        return hosts;
    }

    private Optional<Duration> timeout() {
        return pip.option("timeout", "default-timeout").map(option -> {
            try {
                long millis = Math.round(Double.parseDouble(option.value()) * 1000);
                return Duration.ofMillis(Math.clamp(millis, 1000, 3_600_000));
            } catch (NumberFormatException e) {
                throw new IndexFault(
                        Kind.NOT_CONFIGURED, "What " + option.origin() + " says is no number of seconds", e);
            }
        });
    }
}
