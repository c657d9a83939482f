package org.compatserver.pep.distribution;

import java.math.BigInteger;
import java.util.Comparator;
import org.compatserver.pep.Parsed;

/**
 * A wheel's build tag: a number, then any text; no tag sorts below any (PEP 427, "File name convention").
 *
 * @param number the leading number; -1 stands for "no build tag"
 * @param suffix what follows the number
 */
public record BuildTag(BigInteger number, String suffix) implements Comparable<BuildTag> {
    public static final BuildTag NONE = new BuildTag(BigInteger.valueOf(-1), "");

    private static final Comparator<BuildTag> ORDER =
            Comparator.comparing(BuildTag::number).thenComparing(BuildTag::suffix);

    /** Reads the build part of a wheel's name: it starts with an ASCII digit. */
    public static Parsed<BuildTag> parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0) {
            return Parsed.bad(text, 0, "A build tag starts with a digit");
        }
        return Parsed.ok(new BuildTag(new BigInteger(text.substring(0, digits)), text.substring(digits)));
    }

    /** By number, then by text (PEP 427: "a two-item tuple"). */
    @Override
    public int compareTo(BuildTag other) {
        return ORDER.compare(this, other);
    }

    /** As it stands in a file name, leading zeros dropped; empty for {@link #NONE}. */
    @Override
    public String toString() {
        return number.signum() < 0 ? "" : number + suffix;
    }
}
