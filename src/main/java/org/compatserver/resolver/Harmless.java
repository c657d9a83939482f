package org.compatserver.resolver;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.VersionSet;

/**
 * Which versions bring nothing into a set that could admit a version of a project: they were read, their clauses on the project are harmless, and
 * what they require is in the set or can do no harm at any version (solver.md, "Admission"). Where there are too many versions to read, one that was
 * not read is taken for harmless; else never.
 */
final class Harmless {
    private final Project project;
    private final Predicate<Clause> clauses;
    private final boolean presumed;

    /** The set, and the nodes outside it all of whose versions are known to be harmless. */
    private final Set<Node> closed;

    Harmless(Project project, Predicate<Clause> clauses, Set<Node> set, Collection<Node> known) {
        this.project = project;
        this.clauses = clauses;
        this.presumed = AdmissionCheck.areTooMany(known);
        this.closed = new HashSet<>(set);
        for (Node node : known) {
            if (!set.contains(node) && (presumed || isWhollyRead(node))) {
                closed.add(node);
            }
        }
        shrink(set);
    }

    /** Takes out what can do harm, until nothing is left that can. */
    private void shrink(Set<Node> set) {
        Deque<Node> open = new ArrayDeque<>(closed);
        open.removeAll(set);
        int harmless = 0;
        while (harmless < open.size()) {
            Node node = open.remove();
            if (node.readings.values().stream().allMatch(this::isHarmless)) {
                open.add(node);
                harmless++;
            } else {
                closed.remove(node);
                harmless = 0;
            }
        }
    }

    private static boolean isWhollyRead(Node node) {
        VersionSet usable = node.project.releases.usable();
        return node.readings.size() >= usable.count();
    }

    private boolean isHarmless(Reading reading) {
        return reading.edges().stream()
                .allMatch(edge -> closed.contains(edge.target())
                        && (edge.target().project != project
                                || clauses.test(edge.dependency().clause())));
    }

    /** The positions of the node that cannot be used or are harmless, as states. */
    VersionSet positions(Node node) {
        VersionSet.Builder harmless = new VersionSet.Builder(node.absent + 1);
        VersionSet.Builder harmful = new VersionSet.Builder(node.absent + 1);
        node.readings.forEach(
                (position, reading) -> (isHarmless(reading) ? harmless : harmful).add(position, position + 1));
        return presumed
                ? node.at(VersionSet.all(node.absent)).minus(harmful.build())
                : harmless.build().or(node.at(node.project.releases.usable().complement()));
    }
}
