package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;

/**
 * Passes a source through, and notes which requested packages something could make newer than their own newest: some version that was looked at has a clause
 * that may admit a pre-release or a yanked version above it. As long as there is none, a set with every package at its newest is maximal, and need not be
 * proved so.
 */
final class Doors implements PackageSource {
    /** With so few versions in all projects of a set, every one of them is looked at, and what is found is exact. */
    private static final int FEW = 100;

    private final PackageSource source;
    private boolean few;
    private final List<Ask> watched = new ArrayList<>();
    private final Set<ProjectName> open = new HashSet<>();

    Doors(PackageSource source) {
        this.source = source;
    }

    /** Starts to look at clauses on a package, if it has usable versions above its newest at all. */
    void watch(Ask ask) {
        VersionSet above = ask.from(ask.newest() + 1).and(ask.releases().usable());
        if (ask.newest() >= 0 && !above.isEmpty()) {
            watched.add(ask);
        }
    }

    /** Whether the package may be newer than its own newest; of one that has none, whatever is found may not be the newest. */
    boolean isOpen(Ask ask) {
        return few || ask.newest() < 0 || open.contains(ask.project());
    }

    /** Judges by a set that was found how many versions there are to look at. */
    void consider(Set<PackageNode> set) {
        int versions = 0;
        for (PackageNode node : set) {
            versions += node.extra() == null
                    ? source.releases(node.project()).usable().count()
                    : 0;
        }
        few = versions <= FEW;
    }

    /** The versions at which the packages are sought: those that nothing looked at so far could admit are left aside. */
    Map<ProjectName, VersionSet> reach(List<Ask> asks) {
        Map<ProjectName, VersionSet> reach = new HashMap<>();
        for (Ask ask : asks) {
            if (!isOpen(ask)) {
                reach.put(ask.project(), ask.from(ask.newest() + 1).complement());
            }
        }
        return reach;
    }

    @Override
    public Releases releases(ProjectName project) {
        return source.releases(project);
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        return source.unavailable(project, position);
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        Dependencies read = source.dependencies(node, position);
        if (!watched.isEmpty() && read instanceof Dependencies.Known(List<Dependency> dependencies)) {
            dependencies.forEach(this::look);
        }
        return read;
    }

    private void look(Dependency dependency) {
        for (Ask ask : watched) {
            if (ask.project().equals(dependency.target().project()) && mayAdmit(dependency.clause(), ask)) {
                open.add(ask.project());
            }
        }
    }

    private static boolean mayAdmit(Clause clause, Ask ask) {
        VersionSet above = ask.from(ask.newest() + 1).and(ask.releases().usable());
        return !clause.allowed().isDisjointFrom(above)
                && (clause.admitsPreReleases()
                        || clause.pins()
                        || !clause.allowed().contains(ask.newest()));
    }

    @Override
    public void expect(ProjectName project, VersionSet likely) {
        source.expect(project, likely);
    }
}
