package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;

/**
 * One requested project.
 *
 * @param requirement all that was asked of it, merged
 * @param newest the position of its newest version that its own clauses admit and that can be installed, or may turn out to be; -1 when there is none
 * @param finals the positions that count as skipped when they lie between a held version and the newest
 */
public record Ask(Requirement requirement, Releases releases, Clause clause, int newest, VersionSet finals) {

    /** Reads what the index says of a requested project; may wait for the network. */
    public static Ask of(Requirement requirement, ReleaseSource source, World world) {
        Releases releases = source.releases(requirement.project());
        Clause clause = source.clause(requirement.project(), requirement.specifiers());
        List<Clause> own = List.of(clause);
        return new Ask(
                requirement,
                releases,
                clause,
                newest(requirement.project(), Admission.admitted(releases, own), world),
                Admission.merged(releases, own).minus(releases.preReleases()));
    }

    private static int newest(ProjectName project, VersionSet admitted, World world) {
        PackageNode node = PackageNode.of(project);
        for (int position = admitted.highest(); position >= 0; position = admitted.below(position)) {
            boolean exists = switch (world.dependencies(node, position)) {
                case Dependencies.Known _ -> true;
                case Dependencies.Unusable(Unavailable reason) -> reason instanceof Unavailable.Unknowable;
            };
            if (exists) {
                return position;
            }
        }
        return -1;
    }

    /** The same, as if this were its newest position. */
    public Ask withNewest(int position) {
        return new Ask(requirement, releases, clause, position, finals);
    }

    public ProjectName project() {
        return requirement.project();
    }

    public PackageNode node() {
        return PackageNode.of(project());
    }

    /** What the solver is asked for: the project, and a node for each extra. */
    public List<Dependency> roots() {
        List<Dependency> roots = new ArrayList<>();
        String source = requirement.toString();
        roots.add(new Dependency(node(), clause, source));
        for (Extra extra : requirement.extras()) {
            roots.add(new Dependency(new PackageNode(project(), extra), clause, source));
        }
        return roots;
    }

    /** The positions from this one on. */
    public VersionSet from(int position) {
        int size = releases.versions().size();
        return VersionSet.range(size, Math.max(0, position), size);
    }

    public boolean isHeldAt(int position) {
        return position < newest;
    }

    /** The final releases above a position, up to the newest. */
    public VersionSet skipped(int position) {
        int size = releases.versions().size();
        return isHeldAt(position)
                ? finals.and(VersionSet.range(size, position + 1, newest + 1))
                : VersionSet.none(size);
    }
}
