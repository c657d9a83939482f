package org.compatserver.resolver;

import java.util.Collection;
import java.util.List;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageSource;

/**
 * What a proof comes down to: lines that cannot all hold, none of which can be left out, and a short proof made of them (solver.md, "Cores").
 *
 * @param lines the facts of each line, all of them facts of the proof; what belongs to the sort of sets that is sought (only the newest, beyond what was found, uploaded
 *     in time) is in no line
 */
public record Core(List<List<External>> lines, DerivationTree proof) {
    public Core {
        lines = lines.stream().map(List::copyOf).toList();
    }

    /**
     * Reduces the facts of proofs. If the budget ends while that goes on, lines may be left that could be left out.
     *
     * @param facts of one proof, or of several
     * @param source of the proofs, or one that differs only where requirements cannot be known
     * @throws Budget.BudgetSpent if the budget ends before anything was gained
     */
    public static Core of(Collection<External> facts, PackageSource source, Budget budget) {
        List<External> relevant = Relevant.of(List.copyOf(facts));
        return new Reduction(Beside.with(relevant, source), new Theory(source, budget)).core();
    }

    /** The proof as it is, with its facts as lines. */
    public static Core unreduced(DerivationTree proof) {
        List<External> facts = External.of(proof);
        return new Core(Strand.of(facts).stream().map(Strand::parts).toList(), proof);
    }
}
