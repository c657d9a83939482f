package org.compatserver.certificate;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.compatserver.certificate.World.Release;
import org.compatserver.certificate.World.State;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Subject;
import org.jspecify.annotations.Nullable;

/** Whether a fact of a proof holds of the question and the index, unknowable files taken to require nothing. */
final class FactChecker {
    private final World world;
    private final Goal goal;

    /**
     * @param goal which of the assumptions that only some proofs may make, this one may
     */
    FactChecker(World world, Goal goal) {
        this.world = world;
        this.goal = goal;
    }

    /** What a proof is to show, so which sets it may leave aside. */
    interface Goal {
        /** Whether sets with the project at this version are left aside, being older than its newest. */
        boolean leavesAside(ProjectName project, Version version);

        /** Whether sets within the box are left aside, a set that is as new having been found. */
        boolean leavesAside(Box box, List<Claim> claims);

        /** Whether the asker is told that versions of the project are left aside without proof. */
        boolean isSaid(ProjectName project);
    }

    /** What is wrong with the fact; nothing when it holds. */
    Optional<String> check(Fact fact) {
        return holds(fact) ? Optional.empty() : Optional.of(fact + " does not hold");
    }

    private boolean holds(Fact fact) {
        List<Claim> claims = fact.conclusion();
        return switch (fact.ground()) {
            case Ground.Asked asked -> isPair(claims) && asksFor(claims.get(0), claims.get(1));
            case Ground.Requires requires -> isPair(claims) && requires(claims.get(0), claims.get(1));
            case Ground.SameVersion same -> isPair(claims) && isSameVersion(claims.get(0), claims.get(1));
            case Ground.CannotBeUsed unavailable -> allVersions(claims, this::cannotBeUsed);
            case Ground.Constrained constrained ->
                allVersions(
                        claims,
                        (subject, release) ->
                                !Admission.inRange(release.version(), world.constraints(release.project())));
            case Ground.OnlyNewest newest ->
                allVersions(
                        withoutQuestion(claims),
                        (subject, release) -> goal.leavesAside(release.project(), release.version()));
            case Ground.BeyondFound found -> goal.leavesAside(new Box(world, claims), withoutQuestion(claims));
            case Ground.PreReleaseNotAdmitted(var finalRelease, boolean presumed) ->
                preReleaseStaysOut(claims, finalRelease, presumed);
            case Ground.YankedNotAdmitted(boolean presumed) -> yankedStaysOut(claims, presumed);
            case Ground.NotAdmittedThere there -> new NotAdmittedThere(world).holds(claims);
        };
    }

    private static boolean isPair(List<Claim> claims) {
        return claims.size() == 2 && claims.get(0).positive() && !claims.get(1).positive();
    }

    private static List<Claim> withoutQuestion(List<Claim> claims) {
        return claims.stream()
                .filter(claim -> !claim.subject().equals(Subject.QUESTION))
                .toList();
    }

    /** Every set has the project at a version that all that was asked of it allows. */
    private boolean asksFor(Claim question, Claim wanted) {
        ProjectName project = wanted.subject().project();
        Extra extra = wanted.subject().extra();
        List<Requirement> asked = world.asked().stream()
                .filter(requirement -> requirement.project().equals(project))
                .toList();
        return question.subject().equals(Subject.QUESTION)
                && project != null
                && asked.stream()
                        .anyMatch(requirement ->
                                extra == null || requirement.extras().contains(extra))
                && allowsAll(wanted, asked.stream().map(Requirement::specifiers).toList());
    }

    /** Whether the claim's versions are all that the clauses leave, or more. */
    private boolean allowsAll(Claim wanted, List<SpecifierSet> clauses) {
        List<Version> versions = world.versions(project(wanted));
        BitSet allowed = Box.indices(world, wanted.subject(), wanted.versions());
        return every(versions.size(), i -> allowed.get(i) || !Admission.inRange(versions.get(i), clauses));
    }

    private static boolean every(int size, IntPredicate test) {
        for (int i = 0; i < size; i++) {
            if (!test.test(i)) {
                return false;
            }
        }
        return true;
    }

    private static ProjectName project(Claim claim) {
        ProjectName project = claim.subject().project();
        if (project == null) {
            throw new IllegalArgumentException("The question has no versions");
        }
        return project;
    }

    /** Each of the dependents has a requirement that allows nothing beyond the claimed versions. */
    private boolean requires(Claim dependents, Claim wanted) {
        Subject subject = dependents.subject();
        return subject.project() != null
                && wanted.subject().project() != null
                && allVersions(List.of(dependents), (s, release) -> {
                    List<Requirement> requirements = requirements(release, subject.extra());
                    return requirements == null
                            || requirements.stream().anyMatch(requirement -> leadsTo(requirement, wanted));
                });
    }

    private boolean leadsTo(Requirement requirement, Claim wanted) {
        Extra extra = wanted.subject().extra();
        return requirement.project().equals(project(wanted))
                && (extra == null || requirement.extras().contains(extra))
                && allowsAll(wanted, List.of(requirement.specifiers()));
    }

    /** What the version requires; nothing where that is not known; null where the version cannot be in a set at all. */
    private @Nullable List<Requirement> requirements(Release release, @Nullable Extra extra) {
        return switch (world.state(release)) {
            case State.Installable(var file, var metadata, var assumed) -> {
                List<Requirement> requirements = world.requirements(metadata, extra);
                yield requirements.stream().anyMatch(requirement -> requirement.address() != null)
                        ? null
                        : requirements;
            }
            case State.Unknowable unknowable -> List.of();
            case State.Impossible impossible -> null;
        };
    }

    private boolean cannotBeUsed(Subject subject, Release release) {
        return !release.usable() || requirements(release, subject.extra()) == null;
    }

    private boolean isSameVersion(Claim withExtra, Claim project) {
        BitSet beyond = Box.indices(world, withExtra.subject(), withExtra.versions());
        beyond.andNot(Box.indices(world, project.subject(), project.versions()));
        return withExtra.subject().extra() != null
                && project.subject().extra() == null
                && project(withExtra).equals(project(project))
                && beyond.isEmpty();
    }

    private interface VersionTest {
        boolean test(Subject subject, Release release);
    }

    /** Whether the test holds of all versions of the one claim there is. */
    private boolean allVersions(List<Claim> claims, VersionTest test) {
        if (claims.size() != 1 || !claims.get(0).positive()) {
            return false;
        }
        Claim claim = claims.get(0);
        List<Release> releases = world.releases(project(claim));
        return Box.indices(world, claim.subject(), claim.versions()).stream()
                .allMatch(i -> test.test(claim.subject(), releases.get(i)));
    }

    private boolean preReleaseStaysOut(List<Claim> claims, Version finalRelease, boolean presumed) {
        if (claims.isEmpty() || world.question().preReleases() || finalRelease.isPreRelease()) {
            return false;
        }
        Predicate<SpecifierSet> harmless = clauses -> !clauses.namesPreRelease() && clauses.contains(finalRelease);
        Claim out = claims.get(0);
        Release witness = world.release(project(out), finalRelease);
        return witness != null
                && witness.usable()
                && allVersions(List.of(out), (s, release) -> release.version().isPreRelease())
                && (presumed ? goal.isSaid(project(out)) : changesNothing(claims, harmless));
    }

    private boolean yankedStaysOut(List<Claim> claims, boolean presumed) {
        return !claims.isEmpty()
                && allVersions(List.of(claims.get(0)), (s, release) -> release.yanked())
                && (presumed
                        ? goal.isSaid(project(claims.get(0)))
                        : changesNothing(claims, clauses -> !clauses.pins()));
    }

    /** Whether no set that fits the claims has a clause on the first one's project that could admit it. */
    private boolean changesNothing(List<Claim> claims, Predicate<SpecifierSet> harmless) {
        ProjectName project = project(claims.get(0));
        return claims.stream().anyMatch(claim -> claim.subject().equals(Subject.QUESTION))
                && world.constraints(project).stream().allMatch(harmless)
                && new Harmlessness(world, project, harmless).holds(claims);
    }
}
