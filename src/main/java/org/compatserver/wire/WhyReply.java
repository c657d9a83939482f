package org.compatserver.wire;

import java.util.List;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.Why.About;
import org.compatserver.verdict.WhyNotNewer;
import org.jspecify.annotations.Nullable;

/**
 * Why the versions of a set are what they are, as {@code compat why --json} gives it.
 *
 * @param project the one that was asked about; null when none was, or when there is no set
 * @param notNewer all that is not at its newest, first what who asks can change, then what releases of packages that were asked for can
 * @param check the reply to the question itself
 */
public record WhyReply(@Nullable Project project, List<Entry> notNewer, Reply check) {
    public WhyReply {
        notNewer = List.copyOf(notNewer);
    }

    /** The reply that says it. */
    public static WhyReply of(Why why) {
        return new WhyReply(
                why.about() == null ? null : Project.of(why.about()),
                why.notNewer().stream().map(Entry::of).toList(),
                Replies.of(why.verdict()));
    }

    /** One line of the ledger. */
    public record Entry(String name, String installedVersion, String latestVersion, NotNewer whyNotNewer) {
        private static Entry of(Why.Entry entry) {
            WhyNotNewer why = entry.why();
            return new Entry(
                    why.name(), why.version().toString(), why.newest().toString(), NotNewer.of(why, entry.canAct()));
        }
    }

    /**
     * One project.
     *
     * @param installedVersion null when it is not in the set
     * @param latestVersion null when it is not in the set
     * @param isKnown whether the index knows it
     * @param requiredBy all that requires it, what was asked for first
     * @param remedies what would let it be at its newest, a sentence each
     * @param best what comes of trying for the newest version that goes with what was asked for; null when that is the one in the set, or was not found out
     * @param dragged where it is not in the set, but in the answer to one of the packages alone
     */
    public record Project(
            String name,
            @Nullable String installedVersion,
            @Nullable String latestVersion,
            boolean isKnown,
            boolean askedFor,
            List<NotNewer.BoundBy> requiredBy,
            @Nullable NotNewer whyNotNewer,
            List<String> remedies,
            NotNewer.@Nullable Tried best,
            Reply.@Nullable Dragged dragged) {

        private static Project of(About about) {
            return switch (about) {
                case About.InSet(var pin, boolean askedFor, var requiredBy, var remedies, var best) ->
                    new Project(
                            pin.name(),
                            pin.version().toString(),
                            pin.latest().toString(),
                            true,
                            askedFor,
                            NotNewer.BoundBy.of(requiredBy),
                            NotNewer.of(pin.whyNotNewer()),
                            remedies.stream().map(Sentences::remedy).toList(),
                            best == null ? null : NotNewer.Tried.of(best),
                            null);
                case About.NotInSet(var project, boolean isKnown, var dragged) ->
                    new Project(
                            project.normalized(),
                            null,
                            null,
                            isKnown,
                            false,
                            List.of(),
                            null,
                            List.of(),
                            null,
                            dragged == null ? null : Replies.dragged(dragged));
            };
        }
    }
}
