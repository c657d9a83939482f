package org.compatserver.wire;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Plan;
import org.compatserver.round.sets.LargestSet;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The largest sets of a portfolio that fit together at newest, on the wire. The components' order is the order there; all of them are always there.
 *
 * @param packages what was asked for, as requirements
 * @param sets one a target
 */
public record SetsReply(
        List<String> packages,
        List<String> constraints,
        @Nullable Instant asOf,
        String sources,
        List<OfTarget> sets) {

    /**
     * The largest set on a target.
     *
     * @param fitting the packages in it, by name
     * @param atMost no set of packages whose files can all be read is larger
     * @param atMostIfBuilt no set is, whatever a build would tell of the others
     * @param largest whether it is proved that no larger set exists, whatever a build would tell
     * @param furtherSets sets into which those go that are left out, as far as that was found out
     * @param requirements all pins in the form of pip freeze; null where nothing fits
     */
    public record OfTarget(
            String pythonVersion,
            String platform,
            int packages,
            List<String> fitting,
            int atMost,
            int atMostIfBuilt,
            boolean largest,
            List<Without> leftOut,
            List<List<String>> furtherSets,
            @Nullable String requirements,
            @Nullable Instant indexTime,
            @Nullable String indexSource,
            List<String> notices) {}

    /**
     * A package that is left out.
     *
     * @param kind alone (it cannot be at its newest by itself), clash, unknown (it depends on files that cannot be read) or undecided
     * @param with packages of the set with which it cannot be
     */
    public record Without(String name, @Nullable String newest, String kind, List<String> with, String because) {}

    /** The reply that says them. */
    public static SetsReply of(Plan plan, List<LargestSet> sets) {
        return new SetsReply(
                plan.packages().stream()
                        .flatMap(List::stream)
                        .map(Object::toString)
                        .toList(),
                plan.constraints().stream().map(Object::toString).toList(),
                plan.asOf(),
                plan.sources().name().toLowerCase(Locale.ROOT),
                sets.stream().map(SetsReply::ofTarget).toList());
    }

    private static OfTarget ofTarget(LargestSet set) {
        Verdict.Success success = set.set();
        Reply reply = success == null ? null : Replies.of(success);
        return new OfTarget(
                set.target().python().toString(),
                set.target().platform().toString(),
                set.packages(),
                names(set.fitting()),
                set.atMost(),
                set.atMostIfBuilt(),
                set.isLargest(),
                set.leftOut().stream()
                        .map(out -> new Without(
                                out.project().normalized(),
                                out.newest(),
                                out.kind().name().toLowerCase(Locale.ROOT),
                                names(out.with()),
                                out.because()))
                        .toList(),
                set.further().stream().map(SetsReply::names).toList(),
                reply == null ? null : reply.requirements(),
                reply == null ? null : reply.indexTime(),
                reply == null ? null : reply.indexSource(),
                set.notices());
    }

    private static List<String> names(List<ProjectName> projects) {
        return projects.stream().map(ProjectName::normalized).toList();
    }
}
