package org.compatserver.verdict;

import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;

/** What one party alone could do so that everything fits at its newest; found by solving, from metadata only. */
public sealed interface Remedy {

    /**
     * A project releases a version that no longer has a requirement.
     *
     * @param name the project's own spelling
     * @param newest its newest version, which has the requirement
     * @param requirement as it is now
     * @param target what it is a requirement on
     * @param taken the version of the target that would be taken then
     */
    record Release(
            ProjectName project,
            String name,
            Version newest,
            Requirement requirement,
            ProjectName target,
            Version taken)
            implements Remedy {}

    /**
     * Who asks relaxes what was asked for.
     *
     * @param requirement as it was asked
     * @param taken the version that would be taken then
     */
    record Ask(Requirement requirement, Version taken) implements Remedy {}

    /**
     * Who asks relaxes a constraint.
     *
     * @param constraint as it was given
     * @param taken the version that would be taken then
     */
    record Constrain(Requirement constraint, Version taken) implements Remedy {}
}
