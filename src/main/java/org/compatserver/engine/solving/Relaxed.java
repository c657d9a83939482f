package org.compatserver.engine.solving;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;

/**
 * A world in which some demands are not made: a release still requires the other project, extras included, but in whatever version, and a project is not
 * constrained. What a demand admits (pre-releases, yanked versions) is gone with it, so nothing but versions outside of its range becomes possible.
 */
final class Relaxed implements PackageSource {
    private final PackageSource source;
    private final Set<Demand> dropped;

    Relaxed(PackageSource source, Collection<Demand> dropped) {
        this.source = source;
        this.dropped = Set.copyOf(dropped);
    }

    /** What is asked for, without the demands that are dropped. */
    List<Dependency> roots(List<Ask> asks) {
        return asks.stream()
                .flatMap(ask -> ask.roots().stream())
                .map(root ->
                        dropped.contains(new Demand.OfQuestion(root.target().project())) ? anyVersion(root) : root)
                .toList();
    }

    @Override
    public Releases releases(ProjectName project) {
        Releases releases = source.releases(project);
        return releases.constraint() != null && dropped.contains(new Demand.OfConstraints(project))
                ? new Releases(
                        releases.versions(),
                        releases.usable(),
                        releases.preReleases(),
                        releases.yanked(),
                        releases.everyPreRelease(),
                        null)
                : releases;
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        Dependencies read = source.dependencies(node, position);
        return switch (read) {
            case Dependencies.Known(List<Dependency> dependencies)
            when dependencies.stream().anyMatch(one -> isDropped(node, one)) ->
                new Dependencies.Known(dependencies.stream()
                        .map(one -> isDropped(node, one) ? anyVersion(one) : one)
                        .toList());
            case Dependencies.Known _, Dependencies.Unusable _ -> read;
        };
    }

    private boolean isDropped(PackageNode node, Dependency dependency) {
        return dropped.contains(
                new Demand.OfReleases(node.project(), dependency.target().project()));
    }

    private Dependency anyVersion(Dependency dependency) {
        int size = source.releases(dependency.target().project()).versions().size();
        Clause any = new Clause(SpecifierSet.any(), VersionSet.all(size), false, false);
        return new Dependency(dependency.target(), any, dependency.source());
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        return source.unavailable(project, position);
    }

    @Override
    public void expect(ProjectName project, VersionSet likely) {
        source.expect(project, likely);
    }
}
