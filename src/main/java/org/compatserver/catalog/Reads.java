package org.compatserver.catalog;

import java.time.Instant;
import java.util.List;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex.Source;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * What a question looked at.
 *
 * @param oldest when the oldest of these pages was fetched; null when there is none
 * @param source where the least fresh of them came from; a page that was not fetched for this question is {@link Source#CACHE}
 * @param assumed source archives whose egg-info was taken at its word, sorted by name
 * @param standIn what answered for an index that failed; null where none did
 */
public record Reads(
        @Nullable Instant oldest,
        @Nullable Source source,
        List<AssumedFile> assumed,
        @Nullable StandIn standIn) {

    /**
     * What answered for an index that failed.
     *
     * @param source the least fresh
     * @param oldest when the oldest of the pages was fetched
     */
    public record StandIn(IndexFault insteadOf, Source source, Instant oldest) {
        StandIn and(StandIn other) {
            return new StandIn(
                    insteadOf,
                    other.source.compareTo(source) > 0 ? other.source : source,
                    other.oldest.isBefore(oldest) ? other.oldest : oldest);
        }
    }

    /** A source archive's egg-info that was read. */
    public record AssumedFile(ProjectName project, int position, String filename) {}
}
