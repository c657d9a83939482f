package org.compatserver.check;

import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;

/** Port: is told of every check, for whoever counts; from any thread, and before who asked. It must be quick. */
@FunctionalInterface
public interface CheckListener {
    /**
     * A check is done.
     *
     * @param nanos how long it took, its wait for a place included
     */
    void checked(Question question, Outcome<Verdict> outcome, long nanos);

    CheckListener NONE = (question, outcome, nanos) -> {};
}
