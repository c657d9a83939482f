package org.compatserver.resolver;

import java.util.Objects;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** Conflict resolution (solver.md, "Conflicts"): finds the root cause of a violated incompatibility, and goes back to where it says something. */
final class Conflict {
    private final PartialSolution solution;
    private Incompatibility incompatibility;

    /** The assignment that satisfied the last of its terms, that term, and the level at which all else was satisfied. */
    private Assignment satisfier;

    private int term;
    private int previousLevel;

    private Conflict(PartialSolution solution, Incompatibility violated) {
        this.solution = solution;
        this.incompatibility = violated;
        this.satisfier = find();
    }

    /**
     * What a conflict teaches.
     *
     * @param learned has one unsatisfied term, now that what the conflict rests on was taken back; or is a failure
     * @param isNew whether it was derived, and not violated itself
     * @param inVain the decision that led to the conflict; null if none did
     */
    record Lesson(
            Incompatibility learned,
            boolean isNew,
            @Nullable Node inVain) {}

    /** Finds the root cause, and takes back what the conflict rests on. */
    static Lesson resolve(PartialSolution solution, Incompatibility violated) {
        if (violated.isFailure()) {
            return new Lesson(violated, false, null);
        }
        Conflict conflict = new Conflict(solution, violated);
        int level = conflict.satisfier.level();
        Node inVain = level == 0 ? null : solution.decision(level).node();
        Incompatibility learned = conflict.resolve();
        return new Lesson(learned, learned != violated, inVain);
    }

    private Incompatibility resolve() {
        while (true) {
            Incompatibility cause = satisfier.cause();
            if (cause == null || previousLevel < satisfier.level()) {
                solution.backtrack(previousLevel);
                return incompatibility;
            }
            incompatibility = Incompatibility.resolve(incompatibility, cause, satisfier.node());
            if (incompatibility.isFailure()) {
                return incompatibility;
            }
            satisfier = find();
        }
    }

    private Assignment find() {
        Assignment latest = satisfier(0);
        term = 0;
        previousLevel = 0;
        for (int i = 1; i < incompatibility.size(); i++) {
            Assignment candidate = satisfier(i);
            if (candidate.index() > latest.index() || latest.node().isQuestion()) {
                previousLevel = Math.max(previousLevel, latest.level());
                latest = candidate;
                term = i;
            } else {
                previousLevel = Math.max(previousLevel, candidate.level());
            }
        }
        previousLevel = Math.max(previousLevel, levelOfTheRest(latest));
        return latest;
    }

    private Assignment satisfier(int i) {
        return PartialSolution.satisfier(incompatibility.node(i), incompatibility.states(i));
    }

    /** If the latest assignment satisfies its term only together with earlier ones of its node: the level of those. */
    private int levelOfTheRest(Assignment latest) {
        Incompatibility cause = latest.cause();
        if (cause == null) {
            return 0;
        }
        VersionSet ruledOut = Objects.requireNonNull(cause.statesOf(latest.node()), "A cause has its node's term");
        VersionSet rest = latest.node().anything.minus(ruledOut).minus(incompatibility.states(term));
        return rest.isEmpty()
                ? 0
                : PartialSolution.excluder(latest.node(), rest).level();
    }
}
