package org.compatserver.check;

import org.compatserver.verdict.Verdict;

/**
 * What came of asking.
 *
 * @param <T> what an answer is: of a check a {@link Verdict}
 */
public sealed interface Outcome<T> {
    /** There is an answer. */
    record Answered<T>(T answer) implements Outcome<T> {}

    /** There is none, and that is nobody's conflict. */
    record Failed<T>(Fault fault) implements Outcome<T> {}
}
