package org.compatserver.pep.requirement;

import org.compatserver.pep.Parsed;
import org.compatserver.pep.Parsed.Problem;
import org.jspecify.annotations.Nullable;

/** A place that moves through a text, and the first problem that was met on the way. Blanks are spaces and tabs (PEP 508, rule {@code wsp}). */
final class Cursor {
    private final String text;
    private int at;
    private @Nullable Problem problem;

    Cursor(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean isAtEnd() {
        return at == text.length();
    }

    /** Whether the character at this place is the given one. */
    boolean sees(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    void skipBlanks() {
        while (sees(' ') || sees('\t')) {
            at++;
        }
    }

    /** Moves past the character if it is here. */
    boolean take(char c) {
        if (sees(c)) {
            at++;
            return true;
        }
        return false;
    }

    /** Moves past the text if it is here and does not go on as a longer word. */
    boolean takeWord(String word) {
        int end = at + word.length();
        if (text.startsWith(word, at) && (end == text.length() || !isWordPart(text.codePointAt(end)))) {
            at = end;
            return true;
        }
        return false;
    }

    private static boolean isWordPart(int character) {
        return character == '_' || Character.isLetterOrDigit(character);
    }

    /** The project name or extra that starts here, as long as it can be; null if none does. */
    @Nullable
    String takeIdentifier() {
        int end = at;
        while (end < text.length() && (isAlphanumeric(text.charAt(end)) || "-_.".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        while (end > at && !isAlphanumeric(text.charAt(end - 1))) {
            end--;
        }
        if (end == at || !isAlphanumeric(text.charAt(at))) {
            return null;
        }
        String identifier = text.substring(at, end);
        at = end;
        return identifier;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Records a problem at this place, unless there is one already. */
    void fail(String message) {
        failAt(at, message);
    }

    void failAt(int position, String message) {
        fail(new Problem(text, position, message));
    }

    void fail(Problem met) {
        if (problem == null) {
            problem = met;
        }
    }

    /** The value, or the problem if one was met; a reader returns null only after recording one. */
    <T> Parsed<T> result(@Nullable T value) {
        if (problem != null) {
            return new Parsed.Bad<>(problem);
        }
        if (value == null) {
            throw new IllegalStateException("Nothing was read, and no problem was recorded: " + text);
        }
        return Parsed.ok(value);
    }
}
