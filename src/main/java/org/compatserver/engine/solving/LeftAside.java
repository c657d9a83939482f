package org.compatserver.engine.solving;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Step;

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
        Set<Derivation> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Derivation> open = new ArrayDeque<>(List.of(proof));
        while (!open.isEmpty()) {
            Derivation node = open.pop();
            if (!seen.add(node)) {
                continue;
            }
            switch (node) {
                case Step step -> {
                    open.push(step.left());
                    open.push(step.right());
                }
                case Fact fact -> {
                    if (isPresumed(fact.ground(), newest)) {
                        fact.conclusion().stream()
                                .map(claim -> claim.subject().project())
                                .filter(Objects::nonNull)
                                .findFirst()
                                .ifPresent(projects::add);
                    }
                }
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
