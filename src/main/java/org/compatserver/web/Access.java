package org.compatserver.web;

import java.util.List;

/**
 * Who may do what.
 *
 * @param tokens one of which rounds need; empty where this machine may start and see them, and no other
 * @param tokenForAll whether checks need one, too
 * @param proxies whose word on where a request comes from is taken
 */
public record Access(List<String> tokens, boolean tokenForAll, List<Network> proxies) {
    public Access {
        tokens = List.copyOf(tokens);
        proxies = List.copyOf(proxies);
    }

    /** Tokens are secrets. */
    @Override
    public String toString() {
        return "Access[" + tokens.size() + " tokens]";
    }
}
