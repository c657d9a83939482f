package org.compatserver.round.solving;

import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;

/** The world if nothing required anything and everything that can be used were admitted: what facts say by themselves. */
record Bare(PackageSource world) implements PackageSource {
    private static final Dependencies NOTHING = new Dependencies.Known(java.util.List.of());

    @Override
    public Releases releases(ProjectName project) {
        return AdmittingAll.admitting(world.releases(project));
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        return world.unavailable(project, position);
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        return NOTHING;
    }
}
