package org.compatserver.engine.solving;

import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;

/** Which projects have versions that a proof leaves aside because nothing that was looked at admits them, there being too many releases to look at all. */
final class LeftAside {
    private LeftAside() {}

    /** The projects, by name. */
    static NavigableSet<ProjectName> in(Derivation proof) {
        NavigableSet<ProjectName> projects = new TreeSet<>();
        for (Fact fact : proof.facts()) {
            if (isPresumed(fact.ground())) {
                fact.conclusion().stream()
                        .map(claim -> claim.subject().project())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(projects::add);
            }
        }
        return projects;
    }

    /** The same of a derivation in the solver's terms. */
    static NavigableSet<ProjectName> in(DerivationTree proof) {
        NavigableSet<ProjectName> projects = new TreeSet<>();
        for (External fact : External.of(proof)) {
            boolean presumed = fact.cause() instanceof Cause.PreReleaseNotAdmitted(var _, boolean ofPreReleases)
                    ? ofPreReleases
                    : fact.cause() instanceof Cause.YankedNotAdmitted(boolean ofYanked) && ofYanked;
            if (presumed) {
                projects.add(Objects.requireNonNull(fact.conclusion().getFirst().node())
                        .project());
            }
        }
        return projects;
    }

    private static boolean isPresumed(Ground ground) {
        return switch (ground) {
            case Ground.PreReleaseNotAdmitted(var _, boolean presumed) -> presumed;
            case Ground.YankedNotAdmitted(boolean presumed) -> presumed;
            case Ground.Asked _,
                    Ground.Requires _,
                    Ground.SameVersion _,
                    Ground.CannotBeUsed _,
                    Ground.Constrained _,
                    Ground.NotAdmittedThere _,
                    Ground.OnlyNewest _,
                    Ground.BeyondFound _ -> false;
        };
    }
}
