package org.compatserver.certificate;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.certificate.World.Release;
import org.compatserver.certificate.World.State;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Subject;
import org.jspecify.annotations.Nullable;

/** Whether the one set that the claims describe is closed, and does not admit some version in it. */
final class NotAdmittedThere {
    private final World world;
    private final Map<Subject, Release> chosen = new HashMap<>();

    NotAdmittedThere(World world) {
        this.world = world;
    }

    boolean holds(List<Claim> claims) {
        boolean question = false;
        for (Claim claim : claims) {
            ProjectName project = claim.subject().project();
            BitSet versions = Box.indices(world, claim.subject(), claim.versions());
            if (!claim.positive() || versions.cardinality() != 1) {
                return false;
            }
            if (project == null) {
                question = true;
            } else {
                chosen.put(claim.subject(), world.releases(project).get(versions.nextSetBit(0)));
            }
        }
        Map<ProjectName, java.util.List<SpecifierSet>> clauses = new HashMap<>();
        return question && isClosed(clauses) && someIsOut(clauses);
    }

    private boolean isClosed(Map<ProjectName, List<SpecifierSet>> clauses) {
        boolean closed = world.asked().stream().allMatch(requirement -> note(requirement, clauses));
        for (Map.Entry<Subject, Release> entry : chosen.entrySet()) {
            closed &= requirements(entry.getValue(), entry.getKey().extra()).stream()
                    .allMatch(requirement -> note(requirement, clauses));
        }
        return closed;
    }

    private List<Requirement> requirements(Release release, @Nullable Extra extra) {
        return switch (world.state(release)) {
            case State.Installable(var file, var metadata, var assumed) -> world.requirements(metadata, extra);
            case State.Unknowable unknowable -> List.of();
            case State.Impossible impossible -> List.of();
        };
    }

    private boolean note(Requirement requirement, Map<ProjectName, List<SpecifierSet>> clauses) {
        clauses.computeIfAbsent(requirement.project(), p -> new java.util.ArrayList<>())
                .add(requirement.specifiers());
        return chosen.containsKey(new Subject(requirement.project(), null))
                && requirement.extras().stream()
                        .allMatch(extra -> chosen.containsKey(new Subject(requirement.project(), extra)));
    }

    private boolean someIsOut(Map<ProjectName, List<SpecifierSet>> clauses) {
        return chosen.entrySet().stream()
                .filter(entry -> entry.getKey().extra() == null)
                .map(Map.Entry::getValue)
                .anyMatch(release -> {
                    List<SpecifierSet> all =
                            new java.util.ArrayList<>(clauses.getOrDefault(release.project(), List.of()));
                    all.addAll(world.constraints(release.project()));
                    return !Admission.admitted(world, release.project(), all).contains(release);
                });
    }
}
