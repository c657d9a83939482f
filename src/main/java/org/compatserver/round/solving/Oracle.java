package org.compatserver.round.solving;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.Search;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.engine.solving.Spending;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.solving.Party.Attempt;
import org.compatserver.round.solving.Party.Span;
import org.compatserver.round.solving.Party.Under;
import org.jspecify.annotations.Nullable;

/**
 * Whether two packages can be together within ranges of their versions (walk.md, "The oracle"): by what is forced, by what was learned of each, by sets laid over each
 * other; where that does not tell, by the solver. For one pair, and one thread.
 */
final class Oracle {
    /** So often the two packages' sets are made to fit each other. */
    private static final int MOST_ROUNDS = 8;

    private final Attempts attempts;
    private final Tools tools;
    private final Party first;
    private final Party second;
    private final Search search;
    private boolean solved;
    private boolean presumed;

    Oracle(Scene scene, Attempts attempts, Tools tools, Party first, Party second) {
        this.attempts = attempts;
        this.tools = tools;
        this.first = first;
        this.second = second;
        this.search = new Search(scene.world(), new Spending(scene.limits(), scene.clock()));
    }

    /** What is known of two ranges. */
    sealed interface Reply {
        /** There is a set of known files, with the packages at these rungs, and it is admitted. */
        record Exists(int first, int second) implements Reply {}

        /** There is none, whatever a build would tell. */
        record Never() implements Reply {}

        /** That depends on files that cannot be read without building. */
        record InDoubt() implements Reply {}
    }

    /** Whether the solver was asked. */
    boolean hasSolved() {
        return solved;
    }

    /** Whether something was answered that only {@link #isEnd} can confirm. */
    boolean hasPresumed() {
        return presumed;
    }

    /** Whether it is plain that the two cannot be together; without a solver. */
    boolean isRefuted(Span one, Span other) {
        Box left = first.box(one, tools.forcing);
        Box right = second.box(other, tools.forcing);
        return left.isImpossible()
                || right.isImpossible()
                || left.contradicts(right)
                || !tools.forcing.join(left, right)
                || first.isNever(one, tools.forcing)
                || second.isNever(other, tools.forcing);
    }

    /**
     * Whether the two can be together.
     *
     * @throws org.compatserver.resolver.spi.Budget.BudgetSpent if the budget ends before that is known
     */
    Reply ask(Span one, Span other) {
        Reply known = known(one, other, false);
        return known == null ? solve(one, other) : known;
    }

    /**
     * The same, but what only a version can make possible that clauses would first have to admit is presumed to be impossible, and so is what is open of one of the two
     * alone.
     *
     * @throws org.compatserver.resolver.spi.Budget.BudgetSpent if the budget ends before the rest is known
     */
    Reply presume(Span one, Span other) {
        Reply known = known(one, other, true);
        return known == null ? solve(one, other) : known;
    }

    private @Nullable Reply known(Span one, Span other, boolean presuming) {
        if (isRefuted(one, other)) {
            return new Reply.Never();
        }
        if (presuming && (isConditional(first) || isConditional(second))) {
            presumed = true;
            return new Reply.Never();
        }
        Fitting fitting = new Fitting(one, other);
        Reply reply = fitting.reply();
        if (reply == null && presuming && fitting.isOpen()) {
            presumed = true;
            return new Reply.Never();
        }
        return reply;
    }

    /** Whether clauses have a say in every version that is left of the package. */
    private boolean isConditional(Party party) {
        VersionSet left = tools.forcing.domain(party.site);
        return left != null && left.isSubsetOf(party.site.releases.preReleases().or(party.site.releases.yanked()));
    }

    /** Whether within the ranges there is no set for certain but those no newer, in both packages, than one of the given ones. */
    boolean isEnd(Span one, Span other, List<Point> found) {
        solved = true;
        List<Ask> asks = List.of(first.ask, second.ask);
        Request request = request(
                one, other, found.stream().map(point -> point.upperBounds(asks)).toList());
        return search.ask(request) instanceof Answer.Impossible;
    }

    private Reply solve(Span one, Span other) {
        solved = true;
        return switch (search.ask(request(one, other, List.of()))) {
            case Answer.Exists(SequencedMap<PackageNode, Integer> decisions) -> {
                attempts.learn(first, decisions);
                attempts.learn(second, decisions);
                yield new Reply.Exists(rung(first, decisions), rung(second, decisions));
            }
            case Answer.Impossible _ -> new Reply.Never();
            case Answer.Depends _ -> new Reply.InDoubt();
        };
    }

    private Request request(Span one, Span other, List<Map<ProjectName, Integer>> beyond) {
        return Search.request(
                List.of(first.ask, second.ask),
                Map.of(
                        first.ask.project(), first.positions(one),
                        second.ask.project(), second.positions(other)),
                beyond);
    }

    private static int rung(Party party, Map<PackageNode, Integer> decisions) {
        return party.rungs.rung(decisions.getOrDefault(party.ask.node(), -1));
    }

    /**
     * Lays each package's own set over the other's. Where the sets disagree, each package is solved again by itself, what it shares with the other being kept
     * within what both force; and again, until they fit or nothing more is learned.
     */
    private final class Fitting {
        private final Side left;
        private final Side right;

        Fitting(Span one, Span other) {
            this.left = new Side(first, one);
            this.right = new Side(second, other);
        }

        /**
         * Whether it is not known of one of the two whether it has a set by itself: mostly for what clauses admit, or for files that cannot be read, or because the
         * share of the budget was spent. What is presumed then {@link #isEnd} confirms or not.
         */
        boolean isOpen() {
            return left.isOpen() || right.isOpen();
        }

        @Nullable
        Reply reply() {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                if (left.isNever() || right.isNever()) {
                    return new Reply.Never();
                }
                Kit ours = left.kit();
                Kit theirs = right.kit();
                if (ours == null || theirs == null) {
                    return null;
                }
                if (fits(ours, theirs) || fits(theirs, ours)) {
                    return new Reply.Exists(rung(first), rung(second));
                }
                if (!left.keepWithin(ours, right.box())
                        && !right.keepWithin(theirs, left.box())
                        && !left.giveWay(ours, theirs)
                        && !right.giveWay(theirs, ours)) {
                    return null;
                }
            }
            return null;
        }

        private boolean fits(Kit over, Kit under) {
            return tools.laying.fits(over, under, List.of(first.ask, second.ask)) && left.isThere() && right.isThere();
        }

        private static int rung(Party party, Laying laying) {
            return party.rungs.rung(laying.position(party.site));
        }

        private int rung(Party party) {
            return rung(party, tools.laying);
        }
    }

    /** One of the two packages, and what is kept of other projects for its partner's sake. */
    private final class Side {
        private final Party party;
        private final Span span;
        private Map<Site, VersionSet> kept = Map.of();
        /** Whether all that is kept is forced. */
        private boolean forced = true;

        Side(Party party, Span span) {
            this.party = party;
            this.span = span;
        }

        Box box() {
            return party.box(span, tools.forcing);
        }

        private Attempt attempt() {
            return attempts.of(party, new Under(span, kept));
        }

        boolean isNever() {
            return forced && attempt() instanceof Attempt.Never;
        }

        boolean isOpen() {
            return forced && attempt() instanceof Attempt.Open;
        }

        @Nullable
        Kit kit() {
            return attempt() instanceof Attempt.Found(Kit kit) ? kit : null;
        }

        /** Whether the package is within its span in what was laid last. */
        boolean isThere() {
            int position = tools.laying.position(party.site);
            return party.positions(span).contains(position);
        }

        /** Keeps what does not fit within what is forced; returns whether there was anything. */
        boolean keepWithin(Kit kit, Box partner) {
            Map<Site, VersionSet> more = new HashMap<>(kept);
            for (int i = 0; i < kit.sites().length; i++) {
                Site site = kit.sites()[i];
                VersionSet theirs = partner.domain(site);
                VersionSet both = tools.forcing.domain(site);
                if (theirs != null && !theirs.contains(kit.positions()[i])) {
                    more.merge(site, theirs, VersionSet::and);
                } else if (both != null && !both.contains(kit.positions()[i])) {
                    more.merge(site, both, VersionSet::and);
                }
            }
            boolean isNew = !more.equals(kept);
            kept = Map.copyOf(more);
            return isNew;
        }

        /** Keeps the project over which its set, laid over the partner's, failed within what that set's version requires, if it has a set then. */
        boolean giveWay(Kit own, Kit partner) {
            if (tools.laying.fits(own, partner, List.of(first.ask, second.ask))) {
                return false;
            }
            Laying.Obstacle obstacle = tools.laying.obstacle();
            if (obstacle == null || obstacle.by() == null) {
                return false;
            }
            Site.Needs needs = obstacle.by().needs(obstacle.position());
            Site target = needs.targets()[obstacle.place()].base;
            VersionSet allowed = needs.allowed()[obstacle.place()];
            VersionSet known = kept.get(target);
            VersionSet narrower = known == null ? allowed : known.and(allowed);
            if (known != null && narrower.equals(known)) {
                return false;
            }
            Map<Site, VersionSet> more = new HashMap<>(kept);
            more.put(target, narrower);
            if (!(attempts.of(party, new Under(span, Map.copyOf(more))) instanceof Attempt.Found)) {
                return false;
            }
            kept = Map.copyOf(more);
            forced = false;
            return true;
        }
    }
}
