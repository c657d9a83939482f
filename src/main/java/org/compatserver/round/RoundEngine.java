package org.compatserver.round;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;

/** Answers the checks of a plan. */
public interface RoundEngine {
    /**
     * The packages that the index does not know, sorted. Fetches what the round will need first.
     *
     * @throws org.compatserver.engine.EngineFault if the index cannot be asked
     */
    List<ProjectName> unknown(Plan plan);

    /**
     * Answers all that is not known; a pair whose budget ends is left open, with all others answered. Ends early, with a
     * {@link java.util.concurrent.CancellationException}, when its thread is interrupted.
     *
     * @throws org.compatserver.engine.EngineFault if the index cannot be asked: what the sink was given stands
     */
    void run(Plan plan, Known known, Sink sink);
}
