package org.compatserver.wire;

import java.time.Instant;
import java.util.List;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.verdict.Edit;
import org.compatserver.verdict.Repair;
import org.compatserver.verdict.RepairSentences;
import org.compatserver.verdict.Repairs;
import org.jspecify.annotations.Nullable;

/**
 * How a question can be changed so that it fits, on the wire. The components' order is the order there; all of them are always there.
 *
 * @param result of the question as it is
 * @param by the order of the repairs: edits or lag
 * @param repairs what whoever asks can change
 * @param freedBy what else would make it fit, beside the repairs
 * @param complete whether {@code repairs} are certainly all
 * @param caution what the repairs rest on
 */
public record RepairsReply(
        String result,
        List<String> packages,
        @Nullable String description,
        String by,
        List<Mended> repairs,
        List<Freed> freedBy,
        boolean complete,
        String caution,
        String pythonVersion,
        String platform,
        @Nullable Instant asOf,
        @Nullable Instant indexTime,
        @Nullable String indexSource,
        Instant checkedAt,
        List<String> notices) {

    /**
     * One repair.
     *
     * @param result of the changed question
     * @param requirements all pins of its set in the form of pip freeze; null where it depends on what is not known
     * @param heldBack what is older in that set than it could be alone
     */
    public record Mended(
            List<Changed> edits,
            String result,
            @Nullable String requirements,
            List<Reply.Held> heldBack,
            @Nullable Long lagDays,
            String text) {}

    /**
     * One edit.
     *
     * @param kind relax, leave-out, loosen (a constraint) or hold (by a new constraint)
     * @param from what is there now; null for a new constraint
     * @param to what is to be there instead; null where it is to go
     */
    public record Changed(
            String kind, @Nullable String from, @Nullable String to) {}

    /** The reply that says them. */
    public static RepairsReply of(Repairs repairs) {
        Reply reply = Replies.of(repairs.verdict());
        return new RepairsReply(
                reply.result(),
                reply.packages(),
                reply.description(),
                repairs.order().toString(),
                repairs.repairs().stream().map(RepairsReply::mended).toList(),
                Freed.of(repairs.remedies()),
                repairs.complete(),
                RepairSentences.CAUTION,
                reply.pythonVersion(),
                reply.platform(),
                reply.asOf(),
                reply.indexTime(),
                reply.indexSource(),
                reply.checkedAt(),
                reply.notices());
    }

    private static Mended mended(Repair repair) {
        Reply reply = Replies.of(repair.repaired());
        return new Mended(
                repair.edits().stream().map(RepairsReply::changed).toList(),
                reply.result(),
                reply.requirements(),
                repair.heldBack().stream().map(Replies::held).toList(),
                repair.lagDays(),
                RepairSentences.changes(repair) + ": " + RepairSentences.outcome(repair));
    }

    private static Changed changed(Edit edit) {
        return switch (edit) {
            case Edit.Relax(String asked, Requirement instead) -> new Changed("relax", asked, instead.toString());
            case Edit.LeaveOut(String asked) -> new Changed("leave-out", asked, null);
            case Edit.Loosen(Requirement constraint, Requirement instead) ->
                new Changed("loosen", constraint.toString(), instead == null ? null : instead.toString());
            case Edit.Hold(Requirement constraint) -> new Changed("hold", null, constraint.toString());
        };
    }
}
