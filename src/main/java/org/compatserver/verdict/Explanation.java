package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.verdict.Question.Detail;

/**
 * Why something is impossible.
 *
 * @param summary one sentence
 * @param lines the argument, from what was asked for down to where it clashes
 * @param remedies what would free it, or that nothing was found ({@link Remedy.None}); empty where no requirement is in the way, or where that was not looked for
 * @param hints what else bears on it, a sentence each
 * @param proof the argument as data, every step of which can be checked
 */
public record Explanation(
        String summary, List<Line> lines, List<Remedy> remedies, List<String> hints, Derivation proof) {
    /** No one reads more lines. */
    private static final int MOST_LINES = 60;

    private static final int MOST_LINES_IN_SHORT = 6;

    public Explanation {
        lines = List.copyOf(lines);
        remedies = List.copyOf(remedies);
        hints = List.copyOf(hints);
    }

    /** One that says no more than a sentence. */
    public Explanation(String summary, Derivation proof) {
        this(summary, List.of(), List.of(), List.of(), proof);
    }

    /** The same with another sentence. */
    public Explanation withSummary(String sentence) {
        return new Explanation(sentence, lines, remedies, hints, proof);
    }

    /** The same with what would free it. */
    public Explanation withRemedies(List<Remedy> found) {
        return new Explanation(summary, lines, found, hints, proof);
    }

    /** The same with what else bears on it. */
    public Explanation withHints(List<String> found) {
        return new Explanation(summary, lines, remedies, found, proof);
    }

    /** For people, in full. */
    public String text() {
        return text(Detail.FULL);
    }

    /** For people: the sentence, then the argument, a line each, unless the sentence says it; then what would free it, then hints. */
    public String text(Detail detail) {
        List<String> text = new ArrayList<>(List.of(summary));
        if (!Line.makeASentence(lines)) {
            text.addAll(told(detail));
        }
        text.addAll(Sentences.remedies(remedies, detail));
        text.addAll(hints);
        return String.join("\n", text);
    }

    private List<String> told(Detail detail) {
        int most = detail == Detail.FULL ? MOST_LINES : MOST_LINES_IN_SHORT;
        List<String> told = new ArrayList<>();
        int shown = lines.size() <= most ? lines.size() : detail == Detail.FULL ? most : 0;
        lines.subList(0, shown).forEach(line -> told.add("  " + line.text()));
        if (shown < lines.size()) {
            told.add(Sentences.moreLines(lines.size() - shown, detail));
        }
        return told;
    }
}
