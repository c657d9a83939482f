package org.compatserver.verdict;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an answer rests on.
 *
 * @param checkedAt when the question was answered
 * @param indexTime fetch time of the oldest page used; null when none was
 * @param indexSource where pages came from, the least fresh of them; null when none was used
 * @param assumed source archives whose egg-info was taken at its word
 * @param notices what the asker should know beside the verdict: dropped requirements, unknown names, extras that do not exist, archived projects; a
 *     sentence each
 * @param since since when the packages as a whole have not fitted at their newest; null where that was not asked
 */
public record Context(
        Question question,
        Instant checkedAt,
        @Nullable Instant indexTime,
        @Nullable IndexSource indexSource,
        List<String> assumed,
        List<String> notices,
        @Nullable Since since) {
    public Context {
        assumed = List.copyOf(assumed);
        notices = List.copyOf(notices);
    }

    /** One that does not say since when. */
    public Context(
            Question question,
            Instant checkedAt,
            @Nullable Instant indexTime,
            @Nullable IndexSource indexSource,
            List<String> assumed,
            List<String> notices) {
        this(question, checkedAt, indexTime, indexSource, assumed, notices, null);
    }

    /** The same with since when, and more to say. */
    public Context dated(Since found, List<String> more) {
        return new Context(
                question,
                checkedAt,
                indexTime,
                indexSource,
                assumed,
                Stream.concat(notices.stream(), more.stream()).distinct().toList(),
                found);
    }

    /** Where index data came from, freshest first. */
    public enum IndexSource {
        LIVE,
        CACHE,
        SNAPSHOT
    }
}
