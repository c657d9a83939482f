package org.compatserver.engine.solving;

import java.util.Collection;
import java.util.HashSet;
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
 * constrained. What a demand admits (pre-releases, yanked versions) is gone with it, so nothing but versions outside of its range becomes possible. A release without a
 * requirement that it has is another release, so whatever pins the project does not allow it.
 */
final class Relaxed implements PackageSource {
    private final PackageSource source;
    private final Set<Demand> dropped;
    private final Set<ProjectName> released = new HashSet<>();

    Relaxed(PackageSource source, Collection<Demand> dropped) {
        this.source = source;
        this.dropped = Set.copyOf(dropped);
        for (Demand demand : dropped) {
            if (demand instanceof Demand.OfReleases(var project, var _)) {
                released.add(project);
            }
        }
    }

    /** What is asked for. */
    List<Dependency> roots(List<Ask> asks) {
        return asks.stream()
                .flatMap(ask -> ask.roots().stream())
                .map(root -> relaxed(root, new Demand.OfQuestion(root.target().project())))
                .toList();
    }

    @Override
    public Releases releases(ProjectName project) {
        Releases releases = source.releases(project);
        Clause constraint = releases.constraint();
        if (constraint == null) {
            return releases;
        }
        return new Releases(
                releases.versions(),
                releases.usable(),
                releases.preReleases(),
                releases.yanked(),
                releases.everyPreRelease(),
                dropped.contains(new Demand.OfConstraints(project)) ? null : relaxed(project, constraint));
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        Dependencies read = source.dependencies(node, position);
        return switch (read) {
            case Dependencies.Known(List<Dependency> dependencies)
            when dependencies.stream()
                    .anyMatch(one -> isConcerned(node.project(), one.target().project())) ->
                new Dependencies.Known(dependencies.stream()
                        .map(one -> relaxed(
                                one,
                                new Demand.OfReleases(
                                        node.project(), one.target().project())))
                        .toList());
            case Dependencies.Known _, Dependencies.Unusable _ -> read;
        };
    }

    private boolean isConcerned(ProjectName project, ProjectName target) {
        return released.contains(project) || released.contains(target);
    }

    private Dependency relaxed(Dependency dependency, Demand demand) {
        ProjectName target = dependency.target().project();
        boolean ofItself = demand instanceof Demand.OfReleases(var project, var _) && project.equals(target);
        return dropped.contains(demand)
                ? with(dependency, anyVersion(target))
                : ofItself ? dependency : with(dependency, relaxed(target, dependency.clause()));
    }

    private Clause relaxed(ProjectName project, Clause clause) {
        return clause.pins() && released.contains(project)
                ? new Clause(
                        clause.specifiers(), VersionSet.none(clause.allowed().size()), false, true)
                : clause;
    }

    private Clause anyVersion(ProjectName project) {
        int size = source.releases(project).versions().size();
        return new Clause(SpecifierSet.any(), VersionSet.all(size), false, false);
    }

    private static Dependency with(Dependency dependency, Clause clause) {
        return new Dependency(dependency.target(), clause, dependency.source());
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
