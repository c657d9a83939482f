package org.compatserver.engine.solving;

import org.compatserver.pep.requirement.ProjectName;

/** Something that keeps a project to certain versions, and that somebody could relax. */
sealed interface Demand {
    /** What is kept to certain versions. */
    ProjectName target();

    /** What the versions of a project, with whatever extra, require of another: whoever releases the project could release any of them again without. */
    record OfReleases(ProjectName project, ProjectName target) implements Demand {}

    /** The specifiers of what was asked for. */
    record OfQuestion(ProjectName target) implements Demand {}

    /** The question's constraints on a project. */
    record OfConstraints(ProjectName target) implements Demand {}
}
