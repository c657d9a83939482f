package org.compatserver.engine.solving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.engine.solving.Solos.Where;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Versions;
import org.compatserver.verdict.Hint;
import org.compatserver.verdict.Remedy;
import org.jspecify.annotations.Nullable;

/** Looks beside a proof for what may be of use to whoever reads it. It tells only what it has found to be so. */
final class HintFinder {
    /** No one reads more. */
    private static final int MOST = 3;

    /** So many names are asked for at most, that somebody may have meant, for so long. */
    private static final int MOST_NAMES = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final CatalogSource source;
    private final List<Ask> asks;
    private final SoloAnswers alone;
    private final boolean strict;
    private final Budget budget;

    HintFinder(CatalogSource source, List<Ask> asks, SoloAnswers alone, boolean strict, Budget budget) {
        this.source = source;
        this.asks = asks;
        this.alone = alone;
        this.strict = strict;
        this.budget = budget;
    }

    /**
     * The hints, the most telling first; what cannot be found out, because the index or the budget fails, is not told.
     *
     * @param facts on which the answer rests
     * @param nothing whether there is no set at all
     * @param remedies what is said to free it
     */
    List<Hint> hints(Collection<Fact> facts, boolean nothing, List<Remedy> remedies) {
        List<Hint> hints = new ArrayList<>();
        Set<ProjectName> freed = freed(remedies);
        try {
            Map<ProjectName, VersionSet> demanded = demanded(facts);
            hints.addAll(spellings(demanded.keySet()));
            deadEnds(demanded)
                    .forEach(project -> add(
                            hints,
                            deadEnd(project, Objects.requireNonNull(demanded.get(project)), freed.contains(project))));
            hints.addAll(yanked(facts));
            Set<ProjectName> leftAside = leftAside(facts);
            if (nothing && !leftAside.isEmpty()) {
                add(hints, preRelease(leftAside));
            }
            demanded.keySet().forEach(project -> add(hints, status(project)));
        } catch (IndexFault | BudgetSpent failed) {
            // A hint is a gift: the answer stands without it.
        }
        return hints.stream().distinct().limit(MOST).toList();
    }

    /** The projects of which the remedies name a version that would do. */
    private static Set<ProjectName> freed(List<Remedy> remedies) {
        Set<ProjectName> freed = new LinkedHashSet<>();
        for (Remedy remedy : remedies) {
            switch (remedy) {
                case Remedy.Ask(var requirement, var _) -> freed.add(requirement.project());
                case Remedy.Release release -> freed.add(release.target());
                case Remedy.Constrain(var constraint, var _) -> freed.add(constraint.project());
                case Remedy.Together(var parts) -> freed.addAll(freed(parts));
                case Remedy.OtherPython _, Remedy.None _ -> {}
            }
        }
        return freed;
    }

    private static void add(List<Hint> hints, @Nullable Hint hint) {
        if (hint != null && hints.stream().noneMatch(known -> isOfTheSame(known, hint))) {
            hints.add(hint);
        }
    }

    private static boolean isOfTheSame(Hint one, Hint other) {
        return one.getClass() == other.getClass() && one.project().equals(other.project());
    }

    /** Of each project that is asked for or required, a range of versions that is; one without a version that can be used where there is such. */
    private Map<ProjectName, VersionSet> demanded(Collection<Fact> facts) {
        Map<ProjectName, VersionSet> demanded = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact.ground() instanceof Ground.Asked || fact.ground() instanceof Ground.Requires) {
                Claim claim = fact.conclusion().getLast();
                ProjectName project = claim.subject().project();
                if (project != null && !claim.positive()) {
                    VersionSet range = positions(project, claim.versions());
                    demanded.merge(project, range, (one, other) -> isDead(project, one) ? one : other);
                }
            }
        }
        return demanded;
    }

    private VersionSet positions(ProjectName project, Versions versions) {
        return Demands.positions(versions, source.releases(project).versions());
    }

    /** Whether there are versions in the range, and none of them can be used. */
    private boolean isDead(ProjectName project, VersionSet range) {
        return !range.isEmpty() && range.and(source.releases(project).usable()).isEmpty();
    }

    /** The projects of whose range no version can be used: those asked for, and of others one, since where more are they are one way of many. */
    private List<ProjectName> deadEnds(Map<ProjectName, VersionSet> demanded) {
        Set<ProjectName> asked = asks.stream().map(Ask::project).collect(Collectors.toSet());
        List<ProjectName> dead = demanded.keySet().stream()
                .filter(project -> isDead(project, Objects.requireNonNull(demanded.get(project))))
                .toList();
        return dead.size() == 1 ? dead : dead.stream().filter(asked::contains).toList();
    }

    /** Why the newest version of a range in which none can be used cannot, and which one can. */
    private @Nullable Hint deadEnd(ProjectName project, VersionSet range, boolean freed) {
        VersionSet finals = range.minus(source.releases(project).preReleases());
        VersionSet candidates = finals.isEmpty() ? range : finals;
        Hint later = uploadedLater(project, candidates);
        return later != null ? later : elsewhere(project, candidates.highest(), newestUsable(project), freed);
    }

    /** The first of these that was uploaded and would count, where all of them were uploaded after the moment. */
    private @Nullable Hint uploadedLater(ProjectName project, VersionSet range) {
        Hint first = null;
        Instant least = Instant.MAX;
        for (int position = range.highest(); position >= 0; position = range.below(position)) {
            Instant uploaded = source.unavailable(project, position) instanceof Unavailable.UploadedLater
                    ? source.uploadedEver(project, position)
                    : null;
            if (uploaded != null && uploaded.isBefore(least)) {
                least = uploaded;
                first = new Hint.UploadedLater(
                        project,
                        project.normalized(),
                        source.releases(project).versions().get(position),
                        uploaded);
            }
        }
        return first;
    }

    /**
     * That a version is for another target.
     *
     * @param usable the newest that can be used; -1 when there is none: then the proof says all
     * @param freed whether a remedy names it, or a better one
     */
    private @Nullable Hint elsewhere(ProjectName project, int position, int usable, boolean freed) {
        if (position < 0 || usable < 0) {
            return null;
        }
        String name = source.spelling(project, usable);
        List<Version> versions = source.releases(project).versions();
        Version newest = versions.get(usable);
        return switch (source.unavailable(project, position)) {
            case Unavailable.RequiresPython _ -> freed ? null : new Hint.AnotherPython(project, name, newest);
            case Unavailable.NoMatchingWheel(List<String> tags) ->
                new Hint.WheelsElsewhere(project, name, versions.get(position), tags, freed ? null : newest);
            case Unavailable.UnknownProject _,
                    Unavailable.SourceOnly _,
                    Unavailable.UploadedLater _,
                    Unavailable.NoFile _,
                    Unavailable.InvalidMetadata _,
                    Unavailable.Unknowable _,
                    Unavailable.DirectReference _ -> null;
        };
    }

    private int newestUsable(ProjectName project) {
        Releases releases = source.releases(project);
        return releases.usable()
                .minus(releases.preReleases())
                .minus(releases.yanked())
                .highest();
    }

    private List<Hint> yanked(Collection<Fact> facts) {
        List<Hint> hints = new ArrayList<>();
        for (Fact fact : facts) {
            Claim claim = fact.conclusion().getFirst();
            ProjectName project = claim.subject().project();
            if (fact.ground() instanceof Ground.YankedNotAdmitted && project != null) {
                int newest = positions(project, claim.versions()).highest();
                String reason = newest < 0 ? null : source.yankReason(project, newest);
                add(
                        hints,
                        reason == null
                                ? null
                                : new Hint.Yanked(
                                        project,
                                        source.spelling(project, newest),
                                        source.releases(project).versions().get(newest),
                                        reason));
            }
        }
        return hints;
    }

    /** The projects of which pre-releases are not admitted. */
    private static Set<ProjectName> leftAside(Collection<Fact> facts) {
        return facts.stream()
                .filter(fact -> fact.ground() instanceof Ground.PreReleaseNotAdmitted)
                .map(fact -> fact.conclusion().getFirst().subject().project())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** A pre-release of one of these projects with which everything fits, and nothing without: found by solving with less and less of them admitted. */
    private @Nullable Hint preRelease(Set<ProjectName> leftAside) {
        CatalogSource admitting = source.withPreReleases();
        World world = World.pessimistic(admitting, strict);
        List<Ask> again = asks.stream()
                .map(ask -> Ask.of(ask.requirement(), admitting, world))
                .toList();
        SoloAnswers admitted = alone.seeing(admitting);
        if (again.stream().anyMatch(ask -> admitted.find(ask, Where.ANYWHERE).isImpossibleBesideAny())) {
            return null;
        }
        Search search = new Search(world, budget);
        Map<ProjectName, VersionSet> within = new HashMap<>();
        Hint.PreRelease found = null;
        while (search.askPessimistically(Search.request(again, within, List.of()))
                instanceof Outcome.Solved(var decisions, var _)) {
            found = preRelease(projects(decisions), leftAside, admitting);
            if (found == null) {
                return null;
            }
            within.put(
                    found.project(),
                    admitting.releases(found.project()).preReleases().complement());
        }
        return found;
    }

    /** The first by name that is chosen. */
    private static Hint.@Nullable PreRelease preRelease(
            Map<ProjectName, Integer> chosen, Set<ProjectName> leftAside, CatalogSource admitting) {
        for (var one : new TreeMap<>(chosen).entrySet()) {
            Releases releases = admitting.releases(one.getKey());
            if (leftAside.contains(one.getKey()) && releases.preReleases().contains(one.getValue())) {
                return new Hint.PreRelease(
                        one.getKey(),
                        admitting.spelling(one.getKey(), one.getValue()),
                        releases.versions().get(one.getValue()));
            }
        }
        return null;
    }

    private static Map<ProjectName, Integer> projects(Map<PackageNode, Integer> decisions) {
        Map<ProjectName, Integer> projects = new LinkedHashMap<>();
        decisions.forEach((node, position) -> projects.put(node.project(), position));
        return projects;
    }

    private @Nullable Hint status(ProjectName project) {
        String status = source.status(project);
        return status == null ? null : new Hint.Status(project, status);
    }

    private List<Hint> spellings(Set<ProjectName> demanded) {
        Map<ProjectName, String> unknown = new LinkedHashMap<>();
        Set<ProjectName> asked = new LinkedHashSet<>();
        for (Ask ask : asks) {
            if (isUnknown(ask.project())) {
                unknown.put(ask.project(), ask.requirement().name());
                asked.add(ask.project());
            }
        }
        demanded.stream()
                .filter(this::isUnknown)
                .forEach(project -> unknown.putIfAbsent(project, project.normalized()));
        List<Hint> hints = new ArrayList<>();
        if (!unknown.isEmpty()) {
            var atHand = source.namesAtHand();
            Map<ProjectName, List<ProjectName>> candidates = new LinkedHashMap<>();
            unknown.keySet().forEach(project -> candidates.put(project, Spelling.candidates(project, atHand)));
            List<ProjectName> known = source.known(firstOfEach(candidates.values()), PATIENCE);
            candidates.forEach((project, names) -> {
                List<ProjectName> meant = names.stream().filter(known::contains).toList();
                if (!meant.isEmpty()) {
                    String written = unknown.getOrDefault(project, project.normalized());
                    hints.add(new Hint.NearSpelling(project, asked.contains(project), written, meant));
                }
            });
        }
        return hints;
    }

    private boolean isUnknown(ProjectName project) {
        return source.releases(project).versions().isEmpty()
                && source.unavailable(project, -1) instanceof Unavailable.UnknownProject;
    }

    /** The best candidates of all, in turns. */
    private static List<ProjectName> firstOfEach(Collection<List<ProjectName>> candidates) {
        Set<ProjectName> chosen = new LinkedHashSet<>();
        for (int turn = 0; turn < MOST_NAMES; turn++) {
            for (List<ProjectName> each : candidates) {
                if (turn < each.size() && chosen.size() < MOST_NAMES) {
                    chosen.add(each.get(turn));
                }
            }
        }
        return List.copyOf(chosen);
    }
}
