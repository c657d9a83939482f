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
 * @param portfolio what is asked about: lines, each one requirement or some that stay together
 * @param sample how many questions; each line by itself needs none
 * @param size how lines are combined to questions
 * @param asOf the moment; null means now
 * @param uv the program; null when it is to be looked for on PATH
 * @param jobs how many children at a time
 * @param patience how long a child may take
 * @param journal the folder of the journal; null for the one in the cache folder
 * @param known whether nothing is asked: only what the journal answers is compared
 */
public record Plan(
        String name,
        List<List<Requirement>> portfolio,
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
        portfolio = portfolio.stream().map(List::copyOf).toList();
        pythons = List.copyOf(pythons);
    }

    /** How many lines a question is made of. */
    public enum Size {
        /** One: every line, on every Python; nothing is drawn. */
        EACH,
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
