package org.compatserver.verdict;

import java.util.List;
import org.compatserver.verdict.Derivation.Fact;

/**
 * One line of an argument.
 *
 * @param text a clause without its full stop
 * @param facts those of the proof that say it, each of which a checker can verify
 */
public record Line(String text, List<Fact> facts) {
    private static final int FEW = 2;
    private static final int SHORT = 160;

    public Line {
        facts = List.copyOf(facts);
    }

    /** Whether so few and short lines are told in a sentence. */
    static boolean makeASentence(List<Line> lines) {
        return lines.size() <= FEW
                || lines.stream().mapToInt(line -> line.text().length()).sum() <= SHORT;
    }
}
