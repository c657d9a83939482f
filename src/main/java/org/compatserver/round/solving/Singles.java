package org.compatserver.round.solving;

import java.util.List;
import java.util.SequencedMap;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.engine.solving.Spending;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
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
    private final Telling telling;

    Singles(Scene scene, Numbers numbers, Sink sink, Telling telling) {
        this.scene = scene;
        this.numbers = numbers;
        this.sink = sink;
        this.telling = telling;
    }

    /** What people are told of packages that do not succeed by themselves. */
    interface Telling {
        /** In one to three sentences. */
        String why(List<Integer> packages, Result result);
    }

    Stance of(int number) {
        Ask ask = scene.asks().get(number);
        if (ask == null) {
            return new Stance(
                    new Solo(number, null, null, null), Result.SUCCESS, true, -1, PinnedSet.EMPTY, Told.NOTHING);
        }
        Finding finding = new Finding(
                scene.source(),
                scene.world(),
                List.of(ask),
                scene.moment(),
                scene.limits(),
                new Spending(scene.limits(), scene.clock()));
        try {
            return of(number, ask, finding, finding.find());
        } catch (BudgetSpent spent) {
            Told told = new Told(newest(ask), null, 0, 0, String.valueOf(spent.getMessage()));
            return new Stance(new Solo(number, ask, null, null), null, false, -1, null, told);
        }
    }

    private Stance of(int number, Ask ask, Finding finding, Found found) {
        return switch (found) {
            case Found.AtNewest(var decisions) -> {
                PinnedSet set = PinnedSet.of(ask, decisions, numbers);
                Told told = new Told(newest(ask), null, set.projects.length, 0, "");
                yield new Stance(
                        new Solo(number, ask, found, decisions), Result.SUCCESS, true, ask.newest(), set, told);
            }
            case Found.Held held -> {
                int position = held.ranked().getFirst().point().position(0);
                SequencedMap<PackageNode, Integer> decisions =
                        finding.at(held.ranked().getFirst().point());
                PinnedSet set = PinnedSet.of(ask, decisions, numbers);
                DerivationTree end = held.frontier().end();
                boolean lasting = end != null && isLasting(end);
                Told told = new Told(
                        newest(ask),
                        version(ask, position),
                        set.projects.length,
                        sink.clash(new Clash.OfOne(ask.project())),
                        telling.why(List.of(number), Result.CHECK_WARNING));
                yield new Stance(
                        new Solo(number, ask, found, null), Result.CHECK_WARNING, lasting, position, set, told);
            }
            case Found.Nothing(DerivationTree proof) ->
                none(number, ask, found, Result.INSTALL_ERROR, isLasting(proof), new Clash.OfOne(ask.project()));
            case Found.InDoubt(Answer.Depends doubt) ->
                none(number, ask, found, Result.UNKNOWN, false, unknowable(finding, doubt));
        };
    }

    private Stance none(int number, Ask ask, Found found, Result result, boolean lasting, Clash clash) {
        Told told = new Told(newest(ask), null, 0, sink.clash(clash), telling.why(List.of(number), result));
        return new Stance(new Solo(number, ask, found, null), result, lasting, -1, null, told);
    }

    static Clash unknowable(Finding finding, Answer.Depends doubt) {
        return new Clash.Unknowable(finding.search().needed(doubt).stream()
                .map(Unavailable.Unknowable::file)
                .toList());
    }

    /** Whether a proof holds beside any partner: whether nothing in it is a matter of what clauses admit, which is for the whole set to say. */
    static boolean isLasting(DerivationTree proof) {
        return External.of(proof).stream().map(External::cause).noneMatch(Singles::isOfAdmission);
    }

    private static boolean isOfAdmission(Cause cause) {
        return switch (cause) {
            case Cause.PreReleaseNotAdmitted _, Cause.YankedNotAdmitted _, Cause.NotAdmittedThere _ -> true;
            case Cause.Asked _,
                    Cause.Requires _,
                    Cause.SameVersion _,
                    Cause.CannotBeUsed _,
                    Cause.Constrained _,
                    Cause.OnlyNewest _,
                    Cause.BeyondFound _ -> false;
        };
    }

    private static @Nullable String newest(Ask ask) {
        return ask.newest() < 0 ? null : version(ask, ask.newest());
    }

    static String version(Ask ask, int position) {
        return ask.releases().versions().get(position).toString();
    }

    /** The project of a package that is asked for. */
    static ProjectName project(Solo solo) {
        Ask ask = solo.ask();
        if (ask == null) {
            throw new IllegalArgumentException("Nothing is asked of package " + solo.number());
        }
        return ask.project();
    }
}
