package org.compatserver.index;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy an address is reached through: pip's {@code proxy} for all of them, else {@code HTTPS_PROXY}, {@code HTTP_PROXY} (by the address's scheme) or
 * {@code ALL_PROXY}, except for hosts of {@code NO_PROXY}; of each the lower-case name first, as pip's HTTP library does.
 */
public final class ProxyRules {
    /** No proxy. */
    public static final ProxyRules NONE = new ProxyRules(null, Map.of());

    private final @Nullable String forAll;
    private final Map<String, String> environment;

    /**
     * Rules.
     *
     * @param forAll pip's {@code proxy} option; null when it is not set
     */
    public ProxyRules(@Nullable String forAll, Map<String, String> environment) {
        this.forAll = forAll;
        this.environment = Map.copyOf(environment);
    }

    /** pip's {@code proxy} option, for a child that is to go the same way; empty when it is not set. */
    public Optional<String> forAll() {
        return Optional.ofNullable(forAll);
    }

    /** The proxy's address, possibly with credentials; empty for a direct connection. */
    Optional<URI> proxyOf(URI address) {
        if (forAll != null) {
            return Optional.of(proxyAddress(forAll));
        }
        if (address.getHost() == null || isExempt(address, variable("no_proxy"))) {
            return Optional.empty();
        }
        String own = variable(Addresses.scheme(address) + "_proxy");
        String chosen = own.isEmpty() ? variable("all_proxy") : own;
        return chosen.isEmpty() ? Optional.empty() : Optional.of(proxyAddress(chosen));
    }

    private String variable(String name) {
        String lower = environment.getOrDefault(name, "").strip();
        return lower.isEmpty()
                ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "").strip()
                : lower;
    }

    private static URI proxyAddress(String text) {
        try {
            URI address = URI.create(text.contains("://") ? text : "http://" + text);
            if (address.getHost() == null) {
                throw new IllegalArgumentException("no host");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new IndexFault(
                    IndexFault.Kind.NOT_CONFIGURED,
                    "The proxy that is configured (pip's proxy, HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) is no address");
        }
    }

    /** Commas or blanks separate hosts; a host stands for itself and what ends in it; {@code *} for all; an IPv4 network may be given as a.b.c.d/n. */
    private static boolean isExempt(URI address, String noProxy) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        int port = address.getPort() < 0 ? Addresses.usualPort(Addresses.scheme(address)) : address.getPort();
        for (String entry : noProxy.toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            String name = entry.startsWith(".") ? entry.substring(1) : entry;
            if (name.isEmpty()) {
                continue;
            }
            if (name.equals("*")
                    || host.endsWith(name)
                    || (host + ":" + port).endsWith(name)
                    || Ipv4.contains(name, host)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "ProxyRules[hidden]";
    }

    /** Networks of IPv4 addresses. */
    private static final class Ipv4 {
        static boolean contains(String network, String host) {
            int slash = network.indexOf('/');
            if (slash < 0 || !host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")) {
                return false;
            }
            try {
                int bits = Integer.parseInt(network.substring(slash + 1));
                long mask = bits <= 0 ? 0 : -1L << (32 - Math.min(bits, 32));
                return (number(network.substring(0, slash)) & mask) == (number(host) & mask);
            } catch (NumberFormatException e) {
                return false;
            }
        }

        private static long number(String address) {
            long value = 0;
            for (String part : address.split("\\.", -1)) {
                value = value << 8 | Integer.parseInt(part);
            }
            return value;
        }
    }
}
