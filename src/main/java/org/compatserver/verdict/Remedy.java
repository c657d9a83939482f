package org.compatserver.verdict;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;

/**
 * What would make packages fit: of a CHECK_WARNING all at their newest, of an INSTALL_ERROR at all. Found by solving, from metadata only: what a release that
 * does not exist would do is not known.
 */
public sealed interface Remedy {

    /**
     * A project releases one of its versions again, with one requirement relaxed.
     *
     * @param name the project's own spelling
     * @param version the version that would fit but for the requirement
     * @param requirement what of it is in the way: its clauses that exclude {@code taken}
     * @param target what it is a requirement on
     * @param taken the version of the target that would be taken then
     */
    record Release(
            ProjectName project,
            String name,
            Version version,
            Requirement requirement,
            ProjectName target,
            Version taken)
            implements Remedy {}

    /**
     * Who asks relaxes what was asked for.
     *
     * @param requirement what of it is in the way: its clauses that exclude {@code taken}
     * @param taken the version that would be taken then
     */
    record Ask(Requirement requirement, Version taken) implements Remedy {}

    /**
     * Who asks relaxes a constraint.
     *
     * @param constraint what of it is in the way: its clauses that exclude {@code taken}
     * @param taken the version that would be taken then
     */
    record Constrain(Requirement constraint, Version taken) implements Remedy {}

    /** All of these, none of which would do without the others. */
    record Together(List<Remedy> parts) implements Remedy {
        public Together {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Another Python, on which the same fits.
     *
     * @param minor as in 3.14
     * @param taken the versions of what is asked for that would be taken there
     */
    record OtherPython(Version minor, List<Taken> taken) implements Remedy {
        public OtherPython {
            taken = List.copyOf(taken);
        }
    }

    /** A project's version that would be taken. */
    record Taken(ProjectName project, Version version) {}

    /** Nothing was found. */
    record None(Certainty certainty) implements Remedy {}

    /** What it means that nothing was found. */
    enum Certainty {
        /** No one requirement, and no two together, are all that is in the way. */
        NOTHING,
        /** Nothing of which that is certain; something could do if files that cannot be read without building require little enough. */
        NOTHING_KNOWN,
        /** Not everything was tried: the budget ended, there was too much to try, or the index failed. */
        NOT_FOUND
    }
}
