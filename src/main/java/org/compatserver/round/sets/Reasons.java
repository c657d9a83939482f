package org.compatserver.round.sets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.compatserver.check.CheckService;
import org.compatserver.check.Outcome;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Plan;
import org.compatserver.round.sets.LeftOut.Kind;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Why packages are not in a set: each with a few of the set's with which it cannot be, and what a check of just these says. */
final class Reasons {
    private static final String NOT_IN_TIME = "It could not be decided in time.";

    /** Where the verdict speaks of what would be held back, which is in doubt, and not of the newest, which are not. */
    private static final String NOT_AT_NEWEST =
            "The newest releases do not fit, whatever a build would tell; what does depends on"
                    + " files that cannot be read without building.";

    private final Plan plan;
    private final Target target;
    private final Trials trials;
    private final CheckService checks;

    Reasons(Plan plan, Target target, Trials trials, CheckService checks) {
        this.plan = plan;
        this.target = target;
        this.trials = trials;
        this.checks = checks;
    }

    /**
     * Of each package that was asked for and is not in the set, by name.
     *
     * @param noGoods all that are known; what holds whatever a build would tell comes first
     */
    List<LeftOut> of(BitSet set, List<NoGood> noGoods) {
        BitSet out = trials.asked();
        out.andNot(set);
        List<Integer> numbers = Numbers.of(out);
        List<@Nullable NoGood> reasons = new ArrayList<>();
        List<Question> questions = new ArrayList<>();
        for (int number : numbers) {
            NoGood reason = reason(number, set, noGoods);
            reasons.add(reason);
            if (reason != null) {
                questions.add(plan.question(target, Numbers.of(reason.among())));
            }
        }
        List<Outcome<Verdict>> answers = checks.checkAll(questions);
        List<LeftOut> leftOut = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < numbers.size(); i++) {
            NoGood reason = reasons.get(i);
            leftOut.add(reason == null ? undecided(numbers.get(i)) : told(numbers.get(i), reason, answers.get(next++)));
        }
        return leftOut;
    }

    /** The smallest of those that hold in any case, else of the others; null where the time ended before there was any. */
    private static @Nullable NoGood reason(int number, BitSet set, List<NoGood> noGoods) {
        BitSet with = (BitSet) set.clone();
        with.set(number);
        return noGoods.stream()
                .filter(noGood -> noGood.forbids(with))
                .min(Comparator.comparing(NoGood::doubtful)
                        .thenComparingInt(noGood -> noGood.among().cardinality())
                        .thenComparing(noGood -> Numbers.of(noGood.among()).toString()))
                .orElse(null);
    }

    private LeftOut undecided(int number) {
        return new LeftOut(plan.project(number), trials.newest(number), List.of(), Kind.UNDECIDED, NOT_IN_TIME);
    }

    private LeftOut told(int number, NoGood reason, Outcome<Verdict> answer) {
        BitSet others = (BitSet) reason.among().clone();
        others.clear(number);
        boolean unknown = answer instanceof Outcome.Answered<Verdict>(Verdict.Unknown _);
        Kind kind = unknown && reason.doubtful() ? Kind.UNKNOWN : others.isEmpty() ? Kind.ALONE : Kind.CLASH;
        return new LeftOut(
                plan.project(number),
                trials.newest(number),
                Numbers.projects(others, plan),
                kind,
                unknown && !reason.doubtful() ? NOT_AT_NEWEST : because(answer));
    }

    private static String because(Outcome<Verdict> answer) {
        return switch (answer) {
            case Outcome.Answered<Verdict>(Verdict.CheckWarning warning) ->
                warning.explanation().summary();
            case Outcome.Answered<Verdict>(Verdict.InstallError error) ->
                error.explanation().summary();
            case Outcome.Answered<Verdict>(Verdict.Unknown unknown) -> unknown.description();
            case Outcome.Answered<Verdict>(Verdict.Success _) ->
                throw new IllegalStateException("What cannot fit fits");
            case Outcome.Failed<Verdict>(var fault) -> "why is not known: " + fault.message();
        };
    }
}
