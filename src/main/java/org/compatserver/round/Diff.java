package org.compatserver.round;

import java.util.List;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * What is otherwise in one round than in another: pairs, and packages by themselves. Packages are the same where their projects are, targets where Python's minor
 * version and the platform are.
 *
 * @param regressed fails now, and did not, or less: a CHECK_WARNING has become an INSTALL_ERROR
 * @param fixed is a SUCCESS now, and was none
 * @param stillBroken failed, and does
 * @param unknown was, or is, not decided
 * @param fine how many checks are a SUCCESS in both
 * @param wholes all packages together, on the targets of both where that came to something else; none where the packages differ
 * @param onlyBefore what the later round has not
 * @param onlyAfter what the earlier round had not
 * @param askedOtherwise projects of both of which not the same is asked
 * @param sameTerms whether constraints, sources, pre-releases and strictness are the same
 */
public record Diff(
        Round before,
        Round after,
        Part regressed,
        Part fixed,
        Part stillBroken,
        Part unknown,
        long fine,
        List<WholeStep> wholes,
        Apart onlyBefore,
        Apart onlyAfter,
        List<ProjectName> askedOtherwise,
        boolean sameTerms) {
    public Diff {
        wholes = List.copyOf(wholes);
        askedOtherwise = List.copyOf(askedOtherwise);
    }

    /** From one round to another. */
    public static Diff of(Round before, Round after) {
        return new Comparing(before, after).diff();
    }

    /**
     * Whether something is worse in the later round, all packages together included.
     *
     * @param errorsOnly whether only what cannot be installed now counts
     */
    public boolean isWorse(boolean errorsOnly) {
        return regressed.steps().stream().anyMatch(step -> !errorsOnly || step.after() == Result.INSTALL_ERROR)
                || wholes.stream()
                        .anyMatch(step -> step.isWorse() && (!errorsOnly || step.after() == Result.INSTALL_ERROR));
    }

    /**
     * Checks that went the same way.
     *
     * @param round whose numbers these are: the later round; of what is fixed, the earlier
     * @param steps by target, then by the packages' numbers
     * @param causes what the failing pairs among them come down to in that round
     */
    public record Part(Round round, List<Step> steps, List<Cause> causes) {
        public Part {
            steps = List.copyOf(steps);
            causes = List.copyOf(causes);
        }

        /** How many are pairs. */
        public long pairs() {
            return steps.stream().filter(step -> step.first() != step.second()).count();
        }
    }

    /**
     * A check then and now.
     *
     * @param second the second package of the pair; the first again of a package by itself
     * @param before null where it was not decided
     * @param after null where it is not decided
     */
    public record Step(
            int target,
            int first,
            int second,
            @Nullable Result before,
            @Nullable Result after) {}

    /** All packages together then and now, on a target of the later round. */
    public record WholeStep(
            int target, @Nullable Result before, @Nullable Result after) {
        private boolean isWorse() {
            return after == Result.INSTALL_ERROR
                    ? before == Result.SUCCESS || before == Result.CHECK_WARNING
                    : after == Result.CHECK_WARNING && before == Result.SUCCESS;
        }
    }

    /**
     * What only one of the rounds has.
     *
     * @param round which
     * @param checks how many checks are of these packages or targets
     * @param causes what the failing pairs among them come down to
     */
    public record Apart(
            Round round, List<ProjectName> projects, List<Target> targets, long checks, List<Cause> causes) {
        public Apart {
            projects = List.copyOf(projects);
            targets = List.copyOf(targets);
            causes = List.copyOf(causes);
        }
    }
}
