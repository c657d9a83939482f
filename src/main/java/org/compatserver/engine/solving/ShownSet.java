package org.compatserver.engine.solving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.jspecify.annotations.Nullable;

/** A set and what its nodes require of each other, read once. */
final class ShownSet {
    private final Map<PackageNode, Integer> decisions;
    private final PackageSource world;
    private final Map<PackageNode, List<Dependency>> read = new HashMap<>();

    ShownSet(Map<PackageNode, Integer> decisions, PackageSource world) {
        this.decisions = decisions;
        this.world = world;
    }

    Map<PackageNode, Integer> decisions() {
        return decisions;
    }

    /** The project's position; null when it is not in the set. */
    @Nullable
    Integer position(ProjectName project) {
        return decisions.get(PackageNode.of(project));
    }

    /** What a node of the set requires, with the extra that it stands for. */
    List<Dependency> dependencies(PackageNode node) {
        return read.computeIfAbsent(node, this::read);
    }

    private List<Dependency> read(PackageNode node) {
        Integer position = decisions.get(node);
        return position != null && world.dependencies(node, position) instanceof Dependencies.Known(var dependencies)
                ? dependencies
                : List.of();
    }

    /**
     * By which project each that these lead to is reached first, the nearest ones before those beyond them; the first ones are reached by themselves. With their extras:
     * a project that leads to another requires it.
     */
    Map<ProjectName, ProjectName> reachedBy(Collection<PackageNode> first) {
        Map<ProjectName, ProjectName> by = new LinkedHashMap<>();
        Deque<PackageNode> open = new ArrayDeque<>(first);
        Set<PackageNode> seen = new HashSet<>(first);
        first.forEach(node -> by.put(node.project(), node.project()));
        for (PackageNode node = open.poll(); node != null; node = open.poll()) {
            for (Dependency dependency : dependencies(node)) {
                PackageNode target = dependency.target();
                by.putIfAbsent(target.project(), node.project());
                if (seen.add(target)) {
                    open.add(target);
                }
            }
        }
        return by;
    }

    /** The way from a first project to this one, both in; empty when it is not reached. */
    static List<ProjectName> way(Map<ProjectName, ProjectName> reachedBy, ProjectName project) {
        List<ProjectName> way = new ArrayList<>();
        ProjectName at = project;
        while (reachedBy.get(at) != null) {
            way.addFirst(at);
            ProjectName before = reachedBy.get(at);
            if (before == null || before.equals(at)) {
                return way;
            }
            at = before;
        }
        return way;
    }
}
