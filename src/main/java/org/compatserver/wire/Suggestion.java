package org.compatserver.wire;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds the known word that somebody who wrote an unknown one most likely meant. */
public final class Suggestion {
    private Suggestion() {}

    /**
     * A word at a distance (of Levenshtein, case and separators aside) of about a third of its length; else one whose first part is: {@code pyton} for
     * {@code python-version}.
     */
    public static Optional<String> among(List<String> known, String written) {
        if (written.length() > 64) {
            return Optional.empty();
        }
        String plain = plain(written);
        List<String> others =
                known.stream().filter(word -> !word.equals(written)).toList();
        return nearest(others, Suggestion::plain, plain)
                .or(() -> nearest(others, word -> plain(word).replaceFirst("(?<=[a-z])-.*", ""), plain));
    }

    private static Optional<String> nearest(List<String> words, UnaryOperator<String> part, String plain) {
        return words.stream()
                .filter(word -> distance(part.apply(word), plain)
                        <= Math.max(1, (part.apply(word).length() + 1) / 3))
                .min(Comparator.comparingInt(word -> distance(part.apply(word), plain)));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = above[j];
                above[j] = Math.min(replaced, Math.min(above[j], above[j - 1]) + 1);
            }
        }
        return above[b.length()];
    }
}
