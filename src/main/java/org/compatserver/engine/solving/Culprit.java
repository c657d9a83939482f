package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.Since.Change;
import org.compatserver.verdict.Since.Effect;
import org.compatserver.verdict.Since.Refusal;
import org.compatserver.verdict.Since.Release;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Which upload it was that ended a set, and by what. */
final class Culprit {
    /** A sentence should not be a list. */
    private static final int MOST_REFUSALS = 3;

    private final Moment before;
    private final Moment after;
    private final Verdict fitsNot;
    private final Instant instant;
    private final List<Fact> facts;
    private final Found found;

    /**
     * @param before what is seen at the instant of the upload
     * @param after what is seen right after it
     * @param fitsNot the answer then
     */
    Culprit(Moment before, Moment after, Verdict fitsNot, Instant instant) {
        this.before = before;
        this.after = after;
        this.fitsNot = fitsNot;
        this.instant = instant;
        this.facts = facts(fitsNot);
        this.found = find();
    }

    /**
     * The release.
     *
     * @param former the position of the release whose part it took, maybe its own; -1 where there is none
     */
    private record Found(ProjectName project, int position, Effect effect, int former) {}

    private static List<Fact> facts(Verdict verdict) {
        Explanation explanation = switch (verdict) {
            case Verdict.CheckWarning warning -> warning.explanation();
            case Verdict.InstallError error -> error.explanation();
            case Verdict.Success _, Verdict.Unknown _ -> null;
        };
        return explanation == null ? List.of() : explanation.proof().facts();
    }

    Since.Upload upload(Verdict fits) {
        List<Change> changed = changes();
        Set<ProjectName> contested = changed.isEmpty()
                ? Set.of(found.project())
                : changed.stream().map(Change::of).collect(Collectors.toSet());
        return new Since.Upload(release(), found.effect(), changed, refusals(contested), fits, fitsNot);
    }

    private Release release() {
        ProjectName project = found.project();
        return new Release(
                project,
                after.source().spelling(project, found.position()),
                version(project, found.position()),
                after.source().uploadedAt(project, found.position(), instant),
                instant);
    }

    private Version version(ProjectName project, int position) {
        return after.source().releases(project).versions().get(position);
    }

    private Found find() {
        for (int i = 0; i < after.asks().size(); i++) {
            Ask ask = after.asks().get(i);
            int former = before.asks().get(i).newest();
            int newest = ask.newest();
            if (newest >= 0 && wasUploaded(ask.project(), newest)) {
                if (newest != former) {
                    return new Found(ask.project(), newest, Effect.NEWEST, former);
                }
                if (instant.equals(after.source().settled(ask.project(), newest))) {
                    return new Found(ask.project(), newest, Effect.OTHER_FILE, former);
                }
            }
        }
        return among(Stream.concat(facts.stream().flatMap(Culprit::projects), after.source().projects().stream())
                .distinct()
                .toList());
    }

    /** Of a release that is not the newest of what was asked for. */
    private Found among(List<ProjectName> projects) {
        for (ProjectName project : projects) {
            VersionSet usable = after.source().releases(project).usable();
            for (int position = usable.highest(); position >= 0; position = usable.below(position)) {
                if (wasUploaded(project, position)) {
                    boolean isNew = instant.equals(
                            after.source().uploads(project, position).getFirst());
                    return new Found(
                            project, position, isNew ? Effect.ADMISSION : Effect.OTHER_FILE, isNew ? -1 : position);
                }
            }
        }
        throw new IllegalStateException("Nothing was uploaded at " + instant);
    }

    private boolean wasUploaded(ProjectName project, int position) {
        return !after.source().uploadedAt(project, position, instant).isEmpty();
    }

    private static Stream<ProjectName> projects(Fact fact) {
        return fact.conclusion().stream()
                .map(claim -> claim.subject().project())
                .filter(Objects::nonNull)
                .sorted();
    }

    /** Of the projects that matter, by the proof. */
    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (ProjectName target : matters()) {
            List<String> now = requirements(after, found.position(), target);
            List<String> then = found.former() < 0 ? List.of() : requirements(before, found.former(), target);
            if (!now.equals(then) && !now.isEmpty()) {
                Version former = found.former() < 0 ? null : version(found.project(), found.former());
                changes.add(new Change(target, former, then, now));
            }
        }
        return changes;
    }

    private NavigableSet<ProjectName> matters() {
        NavigableSet<ProjectName> targets = new TreeSet<>();
        for (Fact fact : facts) {
            if (fact.ground() instanceof Ground.Requires
                    && isAbout(fact.conclusion().getFirst(), version(found.project(), found.position()))) {
                targets.add(Objects.requireNonNull(
                        fact.conclusion().getLast().subject().project()));
            }
        }
        return targets;
    }

    private boolean isAbout(Claim claim, Version version) {
        return found.project().equals(claim.subject().project())
                && claim.versions().contains(version);
    }

    /** What the culprit's version requires of a project, with all extras that the question or the proof speaks of. */
    private List<String> requirements(Moment moment, int position, ProjectName target) {
        Set<PackageNode> nodes = new LinkedHashSet<>(List.of(PackageNode.of(found.project())));
        facts.stream()
                .flatMap(fact -> fact.conclusion().stream())
                .filter(claim -> found.project().equals(claim.subject().project()))
                .forEach(claim -> nodes.add(
                        new PackageNode(found.project(), claim.subject().extra())));
        return nodes.stream()
                .flatMap(node -> dependencies(moment, node, position).stream())
                .filter(dependency -> dependency.target().project().equals(target))
                .map(Dependency::source)
                .distinct()
                .sorted()
                .toList();
    }

    private static List<Dependency> dependencies(Moment moment, PackageNode node, int position) {
        return moment.world().dependencies(node, position) instanceof Dependencies.Known(var dependencies)
                ? dependencies
                : List.of();
    }

    /** What others require, by the proof, of the projects of which the culprit requires something else; where there are none, of the culprit's own. */
    private List<Refusal> refusals(Set<ProjectName> contested) {
        List<Refusal> refusals = new ArrayList<>();
        for (Fact fact : facts) {
            Claim dependents = fact.conclusion().getFirst();
            ProjectName target = fact.conclusion().getLast().subject().project();
            if (fact.ground() instanceof Ground.Requires
                    && target != null
                    && contested.contains(target)
                    && !found.project().equals(dependents.subject().project())) {
                Refusal refusal = refusal(dependents, target);
                if (refusal != null) {
                    refusals.add(refusal);
                }
            }
        }
        return refusals.stream().distinct().limit(MOST_REFUSALS).toList();
    }

    /** By the newest of the dependents that counts. */
    private @Nullable Refusal refusal(Claim dependents, ProjectName target) {
        ProjectName project = Objects.requireNonNull(dependents.subject().project());
        CatalogSource source = after.source();
        int newest = newest(project, dependents);
        return newest < 0
                ? null
                : dependencies(
                                after,
                                new PackageNode(project, dependents.subject().extra()),
                                newest)
                        .stream()
                        .filter(dependency -> dependency.target().project().equals(target)
                                && (!target.equals(found.project())
                                        || !dependency.clause().allowed().contains(found.position())))
                        .findFirst()
                        .map(dependency -> new Refusal(
                                source.spelling(project, newest), version(project, newest), dependency.source()))
                        .orElse(null);
    }

    /**
     * What is newest of what is asked for; else the highest of the dependents that needs no clause to admit it; else, since then only clauses that do can lead there, the
     * highest; -1 where there is none.
     */
    private int newest(ProjectName project, Claim dependents) {
        Releases releases = after.source().releases(project);
        IntPredicate isDependent = position -> position >= 0
                && releases.usable().contains(position)
                && dependents.versions().contains(version(project, position));
        return Stream.of(
                        after.asks().stream()
                                .filter(ask -> ask.project().equals(project))
                                .mapToInt(Ask::newest),
                        downwards(releases.usable()).filter(position -> Admission.isAlwaysAdmitted(releases, position)),
                        downwards(releases.usable()))
                .flatMapToInt(positions -> positions.filter(isDependent))
                .findFirst()
                .orElse(-1);
    }

    private static IntStream downwards(VersionSet positions) {
        return IntStream.iterate(positions.highest(), position -> position >= 0, positions::below);
    }

    /** What the dates of yanks could change about it. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (facts.stream()
                .anyMatch(fact -> fact.ground() instanceof Ground.YankedNotAdmitted
                        || fact.ground() instanceof Ground.NotAdmittedThere)) {
            notices.add(Sentences.datesOfYanks());
        }
        if (found.effect() == Effect.NEWEST) {
            List<Version> between = yankedBetween();
            if (!between.isEmpty()) {
                notices.add(
                        Sentences.yankedBetween(after.source().spelling(found.project(), found.position()), between));
            }
        }
        return notices;
    }

    /** The yanked versions that are newer than the newest before, and older than the culprit's; the newest first. */
    private List<Version> yankedBetween() {
        List<Version> between = new ArrayList<>();
        VersionSet yanked = after.source().releases(found.project()).yanked();
        for (int position = yanked.below(found.position());
                position > found.former();
                position = yanked.below(position)) {
            between.add(version(found.project(), position));
        }
        return between;
    }
}
