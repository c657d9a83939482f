package org.compatserver.wire;

import org.compatserver.pep.Parsed;

/** Shortens what somebody wrote so that it can be shown again: bounded, on one line, without control characters. */
public final class Excerpt {
    private static final int LONGEST = 200;
    private static final int AROUND = 60;

    private Excerpt() {}

    /** At most 200 characters of it. */
    public static String of(String text) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return printable(shown);
    }

    /** The problem with a caret under its place, and of a long text only what is around the place. */
    public static String withPlace(Parsed.Problem problem) {
        String text = problem.text();
        int place = Math.clamp(problem.position(), 0, text.length());
        if (text.length() > LONGEST) {
            int from = Math.max(0, place - AROUND);
            int to = Math.min(text.length(), place + AROUND);
            String before = from > 0 ? "…" : "";
            String after = to < text.length() ? "…" : "";
            text = before + text.substring(from, to) + after;
            place = place - from + before.length();
        }
        return new Parsed.Problem(printable(text), place, printable(problem.message())).withPlace();
    }

    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
