package org.compatserver.resolver.spi;

import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;

/**
 * What the solver may pick from: one question's view of the index. Answers to the same call are equal for as long as the source lives. Every
 * method may wait for the network; a fault of the index is thrown as the unchecked exception of whoever provides the source, and the solver lets
 * it pass.
 */
public interface PackageSource {
    /** The project's versions; of an unknown project, none. */
    Releases releases(ProjectName project);

    /** Why a version that is not {@link Releases#usable()} is not, or why a project without versions has none (position -1). */
    Unavailable unavailable(ProjectName project, int position);

    /**
     * What a usable version requires. Of a project with an extra: what the version requires when the extra is asked for; that it is the same
     * version as the project's is a rule of the solver and is not listed. Of an extra that the version does not have: nothing.
     */
    Dependencies dependencies(PackageNode node, int position);

    /**
     * Says what the solver is likely to ask soon, so that it can be fetched meanwhile. Returns at once.
     *
     * @param likely positions of the project whose dependencies may be asked
     */
    default void expect(ProjectName project, VersionSet likely) {}
}
