package org.compatserver.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists and counts in sentences, and lines of them. */
final class Lists {
    private Lists() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String join(List<String> parts, String conjunction) {
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " " + conjunction + " " + parts.getLast();
    }

    /** Of more than {@code most} the first, and how many others there are: {@code a, b and 7 others}. */
    static String some(List<String> parts, int most) {
        if (parts.size() <= most) {
            return join(parts, "and");
        }
        int others = parts.size() - most + 1;
        List<String> told = new ArrayList<>(parts.subList(0, most - 1));
        told.add(count(others) + " others");
        return join(told, "and");
    }

    /** {@code 11,400}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 pair}, {@code 1,200 pairs}. */
    static String count(long number, String noun) {
        return count(number, noun, noun + "s");
    }

    /** {@code 1 clash}, {@code 2 clashes}. */
    static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** A text in lines that are no longer than the width, where words allow it; the first begins with one indent, the others with another. */
    static List<String> wrapped(String text, int width, String first, String others) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean isFresh = true;
        for (String word : text.split(" ", -1)) {
            if (!isFresh && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(others);
                isFresh = true;
            }
            line.append(isFresh ? "" : " ").append(word);
            isFresh = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
