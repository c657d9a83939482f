package org.compatserver.engine.solving;

import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;

/** Which projects have versions that a proof leaves aside because nothing that was looked at admits them, there being too many releases to look at all. */
final class LeftAside {
    private LeftAside() {}

    /**
     * The projects, by name.
     *
     * @param newest whether the proof may leave aside what is older than a package's newest: that is what it is about, and not meant here
     */
    static NavigableSet<ProjectName> in(Derivation proof, boolean newest) {
        NavigableSet<ProjectName> projects = new TreeSet<>();
        for (Fact fact : proof.facts()) {
            if (isPresumed(fact.ground(), newest)) {
                fact.conclusion().stream()
                        .map(claim -> claim.subject().project())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(projects::add);
            }
        }
        return projects;
    }

    private static boolean isPresumed(Ground ground, boolean newest) {
        return switch (ground) {
            case Ground.PreReleaseNotAdmitted(var _, boolean presumed) -> presumed;
            case Ground.YankedNotAdmitted(boolean presumed) -> presumed;
            case Ground.OnlyNewest() -> !newest;
            case Ground.Asked _,
                    Ground.Requires _,
                    Ground.SameVersion _,
                    Ground.CannotBeUsed _,
                    Ground.Constrained _,
                    Ground.NotAdmittedThere _,
                    Ground.BeyondFound _ -> false;
        };
    }
}
