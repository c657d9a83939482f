package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Reads;
import org.compatserver.engine.solving.Frontier.Doubtful;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.Context.IndexSource;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Verdict.Alternative;
import org.compatserver.verdict.Verdict.UnknownFile;
import org.jspecify.annotations.Nullable;

/** One question on its way to its verdict (design.md, "The verdict"). For one thread. */
final class Inquiry {
    private static final int MOST_ALTERNATIVES = 8;

    /** Above three years. */
    private static final long IMPLAUSIBLE_DAYS = 3 * 365;

    /** The share of the budget for finding sets; the rest is for telling of them. */
    private static final double EXPLORING = 0.8;

    private final Question question;
    private final CatalogSource source;
    private final List<Ask> asks;
    private final Doors doors;
    private final Search search;
    private final Spending budget;
    private final Instant checkedAt;
    private final Lags lags;
    private final Blame blame;
    private final Pins pins;
    private final Limits limits;
    private final List<String> notices = new ArrayList<>();

    Inquiry(
            Question question,
            Merging merging,
            CatalogSource source,
            Limits limits,
            Spending budget,
            Instant checkedAt) {
        this.question = question;
        this.source = source;
        this.limits = limits;
        this.budget = budget;
        this.checkedAt = checkedAt;
        this.notices.addAll(merging.notices());
        merging.requirements().forEach(requirement -> source.expect(requirement.project(), VersionSet.none(0)));
        this.asks = merging.requirements().stream()
                .map(requirement -> Ask.of(requirement, source))
                .toList();
        this.doors = new Doors(source);
        asks.forEach(doors::watch);
        this.search = new Search(doors, source.optimistic(), budget);
        this.lags = new Lags(source, asks, Objects.requireNonNullElse(question.asOf(), checkedAt));
        this.blame = new Blame(source, asks, search, question);
        this.pins = new Pins(source);
    }

    Verdict verdict() {
        Point newest = Point.newest(asks);
        return switch (search.ask(Search.request(asks, Search.atLeast(asks, newest), List.of()))) {
            case Answer.Exists(var decisions) -> success(newest, decisions);
            case Answer.Depends(var decisions) -> unknown(decisions);
            case Answer.Impossible(DerivationTree proof) -> notAtNewest(proof);
        };
    }

    private Verdict success(Point newest, SequencedMap<PackageNode, Integer> found) {
        SequencedMap<PackageNode, Integer> decisions = newestByName(newest, found);
        return settled(new Verdict.Success(context(decisions), pins.installation(decisions)));
    }

    /** Of the sets with every package at its newest or newer, the one that is newest in the first package by name, then in the second, and so on. */
    private SequencedMap<PackageNode, Integer> newestByName(Point newest, SequencedMap<PackageNode, Integer> found) {
        doors.consider(found.keySet());
        SequencedMap<PackageNode, Integer> best = found;
        Point floor = newest;
        for (int i = 0; i < asks.size(); i++) {
            int position = Point.of(asks, best).position(i);
            boolean newer = doors.isOpen(asks.get(i));
            while (newer && position + 1 < asks.get(i).releases().versions().size()) {
                Point sought = floor.with(i, position + 1);
                switch (search.askPessimistically(Search.request(asks, Search.atLeast(asks, sought), List.of()))) {
                    case Outcome.Solved(var decisions, var _) -> best = decisions;
                    case Outcome.Impossible _ -> newer = false;
                }
                position = Point.of(asks, best).position(i);
            }
            floor = floor.with(i, position);
        }
        return best;
    }

    private Verdict notAtNewest(DerivationTree newestProof) {
        Frontier frontier = new Frontier(search, asks, doors, limits.points());
        budget.keepWithin(EXPLORING);
        frontier.explore();
        budget.keepWithin(1);
        if (frontier.points().isEmpty()) {
            return frontier.doubtful().isEmpty()
                    ? installError(Objects.requireNonNull(frontier.end(), "A search without a point ends in a proof"))
                    : unknown(frontier.doubtful().getFirst().decisions());
        }
        List<Standing> all = new ArrayList<>();
        frontier.points().forEach(point -> all.add(lags.standing(point)));
        frontier.doubtful().forEach(doubt -> all.add(lags.standing(doubt.point())));
        List<Standing> ranked = Standing.ranked(all);
        for (Doubtful doubt : frontier.doubtful()) {
            if (doubt.point().equals(ranked.getFirst().point())) {
                return unknown(doubt.decisions());
            }
        }
        ranked = ranked.stream()
                .filter(standing -> frontier.doubtful().stream()
                        .noneMatch(doubt -> doubt.point().isNowhereOlderThan(standing.point())))
                .toList();
        return warning(newestProof, ranked, frontier);
    }

    private Verdict warning(DerivationTree newestProof, List<Standing> ranked, Frontier frontier) {
        SequencedMap<PackageNode, Integer> decisions = exactly(ranked.getFirst().point());
        List<Alternative> alternatives = ranked.stream()
                .skip(1)
                .limit(MOST_ALTERNATIVES)
                .map(this::alternative)
                .toList();
        if (frontier.end() == null) {
            notices.add(Sentences.notAllSets(frontier.points().size()));
        }
        List<HeldBack> heldBack = heldBack(ranked.getFirst());
        Explanation explanation = blame.newestDoNotFit(newestProof);
        DerivationTree end =
                frontier.doubtful().isEmpty() && ranked.size() <= MOST_ALTERNATIVES + 1 ? frontier.end() : null;
        Derivation complete = end == null ? null : blame.converted(end);
        NavigableSet<ProjectName> leftAside = LeftAside.in(explanation.proof(), true);
        if (complete != null) {
            leftAside.addAll(LeftAside.in(complete, false));
        }
        sayLeftAside(leftAside);
        List<String> conflicts = NewestConflicts.of(asks, source, search);
        return settled(new Verdict.CheckWarning(
                context(decisions),
                pins.installation(decisions),
                heldBack,
                alternatives,
                conflicts,
                explanation,
                complete));
    }

    /** The set with the requested packages at a point, its dependencies as new as they can be. */
    private SequencedMap<PackageNode, Integer> exactly(Point point) {
        Map<ProjectName, VersionSet> within = new HashMap<>();
        for (int i = 0; i < asks.size(); i++) {
            int size = asks.get(i).releases().versions().size();
            within.put(asks.get(i).project(), VersionSet.of(size, point.position(i)));
        }
        return switch (search.askPessimistically(Search.request(asks, within, List.of()))) {
            case Outcome.Solved(var decisions, var _) -> decisions;
            case Outcome.Impossible _ -> throw new IllegalStateException(point + " was found, and is lost");
        };
    }

    private Alternative alternative(Standing standing) {
        List<HeldBack> held = heldBack(standing);
        boolean implausible = held.stream().anyMatch(one -> one.lagDays() != null && one.lagDays() > IMPLAUSIBLE_DAYS);
        return new Alternative(held, implausible);
    }

    /** Most lag first, then by name. */
    private List<HeldBack> heldBack(Standing standing) {
        List<Integer> held = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            if (asks.get(i).isHeldAt(standing.point().position(i))) {
                held.add(i);
            }
        }
        held.sort(standing.mostLagFirst());
        return held.stream().map(i -> heldBack(standing, i)).toList();
    }

    private HeldBack heldBack(Standing standing, int index) {
        Ask ask = asks.get(index);
        var lag = standing.lags().get(index);
        return new HeldBack(
                ask.project(),
                source.spelling(ask.project(), ask.newest()),
                ask.releases().versions().get(ask.newest()),
                ask.releases().versions().get(standing.point().position(index)),
                standing.skipped().get(index),
                lag == null ? null : lag.toDays(),
                blame.because(standing.point(), index));
    }

    private Verdict installError(DerivationTree proof) {
        Explanation explanation = blame.impossible(proof);
        sayLeftAside(LeftAside.in(explanation.proof(), true));
        return settled(new Verdict.InstallError(context(null), explanation));
    }

    private void sayLeftAside(NavigableSet<ProjectName> projects) {
        if (!projects.isEmpty()) {
            notices.add(Sentences.leftAside(projects));
        }
    }

    /** It depends on the files of this set that cannot be read without building. */
    private Verdict unknown(SequencedMap<PackageNode, Integer> decisions) {
        List<UnknownFile> files = pins.unknowable(decisions);
        return new Verdict.Unknown(context(null), files, Sentences.unknown(files));
    }

    /** A strict question does not take egg-info at its word. */
    private Verdict settled(Verdict verdict) {
        Context context = verdict.context();
        if (!question.strict() || context.assumed().isEmpty()) {
            return verdict;
        }
        List<UnknownFile> files = context.assumed().stream().map(Pins::assumed).toList();
        return new Verdict.Unknown(context, files, Sentences.assumedOnly(files));
    }

    private Context context(@Nullable SequencedMap<PackageNode, Integer> decisions) {
        Set<String> assumed = new LinkedHashSet<>(blame.assumed());
        List<String> said = new ArrayList<>(notices);
        Set<ProjectName> projects = new HashSet<>();
        asks.forEach(ask -> projects.add(ask.project()));
        if (decisions != null) {
            assumed.addAll(pins.assumed(decisions));
            said.addAll(pins.missingExtras(decisions));
            decisions.keySet().forEach(node -> projects.add(node.project()));
        }
        said.addAll(source.notices(projects));
        Reads reads = source.reads();
        Reads.StandIn standIn = reads.standIn();
        if (standIn != null && !isWish(standIn.insteadOf())) {
            String problem = standIn.insteadOf().problem();
            said.add(Sentences.insteadOfTheIndex(problem, indexSource(standIn.source()), standIn.oldest()));
        }
        return new Context(
                question,
                checkedAt,
                reads.oldest(),
                reads.source() == null ? null : indexSource(reads.source()),
                assumed.stream().sorted().toList(),
                said.stream().distinct().toList());
    }

    /** Whether whoever asks wants the index not to be asked. */
    private static boolean isWish(IndexFault fault) {
        return switch (fault.kind()) {
            case NOT_CONFIGURED, OFFLINE -> true;
            case UNREACHABLE, UNAUTHORIZED, FAILED, MALFORMED -> false;
        };
    }

    private static IndexSource indexSource(ProjectIndex.Source source) {
        return switch (source) {
            case LIVE -> IndexSource.LIVE;
            case CACHE -> IndexSource.CACHE;
            case SNAPSHOT -> IndexSource.SNAPSHOT;
        };
    }
}
