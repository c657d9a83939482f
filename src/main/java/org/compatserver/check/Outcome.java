package org.compatserver.check;

import org.compatserver.verdict.Verdict;

/** What came of asking. */
public sealed interface Outcome {
    /** There is a verdict. */
    record Answered(Verdict verdict) implements Outcome {}

    /** There is none, and that is nobody's conflict. */
    record Failed(Fault fault) implements Outcome {}
}
