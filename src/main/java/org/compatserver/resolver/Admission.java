package org.compatserver.resolver;

import java.util.List;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;

/** Which versions clauses admit together: pip's rule for pre-releases, and PEP 592 for yanked files as pip reads it (solver.md, "Admission"). */
final class Admission {
    private Admission() {}

    /** Whether the position is admitted by any clauses that allow it: it is neither a pre-release nor yanked. */
    static boolean isAlwaysAdmitted(Project project, int position) {
        return !project.releases.preReleases().contains(position)
                && !project.releases.yanked().contains(position);
    }

    /** The positions with a file that counts which all the clauses and the constraint allow. */
    static VersionSet merged(Project project, List<Clause> clauses) {
        Releases releases = project.releases;
        VersionSet merged = releases.usable();
        if (releases.constraint() != null) {
            merged = merged.and(releases.constraint().allowed());
        }
        for (Clause clause : clauses) {
            merged = merged.and(clause.allowed());
        }
        return merged;
    }

    /** Those of the {@code merged} positions that can be had if yanks are left aside. */
    static VersionSet candidates(Project project, List<Clause> clauses, VersionSet merged) {
        Releases releases = project.releases;
        Clause constraint = releases.constraint();
        boolean preReleases = releases.everyPreRelease()
                || constraint != null && constraint.admitsPreReleases()
                || clauses.stream().anyMatch(Clause::admitsPreReleases)
                || merged.isSubsetOf(releases.preReleases());
        return preReleases ? merged : merged.minus(releases.preReleases());
    }

    static boolean isPinned(Project project, List<Clause> clauses) {
        Clause constraint = project.releases.constraint();
        return constraint != null && constraint.pins() || clauses.stream().anyMatch(Clause::pins);
    }

    static VersionSet admitted(Project project, List<Clause> clauses) {
        VersionSet candidates = candidates(project, clauses, merged(project, clauses));
        VersionSet yanked = project.releases.yanked();
        return candidates.isSubsetOf(yanked) && isPinned(project, clauses) ? candidates : candidates.minus(yanked);
    }
}
