package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * Why something is impossible.
 *
 * @param summary one sentence
 * @param lines the argument, from what was asked for down to where it clashes
 * @param remedies what would free it; empty where nothing alone does, or where that was not looked for
 * @param hints what else bears on it, a sentence each
 * @param proof the argument as data, every step of which can be checked
 */
public record Explanation(
        String summary, List<Line> lines, List<Remedy> remedies, List<String> hints, Derivation proof) {
    public Explanation {
        lines = List.copyOf(lines);
        remedies = List.copyOf(remedies);
        hints = List.copyOf(hints);
    }

    /** One that says no more than a sentence. */
    public Explanation(String summary, Derivation proof) {
        this(summary, List.of(), List.of(), List.of(), proof);
    }

    /** The same with what would free it. */
    public Explanation withRemedies(List<Remedy> found) {
        return new Explanation(summary, lines, found, hints, proof);
    }

    /** The same with what else bears on it. */
    public Explanation withHints(List<String> found) {
        return new Explanation(summary, lines, remedies, found, proof);
    }

    /** For people: the sentence, then the argument, a line each, then what would free it, then hints. */
    public String text() {
        List<String> text = new ArrayList<>(List.of(summary));
        lines.forEach(line -> text.add("  " + line.text()));
        text.addAll(Sentences.remedies(remedies));
        text.addAll(hints);
        return String.join("\n", text);
    }
}
