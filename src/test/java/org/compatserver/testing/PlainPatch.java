package org.compatserver.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.Ask;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;

/** Whether a package's own answer, laid over another's, is a set with both at their newest: as plain as possible. */
final class PlainPatch {
    private final ReleaseSource source;
    private final List<Ask> asks;
    private final Map<ProjectName, List<Clause>> clauses = new HashMap<>();
    private final Set<PackageNode> reached = new HashSet<>();
    private final Deque<PackageNode> open = new ArrayDeque<>();

    PlainPatch(ReleaseSource source, Ask upper, Ask lower) {
        this.source = source;
        this.asks = List.of(upper, lower);
    }

    boolean fits(Map<PackageNode, Integer> upper, Map<PackageNode, Integer> lower) {
        Map<ProjectName, Integer> pins = new HashMap<>();
        lower.forEach((node, position) -> pins.put(node.project(), position));
        upper.forEach((node, position) -> pins.put(node.project(), position));
        asks.forEach(ask -> ask.roots().forEach(this::reach));
        while (!open.isEmpty()) {
            PackageNode node = open.remove();
            Integer position = pins.get(node.project());
            if (position == null
                    || !(source.dependencies(node, position) instanceof Dependencies.Known(var dependencies))) {
                return false;
            }
            dependencies.forEach(this::reach);
        }
        return clauses.keySet().stream()
                        .allMatch(project -> Admission.admitted(
                                        source.releases(project), clauses.getOrDefault(project, List.of()))
                                .contains(pins.getOrDefault(project, 0)))
                && asks.stream().allMatch(ask -> pins.getOrDefault(ask.project(), -1) >= ask.newest());
    }

    private void reach(Dependency dependency) {
        clauses.computeIfAbsent(dependency.target().project(), _ -> new ArrayList<>())
                .add(dependency.clause());
        if (reached.add(dependency.target())) {
            open.add(dependency.target());
        }
    }
}
