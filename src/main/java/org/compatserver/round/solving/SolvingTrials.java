package org.compatserver.round.solving;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.Search;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.engine.solving.Spending;
import org.compatserver.engine.solving.World;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.Term;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.round.sets.NoGood;
import org.compatserver.round.sets.Trial;
import org.compatserver.round.sets.Trials;
import org.jspecify.annotations.Nullable;

/**
 * Tries sets with the solver. What a proof says of other sets than the one that was tried:
 *
 * <p>A proof without facts of admission speaks of the packages whose being asked for it uses, whatever else is asked. One with facts that no pre-release or yanked version is
 * admitted (solver.md, "Admission") holds for all that is asked beside them too, as long as it is some of what was asked here: such a fact rests on none of the
 * question's requirements admitting it, and fewer requirements do not, either. Only {@link Cause.NotAdmittedThere} speaks of exactly this question.
 */
final class SolvingTrials implements Trials {
    private final ReleaseSource source;
    private final List<@Nullable Ask> asks;
    private final List<String> notices;
    private final Limits limits;
    private final InstantSource clock;
    private final VersionSolver pessimistic;
    private final VersionSolver optimistic;
    private final Map<ProjectName, Integer> numbers = new HashMap<>();
    private final NavigableSet<ProjectName> leftAside = new TreeSet<>();

    /**
     * @param world the pessimistic one
     * @param asks by the packages' numbers
     * @param limits of one trial
     */
    SolvingTrials(
            ReleaseSource source,
            World world,
            List<@Nullable Ask> asks,
            List<String> notices,
            Limits limits,
            InstantSource clock) {
        this.source = source;
        this.asks = Collections.unmodifiableList(new ArrayList<>(asks));
        this.notices = List.copyOf(notices);
        this.limits = limits;
        this.clock = clock;
        this.pessimistic = new VersionSolver(world);
        this.optimistic = new VersionSolver(world.optimistic());
        for (int number = 0; number < asks.size(); number++) {
            Ask ask = asks.get(number);
            if (ask != null) {
                numbers.put(ask.project(), number);
            }
        }
    }

    @Override
    public BitSet asked() {
        BitSet asked = new BitSet();
        numbers.values().forEach(asked::set);
        return asked;
    }

    @Override
    public @Nullable String newest(int number) {
        Ask ask = ask(number);
        return ask.newest() < 0
                ? null
                : ask.releases().versions().get(ask.newest()).toString();
    }

    @Override
    public @Nullable Instant released(int number) {
        Ask ask = ask(number);
        return ask.newest() < 0 ? null : source.released(ask.project(), ask.newest());
    }

    @Override
    public NavigableSet<ProjectName> leftAside() {
        return Collections.unmodifiableNavigableSet(leftAside);
    }

    @Override
    public List<String> notices() {
        return notices;
    }

    private Ask ask(int number) {
        return Objects.requireNonNull(asks.get(number), "Nothing counts on the target of package " + number);
    }

    @Override
    public Trial of(BitSet packages, boolean hoping, Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        if (packages.isEmpty()) {
            return new Trial.Fits();
        }
        if (!left.isPositive()) {
            return new Trial.Undecided();
        }
        List<Ask> some = packages.stream().mapToObj(this::ask).toList();
        Request request = Search.request(some, Point.newest(some).orNewer(some), List.of());
        Duration time = left.compareTo(limits.time()) < 0 ? left : limits.time();
        Spending budget = new Spending(new Limits(limits.steps(), time, limits.points()), clock);
        try {
            return switch ((hoping ? optimistic : pessimistic).solve(request, budget)) {
                case Outcome.Solved _ -> new Trial.Fits();
                case Outcome.Impossible(DerivationTree proof, var _) ->
                    new Trial.Clashes(noGood(External.of(proof), packages));
            };
        } catch (BudgetSpent spent) {
            return new Trial.Undecided();
        } catch (IndexFault fault) {
            throw SolvingEngine.index(fault);
        }
    }

    private NoGood noGood(List<External> facts, BitSet packages) {
        BitSet among = new BitSet();
        boolean ofTheseOnly = false;
        boolean doubtful = false;
        for (External fact : facts) {
            switch (fact.cause()) {
                case Cause.Asked _, Cause.OnlyNewest _ -> addPackage(fact.conclusion(), among);
                case Cause.CannotBeUsed(var reason) -> doubtful |= reason instanceof Unavailable.Unknowable;
                case Cause.NotAdmittedThere _ -> {
                    among.or(packages);
                    ofTheseOnly = true;
                }
                case Cause.PreReleaseNotAdmitted(var _, boolean presumed) -> {
                    ofTheseOnly = true;
                    leaveAside(fact, presumed);
                }
                case Cause.YankedNotAdmitted(boolean presumed) -> {
                    ofTheseOnly = true;
                    leaveAside(fact, presumed);
                }
                case Cause.Requires _, Cause.SameVersion _, Cause.Constrained _, Cause.BeyondFound _ -> {}
            }
        }
        BitSet outside = new BitSet();
        if (ofTheseOnly) {
            outside = asked();
            outside.andNot(packages);
        }
        return new NoGood(among, outside, doubtful);
    }

    private void addPackage(List<Term> terms, BitSet among) {
        for (Term term : terms) {
            PackageNode node = term.node();
            if (node != null) {
                among.set(Objects.requireNonNull(numbers.get(node.project()), "Asked for is what is in the plan"));
            }
        }
    }

    private void leaveAside(External fact, boolean presumed) {
        PackageNode node = fact.conclusion().getFirst().node();
        if (presumed && node != null) {
            leftAside.add(node.project());
        }
    }
}
