package org.compatserver.verdict;

import java.time.Instant;
import java.util.List;
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
 */
public record Context(
        Question question,
        Instant checkedAt,
        @Nullable Instant indexTime,
        @Nullable IndexSource indexSource,
        List<String> assumed,
        List<String> notices) {
    public Context {
        assumed = List.copyOf(assumed);
        notices = List.copyOf(notices);
    }

    /** Where index data came from, freshest first. */
    public enum IndexSource {
        LIVE,
        CACHE,
        SNAPSHOT
    }
}
