package org.compatserver.resolver;

import java.util.List;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;

/** What facts say by themselves: over an index with the same versions, all of which can be used, and none of which requires anything. */
final class Theory {
    private final VersionSolver solver;
    private final Budget budget;

    Theory(PackageSource source, Budget budget) {
        this.solver = new VersionSolver(new Blank(source));
        this.budget = budget;
    }

    /**
     * A choice of versions that none of the facts forbids, or a proof that there is none, of which every fact is one of these objects.
     *
     * @throws Budget.BudgetSpent if the budget is at an end
     */
    Outcome solve(List<External> facts) {
        return solver.solve(Request.given(facts), budget);
    }

    private record Blank(PackageSource source) implements PackageSource {
        private static final Dependencies NOTHING = new Dependencies.Known(List.of());

        @Override
        public Releases releases(ProjectName project) {
            Releases real = source.releases(project);
            int size = real.versions().size();
            VersionSet none = VersionSet.none(size);
            return new Releases(real.versions(), VersionSet.all(size), none, none, false, null);
        }

        @Override
        public Unavailable unavailable(ProjectName project, int position) {
            throw new IllegalStateException("Every version of " + project + " can be used here");
        }

        @Override
        public Dependencies dependencies(PackageNode node, int position) {
            return NOTHING;
        }
    }
}
