package org.compatserver.index;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the network is reached.
 *
 * @param authorities a file or folder of PEM certificates, the only authorities to trust; null for those that Java knows
 * @param trustedHosts {@code host} or {@code host:port} whose certificate is not checked (pip's {@code trusted-host})
 */
public record NetworkConfiguration(
        Credentials credentials,
        ProxyRules proxies,
        @Nullable Path authorities,
        Set<String> trustedHosts) {
    /** Straight, as nobody. */
    public static final NetworkConfiguration DIRECT =
            new NetworkConfiguration(Credentials.NONE, ProxyRules.NONE, null, Set.of());

    public NetworkConfiguration {
        trustedHosts = Set.copyOf(trustedHosts);
    }
}
