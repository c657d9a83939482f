package org.compatserver.round.sets;

import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/** Tries sets of packages of a plan on one of its targets. Packages are known by their number in the plan. For one thread. */
public interface Trials {
    /** The packages of which a requirement counts on the target. */
    BitSet asked();

    /** The text of the newest version that a package's own clauses admit; null when there is none. */
    @Nullable
    String newest(int number);

    /** When that version was uploaded; null when there is none, or the index does not say. */
    @Nullable
    Instant released(int number);

    /**
     * Whether these fit together.
     *
     * @param hoping whether files that cannot be read without building are taken to require nothing; else they are unusable
     * @param until when it is no longer waited for
     * @throws org.compatserver.engine.EngineFault if the index cannot be asked
     */
    Trial of(BitSet packages, boolean hoping, Instant until);

    /** The projects whose pre-releases and yanked versions were left aside so far, since there are too many releases to read all that might admit one. */
    Collection<ProjectName> leftAside();

    /** What was asked for and does not count on the target, a sentence each. */
    List<String> notices();
}
