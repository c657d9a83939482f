package org.compatserver.engine;

import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.jspecify.annotations.Nullable;

/** Answers questions. Safe for many threads. */
public interface Engine {
    /**
     * The verdict.
     *
     * @throws EngineFault if it could not be found out, for a reason that says nothing about the packages
     */
    Verdict answer(Question question);

    /**
     * Since when the packages have not fitted together at their newest.
     *
     * @throws EngineFault if it could not be found out whether they do
     */
    Dated since(Question question);

    /**
     * How the question can be changed so that it fits.
     *
     * @throws EngineFault if it could not be found out whether it does, or this engine does not look for such changes
     */
    default Repairs repairs(Question question) {
        throw new EngineFault(EngineFault.Kind.UNSUPPORTED, "This engine does not look for repairs");
    }

    /**
     * The verdict, and why the versions of its set are what they are.
     *
     * @param project the one that is asked about in particular; null when none is
     * @throws EngineFault if the verdict could not be found out, or this engine does not tell
     */
    default Why why(Question question, @Nullable ProjectName project) {
        throw new EngineFault(EngineFault.Kind.UNSUPPORTED, "This engine does not tell why versions are what they are");
    }
}
