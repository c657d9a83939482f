package org.compatserver.resolver;

import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageSource;

/**
 * PubGrub over a source of packages: finds an admissible set, or proves that there is none (solver.md). One thread at a time.
 */
public final class VersionSolver {
    private final PackageSource source;

    public VersionSolver(PackageSource source) {
        this.source = source;
    }

    /**
     * Looks for an admissible set.
     *
     * @throws Budget.BudgetSpent if the budget is at an end
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public Outcome solve(Request request, Budget budget) {
        return new Solve(source, request, budget).run();
    }
}
