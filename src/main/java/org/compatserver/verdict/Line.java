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
    public Line {
        facts = List.copyOf(facts);
    }
}
