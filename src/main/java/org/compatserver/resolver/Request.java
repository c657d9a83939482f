package org.compatserver.resolver;

import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.VersionSet;

/**
 * What a set is sought for. Its order never matters.
 *
 * @param roots what the question requires; each clause counts for admission too
 * @param newestOrNewer per project the positions it must be at; no clauses, so they admit nothing
 * @param found points already found, each as the position of every requested project: sought is a set that is newer than each of them in some
 *     project
 * @param given facts that hold beside all that the source says
 */
public record Request(
        List<Dependency> roots,
        Map<ProjectName, VersionSet> newestOrNewer,
        List<Map<ProjectName, Integer>> found,
        List<External> given) {
    public Request {
        roots = List.copyOf(roots);
        newestOrNewer = Map.copyOf(newestOrNewer);
        found = List.copyOf(found);
        given = List.copyOf(given);
    }

    /** A set of which nothing is known but what the source says. */
    public Request(
            List<Dependency> roots, Map<ProjectName, VersionSet> newestOrNewer, List<Map<ProjectName, Integer>> found) {
        this(roots, newestOrNewer, found, List.of());
    }

    /** Whatever the facts allow together: required is only what they require. */
    static Request given(List<External> facts) {
        return new Request(List.of(), Map.of(), List.of(), facts);
    }

    /** A set that fulfils the requirements. */
    public static Request of(List<Dependency> roots) {
        return new Request(roots, Map.of(), List.of());
    }
}
