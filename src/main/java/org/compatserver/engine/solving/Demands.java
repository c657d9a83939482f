package org.compatserver.engine.solving;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Versions;
import org.compatserver.verdict.Derivation.Versions.Run;

/** The demands on which a proof rests. */
final class Demands {
    private final PackageSource source;

    Demands(PackageSource source) {
        this.source = source;
    }

    /** As long as all of these are made the proof holds. Those that exclude no version that could be installed are left out. */
    Collection<Demand> of(Derivation proof) {
        Set<Demand> found = new LinkedHashSet<>();
        for (Fact fact : proof.facts()) {
            Claim first = fact.conclusion().getFirst();
            Claim last = fact.conclusion().getLast();
            switch (fact.ground()) {
                case Ground.Requires _
                when excludes(last) -> found.add(new Demand.OfReleases(project(first), project(last)));
                case Ground.Asked _ when excludes(last) -> found.add(new Demand.OfQuestion(project(last)));
                case Ground.Constrained _
                when constrains(project(first)) -> found.add(new Demand.OfConstraints(project(first)));
                case Ground.Requires _,
                        Ground.Asked _,
                        Ground.Constrained _,
                        Ground.SameVersion _,
                        Ground.CannotBeUsed _,
                        Ground.PreReleaseNotAdmitted _,
                        Ground.YankedNotAdmitted _,
                        Ground.NotAdmittedThere _,
                        Ground.OnlyNewest _,
                        Ground.BeyondFound _ -> {}
            }
        }
        return found;
    }

    private boolean excludes(Claim required) {
        Releases releases = source.releases(project(required));
        return !releases.usable().isSubsetOf(positions(required.versions(), releases.versions()));
    }

    private boolean constrains(ProjectName project) {
        Releases releases = source.releases(project);
        Clause constraint = releases.constraint();
        return constraint != null && !releases.usable().isSubsetOf(constraint.allowed());
    }

    /** The versions as positions in a project's ascending list. */
    static VersionSet positions(Versions versions, List<Version> known) {
        VersionSet.Builder positions = new VersionSet.Builder(known.size());
        for (Run run : versions.runs()) {
            int first = Collections.binarySearch(known, run.first());
            int last = Collections.binarySearch(known, run.last());
            positions.add(first < 0 ? -first - 1 : first, last < 0 ? -last - 1 : last + 1);
        }
        return positions.build();
    }

    private static ProjectName project(Claim claim) {
        return Objects.requireNonNull(claim.subject().project(), "The question is not required");
    }
}
