package org.compatserver.pep.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.compatserver.pep.version.VersionParts.Phase;
import org.compatserver.pep.version.VersionParts.Pre;
import org.jspecify.annotations.Nullable;

/**
 * Reads a version from a place in a text, as far as it goes (PEP 440, "Appendix B"). Every part is taken greedily; the grammar never needs
 * to step back further than over one separator.
 */
final class VersionScanner {
    private static final String[] PHASE_WORDS = {"alpha", "a", "beta", "b", "preview", "pre", "c", "rc"};
    private static final Phase[] PHASES = {
        Phase.ALPHA,
        Phase.ALPHA,
        Phase.BETA,
        Phase.BETA,
        Phase.CANDIDATE,
        Phase.CANDIDATE,
        Phase.CANDIDATE,
        Phase.CANDIDATE
    };
    private static final String[] POST_WORDS = {"post", "rev", "r"};
    private static final String[] DEV_WORDS = {"dev"};

    private final String text;
    private final int end;
    private int at;

    VersionScanner(String text, int from, int end) {
        this.text = text;
        this.at = from;
        this.end = end;
    }

    /** Where the reading stopped: after what was understood. */
    int position() {
        return at;
    }

    /** Epoch and release, {@code 1!2.0}, and nothing more; null if there is no number here. */
    @Nullable
    VersionParts release() {
        if (at < end && (text.charAt(at) | 0x20) == 'v') {
            at++;
        }
        String epoch = "0";
        String first = number();
        if (first == null) {
            return null;
        }
        if (at + 1 < end && text.charAt(at) == '!' && isDigit(text.charAt(at + 1))) {
            epoch = first;
            at++;
            first = digits();
        }
        List<String> release = new ArrayList<>(4);
        release.add(first);
        while (at + 1 < end && text.charAt(at) == '.' && isDigit(text.charAt(at + 1))) {
            at++;
            release.add(digits());
        }
        return new VersionParts(epoch, release, null, null, null, List.of());
    }

    /** The pre-release, post-release and development parts that follow a release. */
    VersionParts suffixes(VersionParts release) {
        if (at == end || text.charAt(at) == '+') {
            return release;
        }
        Pre pre = pre();
        String post = post();
        String dev = word(DEV_WORDS) >= 0 ? numberAfterWord() : null;
        return new VersionParts(release.epoch(), release.release(), pre, post, dev, List.of());
    }

    /** The local label that may follow; a plus sign without one is left unread. */
    VersionParts local(VersionParts version) {
        if (at + 1 >= end || text.charAt(at) != '+' || !isAlphanumeric(text.charAt(at + 1))) {
            return version;
        }
        List<String> parts = new ArrayList<>();
        do {
            int from = ++at;
            while (at < end && isAlphanumeric(text.charAt(at))) {
                at++;
            }
            String part = text.substring(from, at).toLowerCase(Locale.ROOT);
            parts.add(isNumber(part) ? withoutLeadingZeros(part, 0, part.length()) : part);
        } while (at + 1 < end && isSeparator(text.charAt(at)) && isAlphanumeric(text.charAt(at + 1)));
        return new VersionParts(
                version.epoch(), version.release(), version.pre(), version.post(), version.dev(), parts);
    }

    private @Nullable Pre pre() {
        int word = word(PHASE_WORDS);
        return word < 0 ? null : new Pre(PHASES[word], numberAfterWord());
    }

    private @Nullable String post() {
        if (at + 1 < end && text.charAt(at) == '-' && isDigit(text.charAt(at + 1))) {
            at++;
            return digits();
        }
        return word(POST_WORDS) >= 0 ? numberAfterWord() : null;
    }

    /** Reads an optional separator and one of the words, and tells which; reads nothing and gives -1 if there is none. */
    private int word(String[] words) {
        int start = at < end && isSeparator(text.charAt(at)) ? at + 1 : at;
        for (int i = 0; i < words.length; i++) {
            int length = words[i].length();
            if (start + length <= end
                    && text.regionMatches(true, start, words[i], 0, length)
                    && isAscii(start, length)) {
                at = start + length;
                return i;
            }
        }
        return -1;
    }

    private boolean isAscii(int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** An optional separator and an optional number; a missing number is 0. */
    private String numberAfterWord() {
        if (at < end && isSeparator(text.charAt(at))) {
            at++;
        }
        String number = number();
        return number == null ? "0" : number;
    }

    private @Nullable String number() {
        return at < end && isDigit(text.charAt(at)) ? digits() : null;
    }

    private String digits() {
        int from = at;
        while (at < end && isDigit(text.charAt(at))) {
            at++;
        }
        return withoutLeadingZeros(text, from, at);
    }

    private static String withoutLeadingZeros(String text, int from, int to) {
        int start = from;
        while (start < to - 1 && text.charAt(start) == '0') {
            start++;
        }
        return text.substring(start, to);
    }

    static boolean isNumber(String part) {
        for (int i = 0; i < part.length(); i++) {
            if (!isDigit(part.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isSeparator(char c) {
        return c == '.' || c == '-' || c == '_';
    }
}
