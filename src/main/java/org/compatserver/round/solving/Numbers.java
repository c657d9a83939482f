package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.jspecify.annotations.Nullable;

/** Numbers for what is met on a target: projects, nodes, and pins of nodes. Safe for many threads. */
final class Numbers {
    private final PackageSource world;
    private final Map<ProjectName, Integer> projects = new ConcurrentHashMap<>();
    private final Map<PackageNode, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Long, Pin> pins = new ConcurrentHashMap<>();
    private final List<PackageNode> nodes = new ArrayList<>();

    Numbers(PackageSource world) {
        this.world = world;
    }

    /** How many projects have a number. */
    int projects() {
        return projects.size();
    }

    int project(ProjectName project) {
        Integer known = projects.get(project);
        return known == null ? newProject(project) : known;
    }

    private synchronized int newProject(ProjectName project) {
        return projects.computeIfAbsent(project, name -> projects.size());
    }

    int node(PackageNode node) {
        Integer known = numbers.get(node);
        return known == null ? newNode(node) : known;
    }

    private synchronized int newNode(PackageNode node) {
        Integer known = numbers.get(node);
        if (known == null) {
            known = nodes.size();
            nodes.add(node);
            numbers.put(node, known);
        }
        return known;
    }

    /** The node of a number. */
    synchronized PackageNode node(int number) {
        return nodes.get(number);
    }

    /** The node of the same project without an extra. */
    int base(int number) {
        PackageNode named = node(number);
        return named.extra() == null ? number : node(PackageNode.of(named.project()));
    }

    /** What the world says of a project. */
    Releases releases(int node) {
        return world.releases(node(node).project());
    }

    /** The node at a version; null if the version cannot be used. */
    @Nullable
    Pin pin(int node, int position) {
        long key = ((long) node << Integer.SIZE) | position;
        Pin known = pins.get(key);
        if (known != null) {
            return known;
        }
        PackageNode named = node(node);
        if (!(world.dependencies(named, position) instanceof Dependencies.Known(List<Dependency> required))) {
            return null;
        }
        Pin made = made(node, named, position, required);
        Pin other = pins.putIfAbsent(key, made);
        return other == null ? made : other;
    }

    private Pin made(int node, PackageNode named, int position, List<Dependency> required) {
        int[] targets = new int[required.size()];
        int[] targetProjects = new int[targets.length];
        Clause[] clauses = new Clause[targets.length];
        for (int i = 0; i < targets.length; i++) {
            Dependency dependency = required.get(i);
            targets[i] = node(dependency.target());
            targetProjects[i] = project(dependency.target().project());
            clauses[i] = dependency.clause();
        }
        boolean plain = Admission.isAlwaysAdmitted(world.releases(named.project()), position);
        return new Pin(node, project(named.project()), position, plain, targets, targetProjects, clauses);
    }
}
