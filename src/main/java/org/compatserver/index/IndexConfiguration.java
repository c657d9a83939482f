package org.compatserver.index;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where packages come from.
 *
 * @param indexes the index first, then the extra ones; without credentials; empty when only places of links count
 * @param findLinks pages, folders and single files of links
 * @param timeout pip's {@code timeout}; empty when it is not set
 */
public record IndexConfiguration(
        List<URI> indexes, List<URI> findLinks, NetworkConfiguration network, Optional<Duration> timeout) {
    public IndexConfiguration {
        indexes = List.copyOf(indexes);
        findLinks = List.copyOf(findLinks);
    }

    /** An address with the credentials for it, for a program that is started on our behalf; never to be shown. */
    public String withCredentials(URI address) {
        return network.credentials()
                .at(address)
                .filter(login -> Addresses.isHttp(address))
                .map(login ->
                        address.getScheme() + "://" + encoded(login.user()) + ":" + encoded(login.password()) + "@"
                                + address.getRawAuthority()
                                + address.toString()
                                        .substring((address.getScheme() + "://" + address.getRawAuthority()).length()))
                .orElse(address.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The usual settings, with pip's time-out where one is set. */
    public HttpSettings httpSettings() {
        return timeout.map(HttpSettings.DEFAULT::withRead).orElse(HttpSettings.DEFAULT);
    }
}
