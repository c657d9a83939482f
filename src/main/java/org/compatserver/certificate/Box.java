package org.compatserver.certificate;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Derivation.Versions;

/**
 * What claims say, as plain sets: for each subject the choices that they leave it. A choice is an index into the project's versions, or the number
 * of versions for "not chosen at all". The question has one version and is always chosen.
 */
final class Box {
    private final World world;
    private final Map<Subject, BitSet> choices = new HashMap<>();

    Box(World world, List<Claim> claims) {
        this.world = world;
        for (Claim claim : claims) {
            BitSet chosen = indices(world, claim.subject(), claim.versions());
            if (!claim.positive()) {
                chosen.flip(0, size(claim.subject()));
            }
            choices.merge(claim.subject(), chosen, (a, b) -> {
                a.and(b);
                return a;
            });
        }
    }

    /** The indices of the versions in the runs. */
    static BitSet indices(World world, Subject subject, Versions versions) {
        BitSet result = new BitSet();
        ProjectName project = subject.project();
        if (project == null) {
            result.set(0);
            return result;
        }
        List<Version> all = world.versions(project);
        for (int i = 0; i < all.size(); i++) {
            Version version = all.get(i);
            if (versions.runs().stream()
                    .anyMatch(run -> run.first().compareTo(version) <= 0 && version.compareTo(run.last()) <= 0)) {
                result.set(i);
            }
        }
        return result;
    }

    private int size(Subject subject) {
        ProjectName project = subject.project();
        return project == null ? 1 : world.versions(project).size() + 1;
    }

    private BitSet of(Subject subject) {
        BitSet claimed = choices.get(subject);
        if (claimed != null) {
            return claimed;
        }
        BitSet all = new BitSet();
        all.set(0, size(subject));
        return all;
    }

    /** Whether every choice of all subjects that is in this box is in {@code left} or in {@code right}. */
    boolean isCoveredBy(Box left, Box right) {
        Set<Subject> outsideLeft = outside(left);
        Set<Subject> outsideRight = outside(right);
        if (isEmpty() || outsideLeft.isEmpty() || outsideRight.isEmpty()) {
            return true;
        }
        if (outsideLeft.size() != 1 || !outsideLeft.equals(outsideRight)) {
            return false;
        }
        Subject pivot = outsideLeft.iterator().next();
        BitSet missing = (BitSet) of(pivot).clone();
        missing.andNot(left.of(pivot));
        missing.andNot(right.of(pivot));
        return missing.isEmpty();
    }

    boolean isWithin(Box other) {
        return isEmpty() || outside(other).isEmpty();
    }

    private boolean isEmpty() {
        return choices.values().stream().anyMatch(BitSet::isEmpty);
    }

    private Set<Subject> outside(Box other) {
        Set<Subject> result = new TreeSet<>(java.util.Comparator.comparing(Subject::toString));
        for (Subject subject : other.choices.keySet()) {
            BitSet beyond = (BitSet) of(subject).clone();
            beyond.andNot(other.of(subject));
            if (!beyond.isEmpty()) {
                result.add(subject);
            }
        }
        return result;
    }
}
