package org.compatserver.engine.solving;

import java.util.List;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;

/** Which versions a project's clauses, taken together, admit (pip's rules for pre-releases and, after PEP 592, for yanked files). */
final class Admission {
    private Admission() {}

    /** Versions with a usable file in the range of all clauses. */
    static VersionSet inRange(Releases releases, List<Clause> clauses) {
        VersionSet merged = releases.usable();
        for (Clause clause : clauses) {
            merged = merged.and(clause.allowed());
        }
        return merged;
    }

    static VersionSet admitted(Releases releases, List<Clause> clauses) {
        VersionSet merged = inRange(releases, clauses);
        boolean preReleases = releases.everyPreRelease()
                || clauses.stream().anyMatch(Clause::admitsPreReleases)
                || merged.isSubsetOf(releases.preReleases());
        VersionSet candidates = preReleases ? merged : merged.minus(releases.preReleases());
        boolean pinned = clauses.stream().anyMatch(Clause::pins);
        return pinned && candidates.isSubsetOf(releases.yanked()) ? candidates : candidates.minus(releases.yanked());
    }
}
