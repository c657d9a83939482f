package org.compatserver.wiring;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.HashSet;
import java.util.Set;

/** Texts of the log, none of which can break a line: parts of them were sent by somebody. */
final class LogText {
    private static final int MOST_FRAMES = 8;
    private static final int MOST_CAUSES = 8;

    private LogText() {}

    /** Control characters, and what else ends a line somewhere (U+0085, U+2028, U+2029), as {@code \\uXXXX}. */
    static String oneLine(String text) {
        int i = 0;
        while (i < text.length() && !breaks(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder line = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (breaks(c)) {
                line.append("\\u").append(String.format("%04x", (int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    private static boolean breaks(char c) {
        return c < ' ' || c >= 0x7f && c < 0xa0 || c == '\u2028' || c == '\u2029';
    }

    /** What was thrown, why, and the beginning of where; in one line. */
    static String cause(IThrowableProxy thrown) {
        StringBuilder text = new StringBuilder();
        Set<IThrowableProxy> seen = new HashSet<>();
        for (IThrowableProxy one = thrown;
                one != null && seen.add(one) && seen.size() <= MOST_CAUSES;
                one = one.getCause()) {
            text.append(text.isEmpty() ? "" : " | caused by ").append(one.getClassName());
            if (one.getMessage() != null) {
                text.append(": ").append(one.getMessage());
            }
            StackTraceElementProxy[] frames = one.getStackTraceElementProxyArray();
            for (int i = 0; i < Math.min(MOST_FRAMES, frames.length); i++) {
                text.append(" ").append(frames[i].getSTEAsString());
            }
        }
        return oneLine(text.toString());
    }
}
