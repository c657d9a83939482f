package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.VersionSet;

/**
 * What versions in the facts of a proof require beside what the proof says, of the same projects: a shorter argument may be made of that (solver.md, "Cores").
 * Only versions are looked at whose requirements the proof speaks of, so they were read.
 */
final class Beside {
    /** Of more versions it would take too long. */
    private static final int MOST_VERSIONS = 200;

    private final PackageSource source;
    private final Set<PackageNode> nodes = new HashSet<>();

    private record Demand(PackageNode from, Dependency dependency) {}

    private Beside(PackageSource source) {
        this.source = source;
    }

    /** The facts, and more. */
    static List<External> with(List<External> facts, PackageSource source) {
        Beside beside = new Beside(source);
        Map<PackageNode, VersionSet> dependents = new LinkedHashMap<>();
        for (External fact : facts) {
            for (Term term : fact.conclusion()) {
                if (term.node() != null) {
                    beside.nodes.add(term.node());
                }
            }
            Term first = fact.conclusion().getFirst();
            if (fact.cause() instanceof Cause.Requires && first.node() != null) {
                dependents.merge(first.node(), first.versions(), VersionSet::or);
            }
        }
        int versions = dependents.values().stream().mapToInt(VersionSet::count).sum();
        if (versions > MOST_VERSIONS) {
            return facts;
        }
        List<External> all = new ArrayList<>(facts);
        dependents.forEach((node, positions) -> all.addAll(beside.of(node, positions)));
        return all;
    }

    private List<External> of(PackageNode node, VersionSet positions) {
        Map<Demand, VersionSet> demands = new LinkedHashMap<>();
        for (int p = positions.highest(); p >= 0; p = positions.below(p)) {
            VersionSet position = VersionSet.of(positions.size(), p);
            if (source.dependencies(node, p) instanceof Dependencies.Known(List<Dependency> dependencies)) {
                dependencies.stream()
                        .filter(dependency -> nodes.contains(dependency.target())
                                && !dependency.target().equals(node))
                        .forEach(dependency -> demands.merge(new Demand(node, dependency), position, VersionSet::or));
            }
        }
        List<External> facts = new ArrayList<>();
        demands.forEach((demand, versions) -> facts.add(new External(
                List.of(
                        new Term(node, true, versions),
                        new Term(
                                demand.dependency().target(),
                                false,
                                demand.dependency().clause().allowed())),
                new Cause.Requires(demand.dependency()))));
        return facts;
    }
}
