package org.compatserver.index;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.compatserver.index.Credentials.Login;
import org.jspecify.annotations.Nullable;

/**
 * An address as a user writes it, its credentials taken out of it.
 *
 * @param address without user information, so that it may be shown
 * @param login null when the address carries none
 */
record IndexAddress(URI address, @Nullable Login login) {

    /**
     * Reads an address.
     *
     * @param origin where the text was found, for the message
     * @throws IndexFault NOT_CONFIGURED if it is none
     */
    static IndexAddress parse(String text, String origin) {
        try {
            URI given = new URI(text.strip());
            String scheme = Addresses.scheme(given);
            if (scheme.equals("file")) {
                return new IndexAddress(given, null);
            }
            if (!Addresses.isHttp(given) || given.getHost() == null) {
                throw notAnAddress(origin);
            }
            String bare = scheme + "://" + given.getRawAuthority().substring(userInfoLength(given))
                    + Optional.ofNullable(given.getRawPath()).orElse("")
                    + (given.getRawQuery() == null ? "" : "?" + given.getRawQuery());
            String user = given.getRawUserInfo();
            return new IndexAddress(new URI(bare), user == null ? null : login(user));
        } catch (URISyntaxException e) {
            // without the cause: its message repeats the text, which may hold a password
            throw notAnAddress(origin);
        }
    }

    private static int userInfoLength(URI address) {
        return address.getRawUserInfo() == null ? 0 : address.getRawUserInfo().length() + 1;
    }

    /** A user and a password written as {@code user:password}, either percent-encoded. */
    static Login login(String userInfo) {
        int colon = userInfo.indexOf(':');
        return colon < 0
                ? new Login(Addresses.decoded(userInfo), "")
                : new Login(
                        Addresses.decoded(userInfo.substring(0, colon)),
                        Addresses.decoded(userInfo.substring(colon + 1)));
    }

    private static IndexFault notAnAddress(String origin) {
        return new IndexFault(
                IndexFault.Kind.NOT_CONFIGURED,
                "What " + origin + " says is no http, https or file address of a package index");
    }
}
