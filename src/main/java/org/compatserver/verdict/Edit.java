package org.compatserver.verdict;

import org.compatserver.pep.requirement.Requirement;
import org.jspecify.annotations.Nullable;

/** A change to a question that whoever asks can make. */
public sealed interface Edit {

    /**
     * Asks for less of a package.
     *
     * @param asked as it was written
     */
    record Relax(String asked, Requirement instead) implements Edit {}

    /**
     * Does not ask for a package.
     *
     * @param asked as it was written
     */
    record LeaveOut(String asked) implements Edit {}

    /**
     * Relaxes a constraint.
     *
     * @param instead null where nothing is left of it
     */
    record Loosen(Requirement constraint, @Nullable Requirement instead) implements Edit {}

    /** Constrains a package to one version. */
    record Hold(Requirement constraint) implements Edit {}
}
