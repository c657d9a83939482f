package org.compatserver.pep.distribution;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * A wheel's build tag: a number, then any text; no tag sorts below any (PEP 427, "File name convention").
 *
 * @param number the leading number; -1 stands for "no build tag"
 * @param suffix what follows the number
 */
public record BuildTag(BigInteger number, String suffix) implements Comparable<BuildTag> {
    public static final BuildTag NONE = new BuildTag(BigInteger.valueOf(-1), "");

    @Override
    public int compareTo(BuildTag other) {
        return Comparator.comparing(BuildTag::number)
                .thenComparing(BuildTag::suffix)
                .compare(this, other);
    }
}
