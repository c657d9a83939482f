package org.compatserver.resolver.spi;

import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * What the solver gives a version to: a project, or a project with one extra. The two share the project's positions, and a version of
 * the second requires the same version of the first.
 *
 * @param extra null for the project itself
 */
public record PackageNode(ProjectName project, @Nullable Extra extra) {
    public static PackageNode of(ProjectName project) {
        return new PackageNode(project, null);
    }

    @Override
    public String toString() {
        return extra == null ? project.normalized() : project + "[" + extra + "]";
    }
}
