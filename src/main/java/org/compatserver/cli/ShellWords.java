package org.compatserver.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lines of words, as a shell reads them. */
final class ShellWords {
    private ShellWords() {}

    /** The words in one line, quoted where a shell would read something else. */
    static String join(List<String> words) {
        return words.stream()
                .map(word -> word.matches("[A-Za-z0-9_./:@%+=,-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /**
     * Splits a line at blanks: what stands in single or double quotes stays together.
     *
     * @throws Usage if a quote is not closed
     */
    static List<String> split(String line) throws Usage {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                started = true;
            } else if (!Character.isWhitespace(c)) {
                word.append(c);
                started = true;
            } else if (started) {
                words.add(word.toString());
                word.setLength(0);
                started = false;
            }
        }
        if (quote != 0) {
            throw new Usage("A quote (" + quote + ") is not closed");
        }
        if (started) {
            words.add(word.toString());
        }
        return words;
    }
}
