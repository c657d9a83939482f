package org.compatserver.certificate;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.compatserver.certificate.World.Release;
import org.compatserver.certificate.World.State;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Whether nothing that can be in a set, given some claims, puts other than harmless clauses on a project. Subjects are followed from the question; one
 * without a claim may be at any of its versions, one with a negative claim at any other. What is not in a set changes nothing.
 */
final class Harmlessness {
    private final World world;
    private final ProjectName project;
    private final Predicate<SpecifierSet> harmless;
    private final Map<Subject, Claim> claims = new HashMap<>();
    private final Set<Subject> visited = new HashSet<>();

    Harmlessness(World world, ProjectName project, Predicate<SpecifierSet> harmless) {
        this.world = world;
        this.project = project;
        this.harmless = harmless;
    }

    boolean holds(List<Claim> given) {
        given.forEach(claim -> claims.put(claim.subject(), claim));
        return world.asked().stream().allMatch(this::follow);
    }

    private boolean follow(Requirement requirement) {
        if (requirement.project().equals(project) && !harmless.test(requirement.specifiers())) {
            return false;
        }
        return visit(new Subject(requirement.project(), null))
                && requirement.extras().stream().allMatch(extra -> visit(new Subject(requirement.project(), extra)));
    }

    /** A subject visited before is being looked at already: what it brings in is judged there. */
    private boolean visit(Subject subject) {
        if (!visited.add(subject)) {
            return true;
        }
        ProjectName name = Objects.requireNonNull(subject.project());
        List<Release> releases = world.releases(name);
        BitSet possible = possible(subject, releases.size());
        if (subject.extra() != null) {
            possible.and(possible(new Subject(name, null), releases.size()));
        }
        return possible.stream().allMatch(i -> followAll(releases.get(i), subject.extra()));
    }

    /** The versions that the claims leave the subject. */
    private BitSet possible(Subject subject, int size) {
        Claim claim = claims.get(subject);
        BitSet possible = new BitSet();
        if (claim == null) {
            possible.set(0, size);
        } else {
            possible.or(Box.indices(world, subject, claim.versions()));
            if (!claim.positive()) {
                possible.flip(0, size);
            }
        }
        return possible;
    }

    private boolean followAll(Release release, @Nullable Extra extra) {
        return switch (world.state(release)) {
            case State.Installable(var file, var metadata, var assumed) -> {
                List<Requirement> requirements = world.requirements(metadata, extra);
                yield contradictsItself(release, requirements)
                        || requirements.stream().allMatch(this::follow);
            }
            case State.Unknowable unknowable -> true;
            case State.Impossible impossible -> true;
        };
    }

    /** Such a release is in no set. */
    private static boolean contradictsItself(Release release, List<Requirement> requirements) {
        return requirements.stream()
                .anyMatch(requirement -> requirement.project().equals(release.project())
                        && !requirement.specifiers().contains(release.version()));
    }
}
