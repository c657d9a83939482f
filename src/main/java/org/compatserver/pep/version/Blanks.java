package org.compatserver.pep.version;

/** What Python takes for white space, which the grammars of versions and clauses allow around their parts. */
final class Blanks {
    private Blanks() {}

    /** The first index from {@code from} on, up to {@code to}, that is not blank. */
    static int skip(String text, int from, int to) {
        int at = from;
        while (at < to && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The last index from {@code to} down, down to {@code from}, that has no blank before it. */
    static int skipBack(String text, int from, int to) {
        int at = to;
        while (at > from && isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    static boolean isBlank(char c) {
        return c == ' '
                || c >= '\t' && c <= '\r'
                || c >= 0x1C && c <= 0x1F
                || c == 0x85
                || c > 0x9F && Character.isSpaceChar(c);
    }
}
