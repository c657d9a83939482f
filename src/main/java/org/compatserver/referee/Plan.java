package org.compatserver.referee;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.PythonVersion;
import org.jspecify.annotations.Nullable;

/**
 * What the referee is to do.
 *
 * @param name what the portfolio is called in the report
 * @param portfolio what is asked about, in combinations
 * @param sample how many questions
 * @param size how packages are combined to questions
 * @param asOf the moment; null means now
 * @param uv the program; null when it is to be looked for on PATH
 * @param jobs how many children at a time
 * @param patience how long a child may take
 * @param journal the folder of the journal; null for the one in the cache folder
 * @param known whether nothing is asked: only what the journal answers is compared
 */
public record Plan(
        String name,
        List<Requirement> portfolio,
        List<Wanted> pythons,
        int sample,
        Size size,
        long seed,
        @Nullable Instant asOf,
        @Nullable Path uv,
        int jobs,
        Duration patience,
        @Nullable Path journal,
        boolean known) {
    public Plan {
        portfolio = List.copyOf(portfolio);
        pythons = List.copyOf(pythons);
    }

    /** How many packages a question has. */
    public enum Size {
        /** Two. */
        PAIRS,
        /** Two and three in turn. */
        PAIRS_AND_TRIPLES
    }

    /**
     * A Python that is wanted.
     *
     * @param exact whether that very patch; else any of the minor version
     */
    public record Wanted(PythonVersion python, boolean exact) {
        @Override
        public String toString() {
            return exact ? python.toString() : python.minorVersion();
        }
    }
}
