package org.compatserver.round.solving;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Lags;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.Spending;
import org.compatserver.engine.solving.Standing;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Clash;
import org.compatserver.round.Result;
import org.compatserver.round.Rule;
import org.compatserver.round.solving.Oracle.Reply;
import org.compatserver.round.solving.Party.Attempt;
import org.compatserver.round.solving.Party.Span;
import org.compatserver.round.solving.Party.Under;
import org.compatserver.round.solving.Walk.Step;
import org.jspecify.annotations.Nullable;

/** Says of pairs what a single check would, mostly by what was learned of each package before, or of other pairs (walk.md). Safe for many threads. */
final class LearningPairs implements PairSolver {
    private final Scene scene;
    private final Sites sites;
    private final Attempts attempts;
    private final Clashes clashes;
    private final Map<Integer, Party> parties = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Tools> free = new ConcurrentLinkedQueue<>();

    /** Without own answers of others. */
    LearningPairs(Scene scene) {
        this(scene, Set.of());
    }

    LearningPairs(Scene scene, Set<ProjectName> undisputed) {
        this.scene = scene;
        this.sites = new Sites(scene.source(), scene.world(), undisputed);
        this.attempts = new Attempts(scene, sites);
        this.clashes = new Clashes(scene, sites);
    }

    @Override
    public PairAnswer answer(Solo first, Solo second) {
        Party one = party(first);
        Party other = party(second);
        Tools polled = free.poll();
        Tools tools = polled == null ? new Tools(sites) : polled;
        try {
            return answer(one, other, tools);
        } finally {
            free.add(tools);
        }
    }

    private Party party(Solo solo) {
        Party known = parties.get(solo.number());
        return known != null ? known : parties.computeIfAbsent(solo.number(), number -> newParty(solo));
    }

    private Party newParty(Solo solo) {
        Ask ask = Objects.requireNonNull(solo.ask(), "Something is asked of it");
        Site site = sites.of(ask.node());
        Rungs rungs = new Rungs(ask, new Lags(scene.source(), List.of(ask), scene.moment()), site.possible);
        Party party = new Party(solo, ask, site, rungs);
        if (solo.set() != null) {
            party.learn(new Under(top(party), Map.of()), new Attempt.Found(Kit.of(solo.set(), sites)));
        }
        return party;
    }

    private PairAnswer answer(Party one, Party other, Tools tools) {
        if (one.ask.newest() < 0 || other.ask.newest() < 0) {
            return found(one, other, tools);
        }
        Oracle oracle = new Oracle(scene, attempts, tools, one, other);
        return switch (oracle.ask(top(one), top(other))) {
            case Reply.Exists _ -> new PairAnswer(Result.SUCCESS, rule(oracle), -1, -1, null);
            case Reply.InDoubt _ -> found(one, other, tools);
            case Reply.Never _ -> {
                List<Step> steps = new Walk(oracle, one.rungs, other.rungs).steps(step -> point(one, other, step));
                yield steps == null ? found(one, other, tools) : failed(one, other, steps, rule(oracle), tools);
            }
        };
    }

    private static Rule rule(Oracle oracle) {
        return oracle.hasSolved() ? Rule.SOLVER : Rule.SIGNATURE;
    }

    static Span top(Party party) {
        return new Span(party.rungs.top(), party.rungs.top());
    }

    private PairAnswer failed(Party one, Party other, List<Step> steps, Rule rule, Tools tools) {
        Clash clash = clashes.of(one, other, tools);
        return steps.isEmpty()
                ? new PairAnswer(Result.INSTALL_ERROR, rule, -1, -1, clash)
                : held(List.of(one.ask, other.ask), best(one, other, steps), rule, clash);
    }

    private Point best(Party one, Party other, List<Step> steps) {
        List<Ask> asks = List.of(one.ask, other.ask);
        Lags lags = new Lags(scene.source(), asks, scene.moment());
        return Standing.ranked(steps.stream()
                        .map(step -> point(one, other, step))
                        .map(lags::standing)
                        .toList())
                .getFirst()
                .point();
    }

    private static Point point(Party one, Party other, Step step) {
        return Point.newest(List.of(one.ask, other.ask))
                .with(0, one.rungs.position(step.first()))
                .with(1, other.rungs.position(step.second()));
    }

    private static PairAnswer held(List<Ask> asks, Point point, Rule rule, @Nullable Clash clash) {
        return new PairAnswer(
                Result.CHECK_WARNING,
                rule,
                held(asks.getFirst(), point.position(0)),
                held(asks.getLast(), point.position(1)),
                clash);
    }

    private static int held(Ask ask, int position) {
        return ask.isHeldAt(position) ? position : -1;
    }

    /** As a single check finds it. */
    private PairAnswer found(Party one, Party other, Tools tools) {
        List<Ask> asks = List.of(one.ask, other.ask);
        Spending budget = new Spending(scene.limits(), scene.clock());
        Finding finding = new Finding(scene.source(), scene.world(), asks, scene.moment(), scene.limits(), budget);
        return switch (finding.find()) {
            case Found.AtNewest _ -> new PairAnswer(Result.SUCCESS, Rule.SOLVER, -1, -1, null);
            case Found.Held held ->
                held(asks, held.ranked().getFirst().point(), Rule.SOLVER, clashes.of(one, other, tools));
            case Found.Nothing _ ->
                new PairAnswer(Result.INSTALL_ERROR, Rule.SOLVER, -1, -1, clashes.of(one, other, tools));
            case Found.InDoubt(var doubt) ->
                new PairAnswer(Result.UNKNOWN, Rule.SOLVER, -1, -1, Singles.unknowable(finding, doubt));
        };
    }
}
