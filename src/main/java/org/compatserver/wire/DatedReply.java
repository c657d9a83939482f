package org.compatserver.wire;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.Dated;
import org.compatserver.verdict.Question;
import org.jspecify.annotations.Nullable;

/** Since when packages have not fitted, with what was asked and what the answer rests on, as {@link Reply} tells it. */
public record DatedReply(
        List<String> packages,
        String pythonVersion,
        String platform,
        String sources,
        @Nullable Instant asOf,
        @Nullable Instant indexTime,
        @Nullable String indexSource,
        Beginning since,
        Instant checkedAt,
        List<String> notices) {

    /** The reply that says it. */
    public static DatedReply of(Dated dated) {
        Context context = dated.context();
        Question question = context.question();
        Context.IndexSource source = context.indexSource();
        return new DatedReply(
                question.packages(),
                question.target().python().toString(),
                question.target().platform().toString(),
                question.sources().name().toLowerCase(Locale.ROOT),
                question.asOf(),
                context.indexTime(),
                source == null ? null : source.name().toLowerCase(Locale.ROOT),
                Beginning.of(dated.since()),
                context.checkedAt(),
                context.notices());
    }
}
