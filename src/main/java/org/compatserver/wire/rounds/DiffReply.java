package org.compatserver.wire.rounds;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Diff;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.Turning;
import org.jspecify.annotations.Nullable;

/**
 * What is otherwise in one round than in another. All components are always there.
 *
 * @param before the number of the earlier round
 * @param after that of the later
 * @param fine how many checks are a SUCCESS in both
 * @param sameTerms whether constraints, sources, pre-releases and strictness are the same
 */
public record DiffReply(
        long before,
        long after,
        List<Step> regressed,
        List<Step> fixed,
        List<Step> stillBroken,
        List<Step> unknown,
        long fine,
        List<WholeStep> wholes,
        Apart onlyBefore,
        Apart onlyAfter,
        List<String> askedOtherwise,
        boolean sameTerms) {

    /**
     * A check then and now.
     *
     * @param second null of a package by itself
     * @param before null where it was not decided
     * @param after null where it is not decided
     * @param turnedBy what turned it; null where that was not asked
     */
    public record Step(
            String first,
            @Nullable String second,
            String pythonVersion,
            String platform,
            @Nullable String before,
            @Nullable String after,
            @Nullable TurnedBy turnedBy) {}

    /**
     * What turned a check.
     *
     * @param kind upload, no_upload, or not_known
     * @param text for people
     * @param time of the upload; null where it was none
     */
    public record TurnedBy(
            String kind, String text, @Nullable Instant time, List<String> releases) {}

    /** All packages together, where that came to something else. */
    public record WholeStep(
            String pythonVersion,
            String platform,
            @Nullable String before,
            @Nullable String after) {}

    /** What only one of the rounds has. */
    public record Apart(List<String> packages, List<OnTarget> targets, long checks) {}

    /** A target. */
    public record OnTarget(String pythonVersion, String platform) {}

    /** The reply that says it. */
    public static DiffReply of(Diff diff, Map<Diff.Step, Turning.Found> turns) {
        return new DiffReply(
                diff.before().id(),
                diff.after().id(),
                steps(diff.regressed(), turns),
                steps(diff.fixed(), turns),
                steps(diff.stillBroken(), turns),
                steps(diff.unknown(), turns),
                diff.fine(),
                diff.wholes().stream()
                        .map(step -> {
                            Target target = diff.after().plan().targets().get(step.target());
                            return new WholeStep(
                                    target.python().toString(),
                                    target.platform().toString(),
                                    name(step.before()),
                                    name(step.after()));
                        })
                        .toList(),
                apart(diff.onlyBefore()),
                apart(diff.onlyAfter()),
                diff.askedOtherwise().stream().map(ProjectName::normalized).toList(),
                diff.sameTerms());
    }

    private static List<Step> steps(Diff.Part part, Map<Diff.Step, Turning.Found> turns) {
        Plan plan = part.round().plan();
        return part.steps().stream()
                .map(step -> {
                    Target target = plan.targets().get(step.target());
                    Turning.Found found = turns.get(step);
                    return new Step(
                            plan.project(step.first()).normalized(),
                            step.first() == step.second()
                                    ? null
                                    : plan.project(step.second()).normalized(),
                            target.python().toString(),
                            target.platform().toString(),
                            name(step.before()),
                            name(step.after()),
                            found == null ? null : turnedBy(found));
                })
                .toList();
    }

    private static TurnedBy turnedBy(Turning.Found found) {
        return switch (found) {
            case Turning.Upload(var at, var releases, var text) -> new TurnedBy("upload", text, at, releases);
            case Turning.NoUpload(var text) -> new TurnedBy("no_upload", text, null, List.of());
            case Turning.NotKnown(var text) -> new TurnedBy("not_known", text, null, List.of());
        };
    }

    private static @Nullable String name(@Nullable Result result) {
        return result == null ? null : result.name();
    }

    private static Apart apart(Diff.Apart apart) {
        return new Apart(
                apart.projects().stream().map(ProjectName::normalized).toList(),
                apart.targets().stream()
                        .map(target -> new OnTarget(
                                target.python().toString(), target.platform().toString()))
                        .toList(),
                apart.checks());
    }
}
