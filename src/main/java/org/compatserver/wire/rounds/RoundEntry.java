package org.compatserver.wire.rounds;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.compatserver.round.Result;
import org.compatserver.round.RoundStore.Header;
import org.jspecify.annotations.Nullable;

/**
 * A round in a list.
 *
 * @param state finished, or unfinished
 * @param asOf the moment asked about; null for that of its beginning
 * @param decided how many of its checks are
 * @param results of those, by result
 */
public record RoundEntry(
        long id,
        String title,
        String state,
        Instant begun,
        @Nullable Instant ended,
        @Nullable Instant asOf,
        String sources,
        long checks,
        long decided,
        Map<String, Long> results) {

    /** The entry that says it. */
    public static RoundEntry of(Header header) {
        Map<String, Long> results = new LinkedHashMap<>();
        for (Result result : Result.values()) {
            results.put(result.name(), header.results().get(results.size()));
        }
        return new RoundEntry(
                header.id(),
                header.title(),
                header.ended() == null ? "unfinished" : "finished",
                header.begun(),
                header.ended(),
                header.asOf(),
                header.sources().name().toLowerCase(Locale.ROOT),
                header.checks(),
                header.decided(),
                results);
    }
}
