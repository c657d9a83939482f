package org.compatserver.round.solving;

import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;

/** The world if everything that can be used were admitted: what is impossible here is impossible whatever clauses there are. */
record AdmittingAll(PackageSource world) implements PackageSource {
    @Override
    public Releases releases(ProjectName project) {
        return admitting(world.releases(project));
    }

    static Releases admitting(Releases real) {
        VersionSet none = VersionSet.none(real.versions().size());
        return new Releases(real.versions(), real.usable(), none, none, true, real.constraint());
    }

    @Override
    public Unavailable unavailable(ProjectName project, int position) {
        return world.unavailable(project, position);
    }

    @Override
    public Dependencies dependencies(PackageNode node, int position) {
        return world.dependencies(node, position);
    }

    @Override
    public void expect(ProjectName project, VersionSet likely) {
        world.expect(project, likely);
    }
}
