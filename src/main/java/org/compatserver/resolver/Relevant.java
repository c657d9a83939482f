package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;

/** What facts say of versions that are in question: not of those older than what is sought, nor of those that nothing leads to (solver.md, "Cores"). */
final class Relevant {
    private Relevant() {}

    /** The facts, narrowed; without those that say nothing then. They are still impossible together if they were. */
    static List<External> of(List<External> facts) {
        List<External> left = narrowed(facts, sought(facts));
        if (left.stream().anyMatch(Relevant::mayHoldWhereSomethingIsAbsent)) {
            return left;
        }
        int before;
        do {
            before = left.size() + count(left);
            left = narrowed(left, reached(left));
        } while (left.size() + count(left) < before);
        return left;
    }

    /** By project the versions that what is sought may have. */
    private static Map<ProjectName, VersionSet> sought(List<External> facts) {
        Map<ProjectName, VersionSet> sought = new HashMap<>();
        for (External fact : facts) {
            Term term = fact.conclusion().getLast();
            PackageNode node = term.node();
            if (node != null && fact.cause() instanceof Cause.OnlyNewest) {
                sought.merge(node.project(), term.versions().complement(), VersionSet::and);
            } else if (node != null && fact.cause() instanceof Cause.Asked) {
                sought.merge(node.project(), term.versions(), VersionSet::and);
            }
        }
        return sought;
    }

    /** By project the versions that something requires: another one is in a set for no reason. */
    private static Map<ProjectName, VersionSet> reached(List<External> facts) {
        Map<ProjectName, VersionSet> reached = new HashMap<>();
        for (External fact : facts) {
            PackageNode from = fact.conclusion().getFirst().node();
            PackageNode to = fact.conclusion().getLast().node();
            boolean leads = fact.cause() instanceof Cause.Asked || fact.cause() instanceof Cause.Requires;
            if (leads && to != null && !Objects.equals(from, to)) {
                reached.merge(to.project(), fact.conclusion().getLast().versions(), VersionSet::or);
            }
        }
        return reached;
    }

    /** Facts on admission can say that something is impossible without a version of another project. */
    private static boolean mayHoldWhereSomethingIsAbsent(External fact) {
        boolean leads = fact.cause() instanceof Cause.Asked || fact.cause() instanceof Cause.Requires;
        return !leads
                && !(fact.cause() instanceof Cause.SameVersion)
                && fact.conclusion().stream().anyMatch(term -> !term.positive());
    }

    private static int count(List<External> facts) {
        return facts.stream()
                .mapToInt(fact -> fact.conclusion().getFirst().versions().count())
                .sum();
    }

    private static List<External> narrowed(List<External> facts, Map<ProjectName, VersionSet> within) {
        List<External> narrowed = new ArrayList<>();
        for (External fact : facts) {
            Term first = fact.conclusion().getFirst();
            PackageNode node = first.node();
            VersionSet left = node == null ? null : within.get(node.project());
            if (left == null || !first.positive() || !isNarrowed(fact.cause())) {
                narrowed.add(fact);
            } else if (!first.versions().isDisjointFrom(left)) {
                List<Term> terms = new ArrayList<>(fact.conclusion());
                terms.set(0, new Term(node, true, first.versions().and(left)));
                narrowed.add(new External(terms, fact.cause()));
            }
        }
        return narrowed;
    }

    private static boolean isNarrowed(Cause cause) {
        return cause instanceof Cause.Requires
                || cause instanceof Cause.CannotBeUsed
                || cause instanceof Cause.Constrained;
    }
}
