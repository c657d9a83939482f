package org.compatserver.round;

import java.io.Closeable;
import java.time.Instant;
import java.util.List;
import org.compatserver.verdict.Question.Sources;
import org.jspecify.annotations.Nullable;

/** Port: where rounds are kept. Safe for many threads, and for several processes on one machine. */
public interface RoundStore {
    /**
     * A round that can be written to. If one of an equal plan was begun and not finished, by a process that is no more, it is gone on with.
     *
     * @param again whether what earlier rounds found is left aside
     * @throws RoundProblem if it cannot be written
     */
    Writing begin(Plan plan, Instant now, boolean again);

    /** The rounds, latest first. */
    List<Header> rounds(int most);

    /** A round with all its results; null if there is none of that number. */
    @Nullable
    Round round(long id);

    /** Removes the oldest rounds, but not those that are being written, so that at most so many are left, at least one. How many were removed. */
    int prune(int keep);

    /** A round on its way into the store. Closing it without {@link #finish} leaves it to be resumed. */
    interface Writing extends Sink, Closeable {
        long id();

        Known known();

        /**
         * Everything was given: the round is whole. Why it could not be stored to its end; null when it is.
         *
         * @throws RoundProblem if some of it has to be checked again
         */
        @Nullable
        RoundProblem finish(Instant now);

        /**
         * All that was given, whether it could be stored or not.
         *
         * @throws RoundProblem if it cannot be read
         */
        Round round();

        @Override
        void close();
    }

    /**
     * A round in a list.
     *
     * @param asOf the moment asked about; null for that of its beginning
     * @param checks how many it has, and how many of them are decided
     * @param results of the decided ones, by {@link Result}'s order
     */
    record Header(
            long id,
            String title,
            Instant begun,
            @Nullable Instant ended,
            @Nullable Instant asOf,
            Sources sources,
            long checks,
            long decided,
            List<Long> results) {
        public Header {
            results = List.copyOf(results);
        }
    }

    /** What went wrong with the store, and who can do what about it. */
    final class RoundProblem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public RoundProblem(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
