package org.compatserver.round.solving;

import java.util.List;
import java.util.Objects;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.Proofs;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.engine.solving.Spending;
import org.compatserver.engine.solving.World;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.round.Clash;
import org.compatserver.round.Result;
import org.compatserver.round.Sink;
import org.compatserver.round.solving.Stance.Told;
import org.jspecify.annotations.Nullable;

/** Finds each package's own answer. Safe for many threads. */
final class Singles {
    private final Scene scene;
    private final Numbers numbers;
    private final Sink sink;
    private final boolean strict;

    Singles(Scene scene, Numbers numbers, Sink sink, boolean strict) {
        this.strict = strict;
        this.scene = scene;
        this.numbers = numbers;
        this.sink = sink;
    }

    /** @param looking of the scene's source, for what the answer rests on */
    Stance of(int number, Looking looking) {
        Ask ask = scene.asks().get(number);
        if (ask == null) {
            Solo solo = new Solo(number, null, null, null);
            return new Stance(solo, Result.SUCCESS, true, -1, PinnedSet.EMPTY, null, Told.NOTHING);
        }
        Spending budget = new Spending(scene.limits(), scene.clock());
        World world = World.pessimistic(looking, strict);
        Finding finding = new Finding(looking, world, List.of(ask), scene.moment(), scene.limits(), budget);
        try {
            return of(number, ask, finding, new AdmittingAll(world.optimistic()), budget);
        } catch (BudgetSpent spent) {
            Told told = new Told(newest(ask), null, 0, 0, spent.getMessage() + ", and it is not decided.");
            return new Stance(new Solo(number, ask, null, null), null, false, -1, null, null, told);
        }
    }

    private Stance of(int number, Ask ask, Finding finding, PackageSource relaxed, Budget budget) {
        Found found = finding.find();
        return switch (found) {
            case Found.AtNewest atNewest -> atNewest(number, ask, atNewest);
            case Found.Held held -> held(new Solo(number, ask, found, null), ask, held, finding);
            case Found.Nothing(DerivationTree proof) ->
                none(
                        new Solo(number, ask, found, null),
                        ask,
                        Result.INSTALL_ERROR,
                        isLasting(proof) || isImpossible(ask, relaxed, budget),
                        null,
                        new Clash.OfOne(ask.project()));
            case Found.InDoubt(Answer.Depends doubt) ->
                none(
                        new Solo(number, ask, found, null),
                        ask,
                        Result.UNKNOWN,
                        isOfNewest(ask, doubt) && failsLastingly(finding, doubt),
                        PinnedSet.of(ask, doubt.decisions(), numbers),
                        unknowable(finding, doubt));
        };
    }

    private Stance held(Solo solo, Ask ask, Found.Held held, Finding finding) {
        Point point = held.ranked().getFirst().point();
        int position = point.position(0);
        PinnedSet set = PinnedSet.of(ask, finding.at(point), numbers);
        DerivationTree end = held.frontier().end();
        boolean lasting = held.frontier().all().size() == 1 && end != null && isLasting(end);
        Clash clash = new Clash.OfOne(ask.project());
        Told told = new Told(
                newest(ask),
                version(ask, position),
                set.projects.length,
                sink.clash(clash),
                Telling.inShort(Result.CHECK_WARNING));
        return new Stance(solo, Result.CHECK_WARNING, lasting, position, set, clash, told);
    }

    private Stance none(Solo solo, Ask ask, Result result, boolean lasting, @Nullable PinnedSet set, Clash clash) {
        Told told = new Told(newest(ask), null, 0, sink.clash(clash), Telling.inShort(result));
        return new Stance(solo, result, lasting, ask.newest(), set, clash, told);
    }

    /** Whether it is at its newest in the set that is in doubt. */
    private static boolean isOfNewest(Ask ask, Answer.Depends doubt) {
        return doubt.decisions().getOrDefault(ask.node(), -1) >= ask.newest();
    }

    /** Whether there is no set of known files beside any partner either. */
    private static boolean failsLastingly(Finding finding, Answer.Depends doubt) {
        return finding.search().askPessimistically(doubt.request()) instanceof Outcome.Impossible(var proof, var _)
                && isLasting(proof);
    }

    /** Whether a package whose own answer is kept fails though everything were admitted. */
    boolean isImpossible(int number) {
        Ask ask = scene.asks().get(number);
        return ask != null
                && isImpossible(
                        ask, new AdmittingAll(scene.world().optimistic()), new Spending(scene.limits(), scene.clock()));
    }

    /** Whether there is no set though everything were admitted; a proof that admission has a part in does not say so. */
    private static boolean isImpossible(Ask ask, PackageSource relaxed, Budget budget) {
        try {
            return new VersionSolver(relaxed).solve(Request.of(ask.roots()), budget) instanceof Outcome.Impossible;
        } catch (BudgetSpent spent) {
            return false;
        }
    }

    static Clash unknowable(Finding finding, Answer.Depends doubt) {
        return new Clash.Unknowable(finding.search().needed(doubt).stream()
                .map(Unavailable.Unknowable::file)
                .toList());
    }

    /** Whether a proof holds beside any partner: whether nothing in it is a matter of what clauses admit, which is for the whole set to say. */
    static boolean isLasting(DerivationTree proof) {
        return !Proofs.restsOnAdmission(proof);
    }

    /** The answer that was found on another target where all was seen that is seen here. */
    Stance shared(int number, Found.AtNewest found) {
        Ask ask = Objects.requireNonNull(scene.asks().get(number), "Something is asked of it");
        return atNewest(number, ask, found);
    }

    private Stance atNewest(int number, Ask ask, Found.AtNewest found) {
        PinnedSet set = PinnedSet.of(ask, found.decisions(), numbers);
        Told told = new Told(newest(ask), null, set.projects.length, 0, "");
        Solo solo = new Solo(number, ask, found, found.decisions());
        return new Stance(solo, Result.SUCCESS, true, ask.newest(), set, null, told);
    }

    private static @Nullable String newest(Ask ask) {
        return ask.newest() < 0 ? null : version(ask, ask.newest());
    }

    static String version(Ask ask, int position) {
        return ask.releases().versions().get(position).toString();
    }
}
