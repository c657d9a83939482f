package org.compatserver.pep.version;

import java.util.List;
import org.compatserver.pep.version.VersionParts.Phase;
import org.compatserver.pep.version.VersionParts.Pre;
import org.jspecify.annotations.Nullable;

/**
 * A place between two neighbours on the line of all versions. Every version has a cut right before it, and the order of these cuts is the
 * order of versions (PEP 440, "Summary of permitted suffixes and relative ordering").
 *
 * <p>The order is that of the key, a text of characters below 256. It lists epoch, release without zeros at its end, pre-release, post-release,
 * development release and local label, each so that plain comparison gives the right answer; {@link Key} says how.
 */
final class Cut implements Comparable<Cut> {
    /** Before all versions, that is before {@code 0.dev0}. */
    static final Cut BOTTOM = before(new VersionParts("0", List.of("0"), null, null, "0", List.of()));

    /** The key's first eight characters as an unsigned number: they settle most comparisons. */
    private final long head;

    private final String key;
    private final String label;

    private Cut(String key, String label) {
        this.head = head(key);
        this.key = key;
        this.label = label;
    }

    /** Right before a version. */
    static Cut before(VersionParts version) {
        return before(version, version.text());
    }

    static Cut before(VersionParts version, String text) {
        return new Cut(Key.of(version), text);
    }

    /** Right after a version, before the local versions that extend it. */
    static Cut after(VersionParts version) {
        return new Cut(Key.of(version) + Key.END, "after " + version.text());
    }

    /** After a version and its local versions: the point L(V), which is right before the next version that there can be. */
    static Cut afterLocals(VersionParts version) {
        return before(version.leastAfterLocals());
    }

    /**
     * After a version without post and development part, its local versions and all its post-releases: the point P(V). After those of a pre-release there is a next
     * version that there can be; after those of a final one there is none, as 1.0.1.dev0, 1.0.0.1.dev0 and so on come ever closer.
     */
    static Cut afterPosts(VersionParts version) {
        Pre pre = version.pre();
        return pre != null
                ? before(version.firstDevelopmentOf(pre.next()))
                : new Cut(Key.afterPostsOfFinal(version), version.text() + ".post∞");
    }

    private static long head(String key) {
        long head = 0;
        for (int i = 0; i < 8; i++) {
            head = head << 8 | (i < key.length() ? key.charAt(i) : 0);
        }
        return head;
    }

    @Override
    public int compareTo(Cut other) {
        int byHead = Long.compareUnsigned(head, other.head);
        return byHead != 0 ? byHead : key.compareTo(other.key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cut cut && head == cut.head && key.equals(cut.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    /** The version right after the cut where there is one; for reading only. */
    @Override
    public String toString() {
        return label;
    }

    /** How a version becomes a text whose order is the version's. Marks are below 16, numbers and letters above. */
    private static final class Key {
        /** Ends the text of a local part; after the key of a version: a place above it and below its extensions. */
        static final char END = 0;

        /** A local part that is a text sorts below one that is a number. */
        private static final char LOCAL_TEXT = 1;

        private static final char LOCAL_NUMBER = 2;

        private static final char NO_POST = 1;
        private static final char POST = 2;
        private static final char AFTER_POSTS = 3;

        private static final char DEV = 1;
        private static final char NO_DEV = 2;

        /** The release ends with one of these, all below a number: so 1 sorts below 1.1, whatever follows. */
        private static final char ONLY_DEV = 1;

        private static final char FIRST_PHASE = 2;
        private static final char NO_PRE = 5;

        /** Numbers up to {@code LONG - SMALL - 1} are one character. */
        private static final char SMALL = 16;

        /** Larger ones are the count of their digits, then the digits; from {@code HUGE - LONG} digits on the count takes two more characters. */
        private static final char LONG = 0xE0;

        private static final char HUGE = 0xFF;

        private Key() {}

        static String of(VersionParts version) {
            StringBuilder key = release(version);
            phase(key, version);
            if (version.post() == null) {
                key.append(NO_POST);
            } else {
                number(key.append(POST), version.post());
            }
            if (version.dev() == null) {
                key.append(NO_DEV);
            } else {
                number(key.append(DEV), version.dev());
            }
            version.local().forEach(part -> local(key, part));
            return key.toString();
        }

        static String afterPostsOfFinal(VersionParts version) {
            return release(version).append(NO_PRE).append(AFTER_POSTS).toString();
        }

        private static StringBuilder release(VersionParts version) {
            StringBuilder key = new StringBuilder(16);
            number(key, version.epoch());
            int length = version.release().size();
            while (length > 0 && "0".equals(version.release().get(length - 1))) {
                length--;
            }
            for (int i = 0; i < length; i++) {
                number(key, version.release().get(i));
            }
            return key;
        }

        private static void phase(StringBuilder key, VersionParts version) {
            Pre pre = version.pre();
            if (pre != null) {
                number(key.append((char) (FIRST_PHASE + phaseRank(pre.phase()))), pre.number());
            } else {
                key.append(version.post() == null && version.dev() != null ? ONLY_DEV : NO_PRE);
            }
        }

        private static int phaseRank(Phase phase) {
            return switch (phase) {
                case ALPHA -> 0;
                case BETA -> 1;
                case CANDIDATE -> 2;
            };
        }

        private static void number(StringBuilder key, String digits) {
            int count = digits.length();
            if (count <= 3 && Integer.parseInt(digits) < LONG - SMALL) {
                key.append((char) (SMALL + Integer.parseInt(digits)));
            } else if (count < HUGE - LONG) {
                key.append((char) (LONG + count)).append(digits);
            } else {
                key.append(HUGE)
                        .append((char) (count >> 8))
                        .append((char) (count & 0xFF))
                        .append(digits);
            }
        }

        private static void local(StringBuilder key, String part) {
            if (VersionScanner.isNumber(part)) {
                number(key.append(LOCAL_NUMBER), part);
            } else {
                key.append(LOCAL_TEXT).append(part).append(END);
            }
        }
    }
}
