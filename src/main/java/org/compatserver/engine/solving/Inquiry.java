package org.compatserver.engine.solving;

import java.time.Instant;
import java.time.InstantSource;
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
import java.util.TreeMap;
import java.util.TreeSet;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Reads;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.Context.IndexSource;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Hint;
import org.compatserver.verdict.HintWriter;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Dragged;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Detail;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Verdict.Alternative;
import org.compatserver.verdict.Verdict.Complete;
import org.compatserver.verdict.Verdict.UnknownFile;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.Why.About;
import org.compatserver.verdict.WhyNotNewer;
import org.jspecify.annotations.Nullable;

/** One question on its way to its verdict (design.md, "The verdict"). For one thread. */
final class Inquiry {
    private static final int MOST_ALTERNATIVES = 8;
    private static final int MOST_DOUBTFUL = 3;

    /** The share of the budget for what would free it. */
    private static final double FREEING = 0.05;

    private static final String SETTLED_BY = "pip install --dry-run under the target's Python";

    private final Question question;
    private final CatalogSource source;
    private final Spending budget;
    private final World world;
    private final List<Ask> asks;
    private final Finding finding;
    private final InstantSource clock;
    private final Instant moment;
    private final Blame blame;
    private final Pins pins;
    private final SoloAnswers alone;
    private final Dragging dragging;
    private final List<String> notices = new ArrayList<>();
    private final Set<ProjectName> hintedStatuses = new HashSet<>();
    private final Set<String> assumed = new LinkedHashSet<>();
    private @Nullable Wondering wondering;
    private @Nullable About about;

    Inquiry(Question question, Merging merging, CatalogSource source, Instant asked, Means means) {
        this.question = question;
        this.source = source;
        this.budget = means.budget();
        this.clock = means.clock();
        this.notices.addAll(merging.notices());
        merging.requirements().forEach(requirement -> source.expect(requirement.project(), VersionSet.none(0)));
        this.world = World.pessimistic(source, question.strict());
        this.asks = merging.requirements().stream()
                .map(requirement -> Ask.of(requirement, source, world))
                .toList();
        this.moment = Objects.requireNonNullElse(question.asOf(), asked);
        this.finding = new Finding(source, world, asks, moment, means.limits(), budget);
        this.blame = new Blame(source, asks, finding.search(), question);
        this.pins = new Pins(source);
        this.alone = new SoloAnswers(means.solos(), source, question.strict(), budget);
        this.dragging = new Dragging(
                asks, world, alone, ask -> new Finding(source, world, List.of(ask), moment, means.limits(), budget));
    }

    Verdict verdict() {
        Verdict evident = asks.size() > 1 ? evident() : null;
        return evident == null ? sought() : evident;
    }

    /** What follows from what is remembered of the packages alone; null where nothing does. */
    private @Nullable Verdict evident() {
        SequencedMap<PackageNode, Integer> set = alone.together(asks, world);
        if (set != null) {
            return success(set);
        }
        return asks.stream().anyMatch(alone::isKnownToBeImpossible) ? installError(null) : null;
    }

    private Verdict sought() {
        return switch (finding.find()) {
            case Found.AtNewest(var decisions) -> success(asAlone(decisions));
            case Found.Held(var newest, var ranked, var frontier) -> warning(newest, ranked, frontier);
            case Found.Nothing(var proof) -> installError(proof);
            case Found.InDoubt(var doubt) -> unknown(doubt);
        };
    }

    /**
     * The verdict, and why its versions are what they are.
     *
     * @param project the one that is asked about; null for all
     */
    Why why(@Nullable ProjectName project) {
        wondering = new Wondering(project);
        Verdict verdict = verdict();
        Installation shown = switch (verdict) {
            case Verdict.Success success -> success.installation();
            case Verdict.CheckWarning warning -> warning.installation();
            case Verdict.InstallError _, Verdict.Unknown _ -> new Installation(List.of());
        };
        return new Why(verdict, Actors.ledger(shown.pins()), about == null ? null : withRemedies(about, verdict));
    }

    /** What would free the packages lets what is held back be newer. */
    private static About withRemedies(About about, Verdict verdict) {
        return about instanceof About.InSet in
                        && verdict instanceof Verdict.CheckWarning warning
                        && in.pin().whyNotNewer() != null
                        && in.pin().whyNotNewer().reason() instanceof WhyNotNewer.Reason.Held
                ? new About.InSet(
                        in.pin(),
                        in.askedFor(),
                        in.requiredBy(),
                        warning.explanation().remedies(),
                        in.best())
                : about;
    }

    /** What is asked beside the verdict: why versions are not newer. */
    private record Wondering(@Nullable ProjectName about) {}

    /** The set, or what the packages are alone, if that goes together: then what is answered does not depend on what was remembered. */
    private SequencedMap<PackageNode, Integer> asAlone(SequencedMap<PackageNode, Integer> decisions) {
        if (asks.size() == 1) {
            alone.keep(asks.getFirst(), decisions);
            return decisions;
        }
        try {
            List<SequencedMap<PackageNode, Integer>> solos = dragging.solos(new ShownSet(decisions, world));
            return solos.size() < asks.size()
                    ? decisions
                    : Objects.requireNonNullElse(Union.of(solos, world), decisions);
        } catch (BudgetSpent | IndexFault end) {
            return decisions;
        }
    }

    private Verdict success(SequencedMap<PackageNode, Integer> decisions) {
        Installation installation = installation(decisions, List.of(), Point.newest(asks));
        return new Verdict.Success(context(decisions), installation);
    }

    /** The set is certain, whether or not it can be told what it drags. */
    private Installation installation(
            SequencedMap<PackageNode, Integer> decisions, List<HeldBack> heldBack, Point point) {
        ShownSet set = new ShownSet(decisions, world);
        Map<ProjectName, String> reasons = new HashMap<>();
        heldBack.forEach(held -> reasons.put(held.project(), held.because()));
        Ledger ledger = new Ledger(source, world, asks, set);
        Installation shown = new Installation(ledger.explained(pins.of(set), reasons, moment), dragged(set, ledger));
        return wondering == null && question.explain() == Detail.SHORT ? shown : lookedAt(shown, set, ledger, point);
    }

    private Installation lookedAt(Installation shown, ShownSet set, Ledger ledger, Point point) {
        List<Ask> there = new ArrayList<>();
        for (int i = 0; i < asks.size(); i++) {
            there.add(asks.get(i).withNewest(point.position(i)));
        }
        Trials trials = new Trials(question, source, world, there, set, budget);
        LongLook look = new LongLook(source, world, set, ledger, trials);
        Installation explained = new Installation(look.explained(shown.pins()), shown.dragged());
        if (wondering != null && wondering.about() != null) {
            ProjectName project = wondering.about();
            about = look.about(
                    project,
                    explained,
                    asks.stream().anyMatch(ask -> ask.project().equals(project)));
        }
        assumed.addAll(trials.assumed());
        sayLeftAside(trials.leftAside());
        return explained;
    }

    private List<Dragged> dragged(ShownSet set, Ledger ledger) {
        try {
            return pins.dragged(dragging.in(set), set, ledger);
        } catch (BudgetSpent spent) {
            notices.add(Sentences.draggedIsNotKnown("the budget ended before"));
        } catch (IndexFault fault) {
            notices.add(Sentences.draggedIsNotKnown(fault.problem()));
        }
        return List.of();
    }

    private Verdict warning(DerivationTree newestProof, List<Standing> ranked, Frontier frontier) {
        SequencedMap<PackageNode, Integer> decisions =
                finding.at(ranked.getFirst().point());
        if (frontier.end() == null) {
            notices.add(Sentences.notAllSets(ranked.size()));
        }
        sayDoubtful(frontier);
        List<HeldBack> heldBack = heldBack(ranked.getFirst());
        Explanation explanation = hinted(freed(blame.newestDoNotFit(newestProof), Freeing.Goal.NEWEST), false);
        List<Alternative> alternatives = ranked.stream()
                .skip(1)
                .limit(MOST_ALTERNATIVES)
                .map(this::alternative)
                .toList();
        Complete complete = complete(frontier);
        NavigableSet<ProjectName> leftAside = LeftAside.in(explanation.proof());
        if (complete != null) {
            leftAside.addAll(LeftAside.in(complete.proof()));
        }
        sayLeftAside(leftAside);
        List<String> conflicts = NewestConflicts.of(asks, world, finding.search());
        Installation installation =
                installation(decisions, heldBack, ranked.getFirst().point());
        return new Verdict.CheckWarning(
                context(decisions), installation, heldBack, alternatives, conflicts, explanation, complete);
    }

    /** Other ways out are not told where they may not exist; but that they may is. */
    private void sayDoubtful(Frontier frontier) {
        frontier.maximal().stream()
                .filter(frontier.doubtful()::containsKey)
                .limit(MOST_DOUBTFUL)
                .forEach(point -> {
                    Map<String, Version> held = new TreeMap<>();
                    versions(point).forEach((project, version) -> held.put(project.normalized(), version));
                    notices.add(Sentences.doubtfulWayOut(held));
                });
    }

    private @Nullable Complete complete(Frontier frontier) {
        DerivationTree end = frontier.end();
        return end == null
                ? null
                : new Complete(frontier.all().stream().map(this::versions).toList(), blame.converted(end));
    }

    /** Of the packages that are held back. */
    private Map<ProjectName, Version> versions(Point point) {
        Map<ProjectName, Version> versions = new HashMap<>();
        for (int i = 0; i < asks.size(); i++) {
            if (asks.get(i).isHeldAt(point.position(i))) {
                versions.put(
                        asks.get(i).project(), asks.get(i).releases().versions().get(point.position(i)));
            }
        }
        return versions;
    }

    private Alternative alternative(Standing standing) {
        List<HeldBack> held = heldBack(standing);
        boolean implausible =
                held.stream().anyMatch(one -> one.lagDays() != null && one.lagDays() > Alternative.IMPLAUSIBLE_DAYS);
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

    /** @param proof null where a package is impossible by itself, beside any other */
    private Verdict installError(@Nullable DerivationTree proof) {
        Explanation explanation = hinted(freed(blame.impossible(proof, alone), Freeing.Goal.ANY), true);
        sayLeftAside(LeftAside.in(explanation.proof()));
        return new Verdict.InstallError(context(null), explanation);
    }

    /** With what would free it: the verdict is certain, whether or not that can be found. */
    private Explanation freed(Explanation explanation, Freeing.Goal goal) {
        try {
            return explanation.withRemedies(
                    new Freeing(source, world, asks, goal, budget.part(FREEING)).of(explanation.proof()));
        } catch (IndexFault fault) {
            return explanation.withRemedies(List.of(new Remedy.None(Remedy.Certainty.NOT_FOUND)));
        }
    }

    /** With hints on what it rests on. */
    private Explanation hinted(Explanation explanation, boolean nothing) {
        List<Fact> facts = explanation.proof().facts();
        List<Hint> hints = new HintFinder(source, asks, alone, question.strict(), budget)
                .hints(facts, nothing, explanation.remedies());
        hints.forEach(hint -> {
            if (hint instanceof Hint.Status(var project, var _)) {
                hintedStatuses.add(project);
            }
        });
        HintWriter writer = new HintWriter(question.target());
        return explanation.withHints(
                hints.stream().flatMap(hint -> writer.sentence(hint).stream()).toList());
    }

    private void sayLeftAside(NavigableSet<ProjectName> projects) {
        if (!projects.isEmpty()) {
            notices.add(Sentences.leftAside(projects));
        }
    }

    private Verdict unknown(Answer.Depends doubt) {
        List<UnknownFile> files = finding.search().needed(doubt).stream()
                .map(file -> new UnknownFile(file.file(), file.reason(), SETTLED_BY))
                .toList();
        return new Verdict.Unknown(context(null), files, Sentences.unknown(files));
    }

    private Context context(@Nullable SequencedMap<PackageNode, Integer> decisions) {
        assumed.addAll(blame.assumed());
        List<String> said = new ArrayList<>(notices);
        Set<ProjectName> projects = new HashSet<>();
        asks.forEach(ask -> projects.add(ask.project()));
        if (decisions != null) {
            assumed.addAll(pins.assumed(decisions));
            said.addAll(pins.missingExtras(decisions));
            said.addAll(pins.yanked(decisions));
            decisions.keySet().forEach(node -> projects.add(node.project()));
        }
        said.addAll(statuses(projects));
        said.addAll(source.notices(projects));
        Reads reads = source.reads();
        Reads.StandIn standIn = reads.standIn();
        if (standIn != null && !isWish(standIn.insteadOf())) {
            String problem = standIn.insteadOf().problem();
            said.add(Sentences.insteadOfTheIndex(problem, indexSource(standIn.source()), standIn.oldest()));
        }
        return new Context(
                question,
                clock.instant(),
                reads.oldest(),
                reads.source() == null ? null : indexSource(reads.source()),
                assumed.stream().sorted().toList(),
                said.stream().distinct().toList());
    }

    /** What the index says of projects that are not simply active, where no hint says it. */
    private List<String> statuses(Set<ProjectName> projects) {
        List<String> statuses = new ArrayList<>();
        for (ProjectName project : new TreeSet<>(projects)) {
            String status = hintedStatuses.contains(project) ? null : source.status(project);
            if (status != null) {
                statuses.add(Sentences.status(project, status));
            }
        }
        return statuses;
    }

    /** Whether whoever asks wants the index not to be asked. */
    private static boolean isWish(IndexFault fault) {
        return switch (fault.kind()) {
            case NOT_CONFIGURED, OFFLINE -> true;
            case UNREACHABLE, UNAUTHORIZED, FAILED, MALFORMED -> false;
        };
    }

    static IndexSource indexSource(ProjectIndex.Source source) {
        return switch (source) {
            case LIVE -> IndexSource.LIVE;
            case CACHE -> IndexSource.CACHE;
            case SNAPSHOT -> IndexSource.SNAPSHOT;
        };
    }
}
