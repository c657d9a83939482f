package org.compatserver.pep.referee;

import static org.compatserver.pep.referee.Texts.oneIn;
import static org.compatserver.pep.referee.Texts.pick;
import static org.compatserver.pep.referee.Texts.some;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions and version clauses as texts. The pools are small, so that equal and neighbouring versions meet often. */
final class VersionTexts {
    private static final Pattern RELEASE = Pattern.compile("(?:[0-9]+!)?[0-9]+(?:\\.[0-9]+)*");

    private VersionTexts() {}

    /** A version in normal form. */
    static String version(Random random) {
        return version(
                random, oneIn(random, 8), oneIn(random, 4), oneIn(random, 4), oneIn(random, 4), oneIn(random, 6));
    }

    /** A version in normal form with these parts. */
    static String version(Random random, boolean epoch, boolean pre, boolean post, boolean dev, boolean local) {
        return (epoch ? pick(random, "0!", "1!", "1!", "2!", "100!") : "")
                + release(random)
                + (pre ? pick(random, "a0", "a1", "a2", "b1", "b10", "rc1", "rc2") : "")
                + (post ? ".post" + pick(random, "0", "1", "2", "10", "99999999999999999999") : "")
                + (dev ? ".dev" + pick(random, "0", "1", "2", "20240101", "99999999999999999999") : "")
                + (local ? "+" + local(random) : "");
    }

    /** A version with the first release that the clauses name, or the next, and any parts after it. */
    static String near(Random random, String clauses) {
        Matcher release = RELEASE.matcher(clauses);
        if (!release.find()) {
            return version(random);
        }
        String other = oneIn(random, 4) ? pick(random, ".0", ".1", ".0.1", "1") : "";
        return release.group() + other + suffix(random);
    }

    private static String suffix(Random random) {
        String whole = version(random, false, oneIn(random, 3), oneIn(random, 2), oneIn(random, 3), oneIn(random, 4));
        Matcher release = RELEASE.matcher(whole);
        return release.lookingAt() ? whole.substring(release.end()) : whole;
    }

    static String release(Random random) {
        return oneIn(random, 12)
                ? pick(random, "20240101120000", "9223372036854775807", "9223372036854775808", "207", "208", "2024.1.0")
                : some(random, 1, 4, ".", "0", "0", "0", "1", "1", "2", "9", "10");
    }

    static String local(Random random) {
        return some(
                random,
                1,
                3,
                ".",
                "0",
                "1",
                "5",
                "10",
                "a",
                "abc",
                "cu9",
                "cu11",
                "0a",
                "00",
                "01",
                "99999999999999999999");
    }

    /** A version in any spelling that is allowed, and some that are not. */
    static String spelled(Random random) {
        StringBuilder text = new StringBuilder(pick(random, "", "", "", " ", "\n", "\u00a0", "v", "V", "vv"));
        text.append(pick(random, "", "", "", "", "1!", "01!", "1!1!"));
        text.append(some(random, 1, 4, ".", "0", "1", "01", "10", "2024"));
        text.append(word(random, 3, "a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "RC", "Alpha", "al", "ac"));
        text.append(oneIn(random, 4) ? "-" + pick(random, "1", "0", "02", "") : "");
        text.append(word(random, 4, "post", "rev", "r", "POST", "Rev", "pos", "po\u017ft"));
        text.append(word(random, 4, "dev", "DEV", "de", "dev"));
        text.append(oneIn(random, 4) ? "+" + some(random, 0, 4, "", "a", "B", "0", "01", ".", "-", "_", "\u00e9") : "");
        return text.append(pick(random, "", "", "", "", " ", "\t\n", ".", "-")).toString();
    }

    private static String word(Random random, int n, String... words) {
        return oneIn(random, n)
                ? pick(random, "", "", ".", "-", "_")
                        + pick(random, words)
                        + pick(random, "", "", "", ".", "-", "_")
                        + pick(random, "", "0", "1", "02", "10")
                : "";
    }

    /** One valid clause of any kind, {@code ===} excepted. */
    static String clause(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> wildcard(random);
            case 1 -> compatible(random);
            case 2, 3 -> pick(random, "==", "!=") + version(random);
            default ->
                pick(random, ">=", "<=", ">", "<")
                        + version(
                                random, oneIn(random, 8), oneIn(random, 4), oneIn(random, 4), oneIn(random, 4), false);
        };
    }

    static String wildcard(Random random) {
        return pick(random, "==", "!=") + (oneIn(random, 6) ? "1!" : "") + release(random) + ".*";
    }

    static String compatible(Random random) {
        return "~=" + (oneIn(random, 6) ? "1!" : "") + release(random) + "."
                + version(random, false, oneIn(random, 4), oneIn(random, 4), oneIn(random, 4), false);
    }

    static String clauses(Random random, int least, int most) {
        StringBuilder text = new StringBuilder();
        for (int count = least + random.nextInt(most - least + 1); count > 0; count--) {
            text.append(clause(random)).append(count > 1 ? "," : "");
        }
        return text.toString();
    }
}
