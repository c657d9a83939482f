package org.compatserver.index;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What is done with addresses: resolving, comparing, showing without secrets. */
final class Addresses {
    private Addresses() {}

    /** The address as messages and logs may show it: without credentials, query (it may hold a token) and fragment. */
    static String shown(URI address) {
        if (address.getHost() == null) {
            return address.getScheme() + ":" + String.valueOf(address.getRawPath());
        }
        return origin(address) + String.valueOf(address.getRawPath());
    }

    /** Scheme, host and port. */
    static String origin(URI address) {
        int port = address.getPort();
        boolean usual = port < 0 || port == usualPort(scheme(address));
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return scheme(address) + "://" + host + (usual ? "" : ":" + port);
    }

    static boolean sameOrigin(URI one, URI other) {
        return origin(one).equals(origin(other));
    }

    static String scheme(URI address) {
        return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    }

    static boolean isLocal(URI address) {
        return scheme(address).equals("file");
    }

    static boolean isHttp(URI address) {
        String scheme = scheme(address);
        return scheme.equals("http") || scheme.equals("https");
    }

    static int usualPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    /** The address that {@code reference} means on a page at {@code base}, without its fragment; empty when it is none that can be fetched. */
    static Optional<URI> resolve(URI base, String reference) {
        int hash = reference.indexOf('#');
        String text = (hash < 0 ? reference : reference.substring(0, hash)).strip();
        try {
            URI given = new URI(text);
            if (given.isAbsolute()) {
                return fetchable(base, given) ? Optional.of(given) : Optional.empty();
            }
            if (!text.isEmpty() && !text.startsWith("?")) {
                URI resolved = base.resolve(given).normalize();
                return fetchable(base, resolved) ? Optional.of(resolved) : Optional.empty();
            }
        } catch (URISyntaxException e) {
            return lenient(base, text);
        }
        return Optional.empty();
    }

    /** Scheme and authority of an address that can be fetched, with the slash after them, as they are written; empty where it has none. */
    static String start(URI address) {
        String start = address.getScheme() + "://" + address.getRawAuthority() + "/";
        return isHttp(address) && address.toString().startsWith(start) ? start : "";
    }

    /**
     * Whether a reference goes on from the start of another, known, address without anything that would have to be decoded, escaped or cut off: then
     * {@link #resolve} gives it as it is.
     */
    static boolean isPlain(String reference, String start) {
        if (start.isEmpty() || !reference.startsWith(start) || reference.endsWith("/")) {
            return false;
        }
        for (int i = start.length(); i < reference.length(); i++) {
            char c = reference.charAt(i);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || "/.-_+~".indexOf(c) >= 0;
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** Only a page of this machine may name files of this machine: an index elsewhere has no business with them. */
    private static boolean fetchable(URI base, URI address) {
        return isLocal(address) ? isLocal(base) : isHttp(address) && address.getHost() != null;
    }

    /** For references with characters that should have been escaped. */
    private static Optional<URI> lenient(URI base, String text) {
        if (isLocal(base)) {
            try {
                return Optional.of(base.resolve(new URI(null, null, text, null)));
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        }
        @Nullable HttpUrl page = HttpUrl.get(base.toString());
        @Nullable HttpUrl resolved = page.resolve(text);
        return resolved == null ? Optional.empty() : Optional.of(resolved.uri());
    }

    /** The last part of the path, decoded: pip's file name of a link. */
    static String filename(URI address) {
        String path = String.valueOf(address.getRawPath());
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return decoded(trimmed.substring(trimmed.lastIndexOf('/') + 1));
    }

    /** With percent signs decoded, and nothing else; what is not decodable stays. */
    static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
