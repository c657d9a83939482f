package org.compatserver.pep.requirement;

import org.jspecify.annotations.Nullable;

/**
 * The inside of a Python string literal on one line. PEP 508 knows no escapes, but what is in use reads the quoted texts of markers as Python
 * does.
 */
final class PythonText {
    private static final String ESCAPED = "\\'\"abfnrtv";
    private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000b";

    private final String text;
    private final StringBuilder result = new StringBuilder();
    private int at;

    private PythonText(String text) {
        this.text = text;
    }

    /** The text that is meant; null if Python would refuse it. */
    static @Nullable String unescape(String inside) {
        if (inside.chars().noneMatch(c -> c < ' ' || c == '\\' || Character.isSurrogate((char) c))) {
            return inside;
        }
        return new PythonText(inside).read();
    }

    private @Nullable String read() {
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            boolean understood = c == '\\' ? escape() : plain(c);
            if (!understood) {
                return null;
            }
        }
        return result.toString();
    }

    private boolean plain(int c) {
        result.appendCodePoint(c);
        return c != '\n' && c != '\r' && c != 0 && !isSurrogate(c);
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** The place is after a backslash. */
    private boolean escape() {
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at);
        int simple = ESCAPED.indexOf(c);
        if (simple >= 0) {
            at++;
            result.append(MEANT.charAt(simple));
            return true;
        }
        return switch (c) {
            case '\n', '\r' -> joinedLine();
            case 'x' -> hexadecimal(2);
            case 'u' -> hexadecimal(4);
            case 'U' -> hexadecimal(8);
            case 'N' -> named();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> {
                result.append('\\');
                yield true;
            }
        };
    }

    /** A backslash before the end of a line stands for nothing. */
    private boolean joinedLine() {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        return true;
    }

    private boolean hexadecimal(int digits) {
        int end = at + 1 + digits;
        if (end > text.length()) {
            return false;
        }
        int value = 0;
        for (int i = at + 1; i < end; i++) {
            int digit = text.charAt(i) > 'f' ? -1 : Character.digit(text.charAt(i), 16);
            if (digit < 0 || value > Character.MAX_CODE_POINT >> 4) {
                return false;
            }
            value = value << 4 | digit;
        }
        at = end;
        return append(value);
    }

    private boolean octal() {
        int end = at;
        int value = 0;
        while (end < text.length() && end < at + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            value = value << 3 | text.charAt(end) - '0';
            end++;
        }
        at = end;
        return append(value);
    }

    private boolean named() {
        int close = text.indexOf('}', at);
        if (!text.startsWith("N{", at) || close < 0) {
            return false;
        }
        try {
            int value = Character.codePointOf(text.substring(at + 2, close));
            at = close + 1;
            return append(value);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private boolean append(int value) {
        if (value > Character.MAX_CODE_POINT) {
            return false;
        }
        result.appendCodePoint(value);
        return true;
    }
}
