package org.compatserver.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.compatserver.resolver.Cause.NotAdmittedThere.Why;
import org.compatserver.resolver.Incompatibility.Origin;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** Whether a closed set admits its own versions; if not, an incompatibility that says so as widely as is known (solver.md, "Admission"). */
final class AdmissionCheck {
    private final Set<Node> set;

    /** The set is what can be reached from the question among the decided nodes. */
    AdmissionCheck(Node question) {
        this.set = reachable(question);
    }

    private static Set<Node> reachable(Node question) {
        Set<Node> result = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(question));
        result.add(question);
        for (Node node = open.poll(); node != null; node = open.poll()) {
            for (Edge edge : PartialSolution.reading(node, node.decided).edges()) {
                reach(edge.target(), result, open);
            }
            if (node.isExtra()) {
                reach(node.project.base(), result, open);
            }
        }
        return result;
    }

    private static void reach(Node node, Set<Node> reached, Deque<Node> open) {
        if (reached.add(node)) {
            open.add(node);
        }
    }

    /** The nodes of the set, the question among them. */
    Set<Node> set() {
        return set;
    }

    /** An incompatibility that the set violates, because it does not admit one of its versions; or null. */
    @Nullable
    Incompatibility violated() {
        for (Node node : set) {
            if (!node.isQuestion() && !node.isExtra() && !Admission.isAlwaysAdmitted(node.project, node.decided)) {
                List<Clause> clauses = clausesOn(node.project);
                if (!Admission.admitted(node.project, clauses).contains(node.decided)) {
                    return refusal(node, clauses);
                }
            }
        }
        return null;
    }

    private List<Clause> clausesOn(Project project) {
        List<Clause> result = new ArrayList<>();
        for (Node node : set) {
            for (Edge edge : PartialSolution.reading(node, node.decided).edges()) {
                if (edge.target().project == project) {
                    result.add(edge.dependency().clause());
                }
            }
        }
        return result;
    }

    private Incompatibility refusal(Node node, List<Clause> clauses) {
        Project project = node.project;
        VersionSet merged = Admission.merged(project, clauses);
        if (!Admission.candidates(project, clauses, merged).contains(node.decided)) {
            int finalRelease = merged.minus(project.releases.preReleases()).highest();
            return general(
                    node,
                    project.releases.preReleases(),
                    clause -> !clause.admitsPreReleases() && clause.allowed().contains(finalRelease),
                    new Cause.PreReleaseNotAdmitted(finalRelease));
        }
        return Admission.isPinned(project, clauses)
                ? exact(node, new Cause.NotAdmittedThere(Why.YANKED))
                : general(node, project.releases.yanked(), clause -> !clause.pins(), new Cause.YankedNotAdmitted());
    }

    /**
     * The project at one of {@code refused}, and each node of the set in a state that brings in nothing from outside the set and no clause on the
     * project but harmless ones. Not being in the set is such a state.
     */
    private Incompatibility general(Node refused, VersionSet positions, Predicate<Clause> harmless, Cause cause) {
        List<Node> nodes = new ArrayList<>();
        List<VersionSet> states = new ArrayList<>();
        nodes.add(refused);
        states.add(harmless(refused, harmless, refused.project).and(refused.at(positions)));
        for (Node node : set) {
            if (node != refused) {
                VersionSet term = node.isQuestion()
                        ? VersionSet.of(2, 0)
                        : harmless(node, harmless, refused.project).or(VersionSet.of(node.absent + 1, node.absent));
                if (!term.equals(node.anything)) {
                    nodes.add(node);
                    states.add(term);
                }
            }
        }
        return incompatibility(nodes, states, cause);
    }

    /** The positions that cannot be used, or bring in nothing but what is harmless. Versions that were not read are not among them. */
    private VersionSet harmless(Node node, Predicate<Clause> harmless, Project project) {
        VersionSet.Builder result = new VersionSet.Builder(node.absent + 1);
        node.readings.forEach((position, reading) -> {
            if (reading.edges().stream()
                    .allMatch(edge -> set.contains(edge.target())
                            && (edge.target().project != project
                                    || harmless.test(edge.dependency().clause())))) {
                result.add(position, position + 1);
            }
        });
        return result.build().or(node.at(node.project.releases.usable().complement()));
    }

    private Incompatibility exact(Node refused, Cause cause) {
        List<Node> nodes = new ArrayList<>(set);
        nodes.remove(refused);
        nodes.addFirst(refused);
        List<VersionSet> states = new ArrayList<>();
        for (Node node : nodes) {
            states.add(VersionSet.of(node.absent + 1, node.decided));
        }
        return incompatibility(nodes, states, cause);
    }

    private static Incompatibility incompatibility(List<Node> nodes, List<VersionSet> states, Cause cause) {
        return new Incompatibility(
                nodes.toArray(new Node[0]), states.toArray(new VersionSet[0]), new Origin.Stated(cause));
    }
}
