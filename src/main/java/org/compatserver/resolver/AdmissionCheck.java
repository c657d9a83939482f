package org.compatserver.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
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
    /** With so few versions in all projects that were met, each of them is read before something is said to be admitted by nothing. */
    private static final int FEW = 200;

    private final Set<Node> set;
    private final Collection<Node> known;

    /**
     * The set is what can be reached from the question among the decided nodes.
     *
     * @param known all nodes that the solve has met
     */
    AdmissionCheck(Node question, Collection<Node> known) {
        this.known = known;
        this.set = reachable(question);
    }

    /** Whether there are more versions than would be read only to know that none of them admits something. */
    static boolean areTooMany(Collection<Node> known) {
        int versions = 0;
        for (Node node : known) {
            versions += node.isExtra() ? 0 : node.project.releases.usable().count();
        }
        return versions > FEW;
    }

    private static Set<Node> reachable(Node question) {
        Set<Node> result = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(question));
        result.add(question);
        for (Node node = open.poll(); node != null; node = open.poll()) {
            for (Edge edge : edges(node)) {
                reach(edge.target(), result, open);
            }
            if (node.isExtra()) {
                reach(node.project.base(), result, open);
            }
        }
        return result;
    }

    /** What the node requires; nothing where it is not decided. */
    private static List<Edge> edges(Node node) {
        return node.decided < 0
                ? List.of()
                : PartialSolution.reading(node, node.decided).edges();
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
            if (!node.isQuestion()
                    && !node.isExtra()
                    && !Admission.isAlwaysAdmitted(node.project.releases, node.decided)) {
                List<Clause> clauses = clausesOn(node.project);
                if (!Admission.admitted(node.project.releases, clauses).contains(node.decided)) {
                    return refusal(node, node.decided, clauses);
                }
            }
        }
        return null;
    }

    /**
     * An incompatibility that keeps out a version of an undecided node before it is decided, all other nodes of the set being decided or in the same
     * case; null if that cannot be said yet.
     */
    @Nullable
    Incompatibility refusalInAdvance(Node node, int position) {
        List<Clause> clauses = clausesOn(node.project);
        return !areTooMany(known)
                        || Admission.isPinned(node.project.releases, clauses)
                        || Admission.admitted(node.project.releases, clauses).contains(position)
                ? null
                : refusal(node, position, clauses);
    }

    private List<Clause> clausesOn(Project project) {
        List<Clause> result = new ArrayList<>();
        for (Node node : set) {
            for (Edge edge : edges(node)) {
                if (edge.target().project == project) {
                    result.add(edge.dependency().clause());
                }
            }
        }
        return result;
    }

    private Incompatibility refusal(Node node, int position, List<Clause> clauses) {
        Project project = node.project;
        VersionSet merged = Admission.merged(project.releases, clauses);
        if (!Admission.candidates(project.releases, clauses, merged).contains(position)) {
            int finalRelease = merged.minus(project.releases.preReleases()).highest();
            return general(
                    node,
                    project.releases.preReleases(),
                    clause -> !clause.admitsPreReleases() && clause.allowed().contains(finalRelease),
                    new Cause.PreReleaseNotAdmitted(finalRelease, areTooMany(known)));
        }
        return Admission.isPinned(project.releases, clauses)
                ? exact(node, new Cause.NotAdmittedThere(Why.YANKED))
                : general(
                        node,
                        project.releases.yanked(),
                        clause -> !clause.pins(),
                        new Cause.YankedNotAdmitted(areTooMany(known)));
    }

    /**
     * The project at one of the {@code positions}, and each node of the set in a state that brings in no clause on the project but harmless ones,
     * and no node but such as are in the set or can do no harm at all. Not being in the set is such a state.
     */
    private Incompatibility general(Node refused, VersionSet positions, Predicate<Clause> harmless, Cause cause) {
        Harmless states = new Harmless(refused.project, harmless, set, known);
        List<Node> nodes = new ArrayList<>();
        List<VersionSet> terms = new ArrayList<>();
        nodes.add(refused);
        terms.add(states.positions(refused).and(refused.at(positions)));
        for (Node node : set) {
            if (node != refused) {
                VersionSet term = node.isQuestion()
                        ? VersionSet.of(2, 0)
                        : states.positions(node).or(VersionSet.of(node.absent + 1, node.absent));
                if (!term.equals(node.anything)) {
                    nodes.add(node);
                    terms.add(term);
                }
            }
        }
        return incompatibility(nodes, terms, cause);
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
