package org.compatserver.certificate;

import java.util.List;
import org.compatserver.certificate.World.Release;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;

/** Which versions all clauses on a project together admit (pip's rules for pre-releases and, with PEP 592, for yanked files). */
final class Admission {
    private Admission() {}

    /** The admitted versions, ascending. */
    static List<Release> admitted(World world, ProjectName project, List<SpecifierSet> clauses) {
        List<Release> inRange = world.releases(project).stream()
                .filter(release -> release.usable() && inRange(release.version(), clauses))
                .toList();
        boolean preReleases = world.question().preReleases()
                || clauses.stream().anyMatch(SpecifierSet::namesPreRelease)
                || inRange.stream().allMatch(release -> release.version().isPreRelease());
        List<Release> candidates = inRange.stream()
                .filter(release -> preReleases || !release.version().isPreRelease())
                .toList();
        boolean yanked = clauses.stream().anyMatch(SpecifierSet::pins)
                && candidates.stream().allMatch(Release::yanked);
        return candidates.stream()
                .filter(release -> yanked || !release.yanked())
                .toList();
    }

    static boolean inRange(Version version, List<SpecifierSet> clauses) {
        return clauses.stream().allMatch(clause -> clause.contains(version));
    }
}
