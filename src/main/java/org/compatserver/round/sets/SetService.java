package org.compatserver.round.sets;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.compatserver.check.CheckService;
import org.compatserver.check.Fault;
import org.compatserver.check.Outcome;
import org.compatserver.engine.EngineFault;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Plan;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Use case: the largest set of a portfolio that fits together at newest. Every way to fail is a {@link Fault}. */
public final class SetService {
    /** The share of the time for seeking a set of known files; the rest is for what a build might allow, and for where the others go. */
    private static final double CERTAIN = 0.8;

    private final SetEngine engine;
    private final CheckService checks;
    private final InstantSource clock;

    public SetService(SetEngine engine, CheckService checks, InstantSource clock) {
        this.engine = engine;
        this.checks = checks;
        this.clock = clock;
    }

    /**
     * The largest set on a target, or the largest that is found in time.
     *
     * @param time how long it may be sought; telling why what is left out does not fit comes on top
     */
    public Outcome<LargestSet> largest(Plan plan, Target target, Duration time, SetListener listener) {
        try {
            Trials trials = engine.trials(plan, target);
            Patience all = new Patience(clock, clock.instant().plus(time));
            Patience some = new Patience(clock, clock.instant().plusMillis((long) (CERTAIN * time.toMillis())));
            Hunt certain = new Hunt(trials, false, some, listener).run();
            Found found = new Found(
                    plan,
                    target,
                    trials,
                    certain,
                    whateverABuildTells(certain, trials, all),
                    Rest.divided(trials, certain.best(), certain.noGoods(), all));
            return certain.best().isEmpty() ? new Outcome.Answered<>(answer(found, null)) : confirmed(found);
        } catch (EngineFault fault) {
            return new Outcome.Failed<>(Fault.of(fault));
        } catch (CancellationException cancelled) {
            return new Outcome.Failed<>(new Fault(Fault.Kind.BUSY, "The search was stopped before its end"));
        }
    }

    /**
     * What searches came to.
     *
     * @param certain the one for a set of known files
     * @param hopeful the one for a set that may exist once files are built; the same where that makes no difference
     */
    private record Found(Plan plan, Target target, Trials trials, Hunt certain, Hunt hopeful, List<BitSet> further) {
        int atMostIfBuilt() {
            return hopeful.atMost();
        }

        /** What is impossible whatever a build would tell is so in any case. */
        List<NoGood> noGoods() {
            return Stream.concat(hopeful.noGoods().stream(), certain.noGoods().stream())
                    .toList();
        }
    }

    /** What rests on no file that cannot be read holds in any case. */
    private static Hunt whateverABuildTells(Hunt certain, Trials trials, Patience patience) {
        List<NoGood> sure =
                certain.noGoods().stream().filter(noGood -> !noGood.doubtful()).toList();
        return sure.size() == certain.noGoods().size()
                ? certain
                : new Hunt(trials, true, patience, SetListener.NONE)
                        .knowing(sure)
                        .run();
    }

    /** With the answer of a check of the set. */
    private Outcome<LargestSet> confirmed(Found found) {
        return switch (checks.check(
                found.plan().question(found.target(), Numbers.of(found.certain().best())))) {
            case Outcome.Answered<Verdict>(Verdict.Success set) -> new Outcome.Answered<>(answer(found, set));
            case Outcome.Answered<Verdict> _ ->
                new Outcome.Failed<>(new Fault(
                        Fault.Kind.INDEX,
                        "A check of the set that was found says that it does not fit: the index changed meanwhile, or it"
                                + " is a mistake of this program; run it again"));
            case Outcome.Failed<Verdict>(Fault fault) -> new Outcome.Failed<>(fault);
        };
    }

    private LargestSet answer(Found found, Verdict.@Nullable Success set) {
        List<String> notices = new ArrayList<>(
                set == null ? found.trials().notices() : set.context().notices());
        found.trials().notices().stream()
                .filter(notice -> !notices.contains(notice))
                .forEach(notices::add);
        if (!found.trials().leftAside().isEmpty()) {
            notices.add(Sentences.leftAside(found.trials().leftAside()));
        }
        BitSet best = found.certain().best();
        return new LargestSet(
                found.target(),
                Numbers.projects(best, found.plan()),
                new Reasons(found.plan(), found.target(), found.trials(), checks).of(best, found.noGoods()),
                Math.min(found.certain().atMost(), found.atMostIfBuilt()),
                found.atMostIfBuilt(),
                found.further().stream()
                        .map(packages -> Numbers.projects(packages, found.plan()))
                        .toList(),
                set,
                notices);
    }
}
