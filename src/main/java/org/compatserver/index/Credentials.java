package org.compatserver.index;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * User names and passwords by place, as pip finds them: those written in an index's address serve all addresses of the same scheme, host and port (the
 * longest common path wins); else netrc's entry for the host, else netrc's default. Nothing of it is ever printed.
 */
public final class Credentials {
    /** Nobody's. */
    public static final Credentials NONE = new Credentials(List.of(), Map.of());

    private final List<Place> places;
    private final Map<String, Login> netrc;

    Credentials(List<Place> places, Map<String, Login> netrc) {
        this.places = List.copyOf(places);
        this.netrc = Map.copyOf(netrc);
    }

    /** Who to be at this address; empty when nobody was named. */
    Optional<Login> at(URI address) {
        Place best = null;
        for (Place place : places) {
            if (Addresses.sameOrigin(place.address, address)
                    && (best == null || common(place.address, address) > common(best.address, address))) {
                best = place;
            }
        }
        if (best != null) {
            return Optional.of(best.login);
        }
        String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
        @Nullable Login login = netrc.get(host);
        return Optional.ofNullable(login != null ? login : netrc.get(Netrc.DEFAULT));
    }

    private static int common(URI one, URI other) {
        String a = String.valueOf(one.getRawPath());
        String b = String.valueOf(other.getRawPath());
        int length = 0;
        while (length < Math.min(a.length(), b.length()) && a.charAt(length) == b.charAt(length)) {
            length++;
        }
        return length;
    }

    @Override
    public String toString() {
        return "Credentials[" + places.size() + " of addresses, " + netrc.size() + " of netrc]";
    }

    /** A login that an address carried. */
    record Place(URI address, Login login) {}

    /** A user and a password. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[hidden]";
        }
    }
}
