package org.compatserver.web;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses with a common beginning, such as {@code 10.0.0.0/8} or {@code fd00::/8} (RFC 4632, RFC 4291).
 *
 * @param first an address of it
 * @param bits how many of its leading bits are common
 */
public record Network(InetAddress first, int bits) {
    private static final Pattern FOUR_FIGURES = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /** A network, or one address; empty for other texts. No name is looked up. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        return address.flatMap(first -> {
            int most = first.getAddress().length * 8;
            String bits = slash < 0 ? String.valueOf(most) : text.substring(slash + 1);
            return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= most
                    ? Optional.of(new Network(first, Integer.parseInt(bits)))
                    : Optional.empty();
        });
    }

    /** The address that stands there in figures; empty where there is none. */
    static Optional<InetAddress> address(String text) {
        if (!text.contains(":") && !FOUR_FIGURES.matcher(text).matches()) {
            // "10.1" would be 10.0.0.1
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the address is one of these. */
    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
