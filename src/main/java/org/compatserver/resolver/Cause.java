package org.compatserver.resolver;

import java.util.List;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies.Dependency;

/** Why an incompatibility holds that was not derived from others. Data, never sentences. */
public sealed interface Cause {

    /** The question asks for it: {question, not target in range}. */
    record Asked(Dependency requirement) implements Cause {}

    /**
     * Each of the dependents has one of the requirements: {dependents, not target in what any of them allows}. Where the target is the dependent itself, two terms of
     * one node.
     *
     * @param requirements one, unless facts were merged (solver.md, "Cores")
     */
    record Requires(List<Dependency> requirements) implements Cause {
        public Requires {
            requirements = List.copyOf(requirements);
        }

        Requires(Dependency requirement) {
            this(List.of(requirement));
        }
    }

    /** A project with an extra is the project: {project[extra] in some versions, not project in the same}. */
    record SameVersion() implements Cause {}

    /** The versions cannot be used: {project in versions}. */
    record CannotBeUsed(Unavailable reason) implements Cause {}

    /** The question's constraints exclude the versions: {project in versions}. */
    record Constrained(Clause constraint) implements Cause {}

    /**
     * Nothing in such a set admits these pre-releases, while a final release fits (pip's rule; solver.md, "Admission" and "Many versions"). The first
     * term is the project; the question is among the others.
     *
     * @param finalRelease the position of a final release that every clause of such a set allows
     * @param presumed whether there were too many versions to read all that could admit one
     */
    record PreReleaseNotAdmitted(int finalRelease, boolean presumed) implements Cause {}

    /**
     * Nothing in such a set pins these yanked versions (PEP 592, pip's rule). The first term is the project; the question is among the others.
     *
     * @param presumed whether there were too many versions to read all that could pin one
     */
    record YankedNotAdmitted(boolean presumed) implements Cause {}

    /** In exactly this set the version of the first term's project is not admitted. */
    record NotAdmittedThere(Why why) implements Cause {
        /** What keeps the version out. */
        public enum Why {
            /** A pre-release, while the set's clauses leave a final release. */
            PRE_RELEASE,
            /** Yanked, while nothing pins it or the set's clauses leave another version. */
            YANKED
        }
    }

    /** Sought is a set with the package at its newest or newer: {question, project in older versions}. */
    record OnlyNewest() implements Cause {}

    /** Sought is a set that is newer in some package than one already found: {question, each package at most as new}. */
    record BeyondFound() implements Cause {}
}
