package org.compatserver.resolver;

import java.util.List;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;

/** Which versions clauses admit together: pip's rule for pre-releases, and PEP 592 for yanked files as pip reads it (solver.md, "Admission"). */
public final class Admission {
    private Admission() {}

    /** Whether the position is admitted by any clauses that allow it: it is not yanked, nor a pre-release where these need be admitted. */
    public static boolean isAlwaysAdmitted(Releases releases, int position) {
        return !releases.yanked().contains(position)
                && (!releases.preReleases().contains(position) || admitsPreReleases(releases));
    }

    /** Whether pre-releases are admitted whatever the clauses are: the question or its constraint does it, or there is nothing else. */
    private static boolean admitsPreReleases(Releases releases) {
        Clause constraint = releases.constraint();
        return releases.everyPreRelease()
                || constraint != null && constraint.admitsPreReleases()
                || releases.usable().isSubsetOf(releases.preReleases());
    }

    /** The positions with a file that counts which all the clauses and the question's constraint allow. */
    public static VersionSet merged(Releases releases, List<Clause> clauses) {
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
    static VersionSet candidates(Releases releases, List<Clause> clauses, VersionSet merged) {
        Clause constraint = releases.constraint();
        boolean preReleases = releases.everyPreRelease()
                || constraint != null && constraint.admitsPreReleases()
                || clauses.stream().anyMatch(Clause::admitsPreReleases)
                || merged.isSubsetOf(releases.preReleases());
        return preReleases ? merged : merged.minus(releases.preReleases());
    }

    static boolean isPinned(Releases releases, List<Clause> clauses) {
        Clause constraint = releases.constraint();
        return constraint != null && constraint.pins() || clauses.stream().anyMatch(Clause::pins);
    }

    /** The positions that the clauses, with the question's constraint, admit. */
    public static VersionSet admitted(Releases releases, List<Clause> clauses) {
        VersionSet candidates = candidates(releases, clauses, merged(releases, clauses));
        VersionSet yanked = releases.yanked();
        return candidates.isSubsetOf(yanked) && isPinned(releases, clauses) ? candidates : candidates.minus(yanked);
    }
}
