package org.compatserver.wire;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Alone;
import org.compatserver.round.Cause;
import org.compatserver.round.CauseSentences;
import org.compatserver.round.Misfit;
import org.compatserver.round.Plan;
import org.compatserver.round.Rehearsed;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.Turn;
import org.compatserver.round.Turn.Effect;
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
        Plan plan = rehearsed.with().plan();
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
                changed(rehearsed, Effect.BROKEN),
                changed(rehearsed, Effect.FIXED),
                changed(rehearsed, Effect.STILL_BROKEN),
                changed(rehearsed, Effect.UNKNOWN));
    }

    private static List<Changed> changed(Rehearsed rehearsed, Effect effect) {
        List<Cause> causes = rehearsed.causes(effect);
        Round round = rehearsed.telling(effect);
        return Stream.of(true, false)
                .flatMap(alone -> rehearsed.turns(effect, alone).stream())
                .map(turn -> changed(turn, round, causes))
                .toList();
    }

    private static Changed changed(Turn turn, Round round, List<Cause> causes) {
        Plan plan = round.plan();
        Target target = plan.targets().get(turn.target());
        return new Changed(
                target.python().toString(),
                target.platform().toString(),
                plan.project(turn.first()).normalized(),
                turn.isAlone() ? null : plan.project(turn.second()).normalized(),
                turn.before(),
                turn.after(),
                turn.isAlone() ? alone(turn, round) : pair(turn, round, causes));
    }

    private static @Nullable String alone(Turn turn, Round round) {
        Alone alone = round.sheets().get(turn.target()).alone().get(turn.first());
        return alone.text().isEmpty() ? null : alone.text();
    }

    private static @Nullable String pair(Turn turn, Round round, List<Cause> causes) {
        int clash = round.sheets().get(turn.target()).rows().get(turn.first()).misfits().stream()
                .filter(misfit -> misfit.second() == turn.second())
                .mapToInt(Misfit::clash)
                .findFirst()
                .orElse(0);
        CauseSentences sentences = new CauseSentences(round);
        return causes.stream()
                .filter(cause -> cause.clashes().contains(clash))
                .findFirst()
                .map(sentences::reason)
                .orElse(null);
    }
}
