package org.compatserver.round.sets;

import org.compatserver.pep.target.Target;
import org.compatserver.round.Plan;

/** Port: who can tell whether packages fit together. */
public interface SetEngine {
    /**
     * Trials of a plan's packages on one of its targets; reads what the index says of the packages.
     *
     * @throws org.compatserver.engine.EngineFault if the index cannot be asked
     */
    Trials trials(Plan plan, Target target);
}
