package org.compatserver.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Whose request it is that a proxy passes on: of X-Forwarded-For, to which each proxy appends whom it heard it from, as much is believed as trusted proxies wrote.
 * A client may write into it what it likes; only what stands left of the last address that is no trusted proxy's is its.
 */
record Forwarding(List<Network> proxies) {

    /**
     * The client's address.
     *
     * @param peer who is connected
     * @param forwarded the header's values, joined by commas; empty when there is none
     */
    InetAddress client(InetAddress peer, String forwarded) {
        InetAddress client = peer;
        String rest = forwarded;
        while (isTrusted(client) && !rest.isEmpty()) {
            int comma = rest.lastIndexOf(',');
            Optional<InetAddress> before = address(rest.substring(comma + 1).strip());
            if (before.isEmpty()) {
                return client;
            }
            client = before.get();
            rest = comma < 0 ? "" : rest.substring(0, comma);
        }
        return client;
    }

    private boolean isTrusted(InetAddress address) {
        for (Network proxy : proxies) {
            if (proxy.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /** Some proxies write a port behind it, and brackets around one of IPv6. */
    private static Optional<InetAddress> address(String text) {
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            return end < 0 ? Optional.empty() : Network.address(text.substring(1, end));
        }
        int colon = text.indexOf(':');
        return Network.address(colon > 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text);
    }
}
