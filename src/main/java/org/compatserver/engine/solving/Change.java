package org.compatserver.engine.solving;

import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Specifier;

/** A smallest change to a question: something that is no longer asked for. */
sealed interface Change {
    /** Whether, after this change, the other one changes nothing. */
    default boolean covers(Change other) {
        return equals(other);
    }

    /** A clause of the requirement of this number. */
    record OfClause(int requirement, ProjectName project, Specifier clause) implements Change {}

    /** An extra of the requirement of this number. */
    record OfExtra(int requirement, ProjectName project, Extra extra) implements Change {}

    /** A clause of the constraint of this number. */
    record OfConstraint(int constraint, ProjectName project, Specifier clause) implements Change {}

    /** A package, in all requirements on it. */
    record OfPackage(ProjectName project) implements Change {
        @Override
        public boolean covers(Change other) {
            return switch (other) {
                case OfClause(int _, var of, var _) -> of.equals(project);
                case OfExtra(int _, var of, var _) -> of.equals(project);
                case OfConstraint _ -> false;
                case OfPackage(var of) -> of.equals(project);
            };
        }
    }
}
