package org.compatserver.wire;

import java.time.Instant;
import java.util.List;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Alone;
import org.compatserver.round.CauseSentences;
import org.compatserver.round.Diff.Part;
import org.compatserver.round.Diff.Step;
import org.compatserver.round.Misfit;
import org.compatserver.round.Plan;
import org.compatserver.round.Rehearsed;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.jspecify.annotations.Nullable;

/**
 * What files that are not released would change, on the wire. The components' order is the order there; all of them are always there.
 *
 * @param files the files
 * @param broken checks that fitted, or nearly, and would not any more
 * @param fixed checks that would fit
 * @param stillBroken checks that fit neither way
 * @param unknown checks of which it is not known
 */
public record RehearsalReply(
        List<File> files,
        @Nullable Instant asOf,
        long checks,
        List<Changed> broken,
        List<Changed> fixed,
        List<Changed> stillBroken,
        List<Changed> unknown) {

    /**
     * A file.
     *
     * @param looked whether anything in the portfolio looks at its project
     */
    public record File(String file, String name, String version, boolean looked) {}

    /**
     * A check.
     *
     * @param second null of a package by itself
     * @param before its result without the files; null where it was not decided
     * @param after the same with them
     * @param because what its failure comes down to; null where that is not known
     */
    public record Changed(
            String pythonVersion,
            String platform,
            String first,
            @Nullable String second,
            @Nullable Result before,
            @Nullable Result after,
            @Nullable String because) {}

    /** The reply that says it. */
    public static RehearsalReply of(Rehearsed rehearsed) {
        Plan plan = rehearsed.plan();
        return new RehearsalReply(
                rehearsed.files().stream()
                        .map(file -> new File(
                                file.file(),
                                file.project().normalized(),
                                file.version().toString(),
                                rehearsed.looked().contains(file.project())))
                        .toList(),
                plan.asOf(),
                plan.checks(),
                changed(rehearsed.diff().regressed()),
                changed(rehearsed.diff().fixed()),
                changed(rehearsed.diff().stillBroken()),
                changed(rehearsed.diff().unknown()));
    }

    private static List<Changed> changed(Part part) {
        return part.steps().stream().map(step -> changed(step, part)).toList();
    }

    private static Changed changed(Step step, Part part) {
        Plan plan = part.round().plan();
        Target target = plan.targets().get(step.target());
        boolean alone = step.first() == step.second();
        return new Changed(
                target.python().toString(),
                target.platform().toString(),
                plan.project(step.first()).normalized(),
                alone ? null : plan.project(step.second()).normalized(),
                step.before(),
                step.after(),
                alone ? alone(step, part.round()) : pair(step, part));
    }

    private static @Nullable String alone(Step step, Round round) {
        Alone alone = round.sheets().get(step.target()).alone().get(step.first());
        return alone.text().isEmpty() ? null : alone.text();
    }

    private static @Nullable String pair(Step step, Part part) {
        int clash = part.round().sheets().get(step.target()).rows().get(step.first()).misfits().stream()
                .filter(misfit -> misfit.second() == step.second())
                .mapToInt(Misfit::clash)
                .findFirst()
                .orElse(0);
        CauseSentences sentences = new CauseSentences(part.round());
        return part.causes().stream()
                .filter(cause -> cause.clashes().contains(clash))
                .findFirst()
                .map(sentences::reason)
                .orElse(null);
    }
}
