package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * What is given a state: a project, a project with one extra, or the question. Its states are its project's positions and, after them, one more:
 * not in the set (solver.md, "States").
 */
final class Node {
    /** Null for the question. */
    final @Nullable PackageNode key;

    final Project project;

    /** The state "not in the set". */
    final int absent;

    final VersionSet anything;

    /** The states that the partial solution leaves. */
    VersionSet domain;

    /** The node's assignments, the latest last. */
    final List<Assignment> history = new ArrayList<>();

    /** The decided position, or -1. */
    int decided = -1;

    /** The incompatibilities to look at when the domain has changed. */
    final List<Watch> watches = new ArrayList<>();

    /** What is known of its versions. */
    final Map<Integer, Reading> readings = new HashMap<>(4);

    /** The requirements of its versions as incompatibilities, those that allow the same as one. */
    final Map<Edge.Demand, Watch> rules = new HashMap<>();

    final Wishes wishes = new Wishes();

    /** Whether it waits in the queue of changed nodes, and in the list of undecided ones. */
    boolean changed;

    boolean listed;

    Node(@Nullable PackageNode key, Project project) {
        this.key = key;
        this.project = project;
        this.absent = project.size();
        this.anything = VersionSet.all(absent + 1);
        this.domain = anything;
    }

    boolean isQuestion() {
        return key == null;
    }

    boolean isExtra() {
        return key != null && key.extra() != null;
    }

    /** Whether every set that the partial solution leaves has the node. */
    boolean isRequired() {
        return !domain.contains(absent);
    }

    /** The states of "at one of these positions". */
    VersionSet at(VersionSet positions) {
        return positions.resized(absent + 1);
    }

    /** The states of "at none of these positions". */
    VersionSet notAt(VersionSet positions) {
        return anything.minus(at(positions));
    }

    @Override
    public String toString() {
        return (key == null ? "the question" : key.toString()) + " " + domain;
    }
}
