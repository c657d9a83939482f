package org.compatserver.pep.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version taken apart (PEP 440, "Public version identifiers"). Numbers are kept as decimal digits without leading zeros, so none is too
 * large.
 *
 * @param release the release segment as it was written, zeros at its end included; at least one number
 * @param pre the pre-release part, null without one
 * @param post the number of the post-release, null without one
 * @param dev the number of the development release, null without one
 * @param local the parts of the local version label in lower case; empty without one
 */
record VersionParts(
        String epoch,
        List<String> release,
        @Nullable Pre pre,
        @Nullable String post,
        @Nullable String dev,
        List<String> local) {

    /** The kinds of pre-release in their order. */
    enum Phase {
        ALPHA("a"),
        BETA("b"),
        CANDIDATE("rc");

        final String text;

        Phase(String text) {
            this.text = text;
        }
    }

    /** A pre-release part. */
    record Pre(Phase phase, String number) {
        Pre next() {
            return new Pre(phase, successor(number));
        }
    }

    boolean isPreRelease() {
        return pre != null || dev != null;
    }

    /** The normal form (PEP 440, "Normalization"). */
    String text() {
        if (isRelease() && "0".equals(epoch) && local.isEmpty()) {
            return String.join(".", release);
        }
        StringBuilder text = new StringBuilder();
        if (!"0".equals(epoch)) {
            text.append(epoch).append('!');
        }
        text.append(String.join(".", release));
        if (pre != null) {
            text.append(pre.phase.text).append(pre.number);
        }
        if (post != null) {
            text.append(".post").append(post);
        }
        if (dev != null) {
            text.append(".dev").append(dev);
        }
        return local.isEmpty()
                ? text.toString()
                : text.append('+').append(String.join(".", local)).toString();
    }

    private boolean isRelease() {
        return pre == null && post == null && dev == null;
    }

    /** The least version with the same release segment: {@code 1.2rc1} gives {@code 1.2.dev0}. */
    VersionParts least() {
        return new VersionParts(epoch, release, null, null, "0", List.of());
    }

    /** The least version of the next release after all that start with the first {@code length} numbers. */
    VersionParts leastAfterPrefix(int length) {
        List<String> next = new ArrayList<>(release.subList(0, length));
        next.set(length - 1, successor(next.get(length - 1)));
        return new VersionParts(epoch, next, null, null, "0", List.of());
    }

    /** The first development release of this very version: {@code 1.2.post1} gives {@code 1.2.post1.dev0}. */
    VersionParts firstDevelopment() {
        return new VersionParts(epoch, release, pre, post, "0", List.of());
    }

    /** The least version above this one and all its local versions. */
    VersionParts leastAfterLocals() {
        if (dev != null) {
            return new VersionParts(epoch, release, pre, post, successor(dev), List.of());
        }
        return new VersionParts(epoch, release, pre, post == null ? "0" : successor(post), "0", List.of());
    }

    /** The same with another pre-release part, and nothing after it but {@code .dev0}. */
    VersionParts firstDevelopmentOf(Pre other) {
        return new VersionParts(epoch, release, other, null, "0", List.of());
    }

    private static String successor(String number) {
        return new BigInteger(number).add(BigInteger.ONE).toString();
    }
}
