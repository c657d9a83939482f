package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Conflict.Lesson;
import org.compatserver.resolver.DecisionOrder.Choice;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Incompatibility.Origin;
import org.compatserver.resolver.Outcome.Effort;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** One run of the solver: propagate, resolve a conflict or decide, until nothing is left to decide or nothing is possible (solver.md, "The loop"). */
final class Solve {
    /** Roots in an order of their own, so that the order of a question does not matter. */
    private static final Comparator<Dependency> BY_NAME = Comparator.comparing(
                    (Dependency root) -> root.target().project())
            .thenComparing(root -> root.target().toString())
            .thenComparing(Dependency::source);

    private final PackageSource source;
    private final Request request;
    private final Budget budget;
    private final PartialSolution solution = new PartialSolution();
    private final Propagation propagation = new Propagation(solution);
    private final Knowledge knowledge;
    private final DecisionOrder order;
    private final Node question;
    private int tries;
    private int conflicts;

    Solve(PackageSource source, Request request, Budget budget) {
        this.source = source;
        this.request = request;
        this.budget = budget;
        this.knowledge = new Knowledge(source, solution, propagation);
        this.order = new DecisionOrder(solution, knowledge);
        this.question =
                knowledge.question(request.roots().stream().sorted(BY_NAME).toList());
    }

    Outcome run() {
        Incompatibility violated = begin();
        while (true) {
            if (violated == null) {
                violated = propagation.run();
            }
            if (violated != null) {
                conflicts++;
                step();
                Lesson lesson = Conflict.resolve(solution, violated);
                if (lesson.learned().isFailure()) {
                    return new Outcome.Impossible(new Proof(source).of(lesson.learned()), effort());
                }
                violated = learn(lesson);
                continue;
            }
            Choice choice = order.next();
            if (choice != null) {
                violated = decide(choice);
                continue;
            }
            Node open = request.given().isEmpty() ? null : knowledge.open();
            if (open != null) {
                step();
                solution.leaveOut(open);
                continue;
            }
            AdmissionCheck check = new AdmissionCheck(question, knowledge.nodes());
            violated = check.violated();
            if (violated == null) {
                return new Outcome.Solved(decisions(check), effort());
            }
            propagation.consider(propagation.watch(violated));
            violated = null;
        }
    }

    /** Keeps what was learned, and draws what follows where the partial solution went back to; returns what is violated. */
    private @Nullable Incompatibility learn(Lesson lesson) {
        Incompatibility learned = lesson.learned();
        Watch watch = lesson.isNew() ? propagation.watch(learned) : new Watch(learned, 0, 0);
        propagation.backtrack();
        Incompatibility violated = propagation.draw(watch);
        Node inVain = lesson.inVain();
        int level = solution.level();
        if (inVain != null && level > 0 && order.changePlaces(inVain, solution.decision(level))) {
            solution.backtrack(level - 1);
            propagation.backtrack();
            return null;
        }
        return violated;
    }

    /** Puts the request into the solver's terms; returns what is violated. */
    private @Nullable Incompatibility begin() {
        rankRequested();
        solution.begin(question);
        PartialSolution.reading(question, 0).rules().forEach(propagation::consider);
        // By name: a map's own order differs from run to run, and with it which proof is found first.
        for (Map.Entry<ProjectName, VersionSet> entry : new TreeMap<>(request.newestOrNewer()).entrySet()) {
            Node node = knowledge.node(PackageNode.of(entry.getKey()));
            VersionSet older = node.at(entry.getValue().complement());
            if (!older.isEmpty()) {
                restrict(List.of(node), List.of(older), new Cause.OnlyNewest());
            }
        }
        for (Map<ProjectName, Integer> point : request.found()) {
            notBeyond(point);
        }
        request.given().forEach(this::state);
        return propagation.run();
    }

    private void rankRequested() {
        List<Node> requested = PartialSolution.reading(question, 0).edges().stream()
                .map(Edge::target)
                .distinct()
                .toList();
        for (int i = 0; i < requested.size(); i++) {
            requested.get(i).wishes.rank = i;
        }
    }

    private void notBeyond(Map<ProjectName, Integer> point) {
        List<Node> nodes = new ArrayList<>();
        List<VersionSet> states = new ArrayList<>();
        point.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Node node = knowledge.node(PackageNode.of(entry.getKey()));
            nodes.add(node);
            states.add(VersionSet.range(node.absent + 1, 0, entry.getValue() + 1));
        });
        restrict(nodes, states, new Cause.BeyondFound());
    }

    private void state(External fact) {
        SequencedMap<Node, VersionSet> terms = new LinkedHashMap<>();
        for (Term term : fact.conclusion()) {
            Node node = term.node() == null ? question : knowledge.node(term.node());
            VersionSet states = term.positive() ? node.at(term.versions()) : node.notAt(term.versions());
            terms.merge(node, states, VersionSet::and);
        }
        terms.entrySet().removeIf(term -> term.getValue().equals(term.getKey().anything));
        if (terms.values().stream().noneMatch(VersionSet::isEmpty)) {
            propagation.consider(propagation.watch(new Incompatibility(
                    terms.keySet().toArray(new Node[0]),
                    terms.values().toArray(new VersionSet[0]),
                    new Origin.Given(fact))));
        }
    }

    /** The question with these is not sought. */
    private void restrict(List<Node> nodes, List<VersionSet> states, Cause cause) {
        List<Node> allNodes = new ArrayList<>(nodes);
        List<VersionSet> allStates = new ArrayList<>(states);
        allNodes.addFirst(question);
        allStates.addFirst(VersionSet.of(2, 0));
        propagation.consider(propagation.watch(new Incompatibility(
                allNodes.toArray(new Node[0]), allStates.toArray(new VersionSet[0]), new Origin.Stated(cause))));
    }

    /** Keeps out a version that nothing admits, if that can be said before it is decided; returns what is violated. */
    private @Nullable Incompatibility refuse(Node node, int position) {
        Incompatibility refusal = new AdmissionCheck(question, knowledge.nodes()).refusalInAdvance(node, position);
        if (refusal == null) {
            return null;
        }
        propagation.consider(propagation.watch(refusal));
        return propagation.run();
    }

    /** Decides a node, unless what the version requires cannot be or says otherwise; returns what is violated. */
    private @Nullable Incompatibility decide(Choice choice) {
        Node node = choice.node();
        int position = choice.position();
        int mark = solution.size();
        Incompatibility violated = look(node, position);
        while (violated == null && choice.admitted() && isAloneInVain(node, position, mark) && order.hasMore(node)) {
            knowledge.rejected(node, position);
            position = order.again(node);
            mark = solution.size();
            violated = look(node, position);
        }
        if (violated == null) {
            violated = propagation.run();
        }
        if (violated == null && !choice.admitted() && node.domain.contains(position)) {
            violated = refuse(node, position);
        }
        if (violated == null && node.domain.contains(position)) {
            solution.decide(node, position);
        } else {
            knowledge.rejected(node, position);
        }
        return violated;
    }

    /** Reads a version, and draws what follows at once; returns what is violated. */
    private @Nullable Incompatibility look(Node node, int position) {
        tries++;
        step();
        knowledge.read(node, position).rules().forEach(propagation::consider);
        return propagation.drain();
    }

    /** Whether the version turned out to be impossible, and nothing else changed: the node still comes before all others. */
    private boolean isAloneInVain(Node node, int position, int mark) {
        return !node.isExtra() && !node.domain.contains(position) && solution.changedOnly(node, mark);
    }

    /** Whether all that follows from what is known has been drawn. */
    boolean isSettled() {
        return propagation.isSettled();
    }

    /** All nodes that were met, the question apart. */
    Collection<Node> nodes() {
        return knowledge.nodes();
    }

    private SequencedMap<PackageNode, Integer> decisions(AdmissionCheck check) {
        SequencedMap<PackageNode, Integer> result = new LinkedHashMap<>();
        for (Node node : solution.decided()) {
            boolean given = !request.given().isEmpty() && node.decided < node.absent;
            if (given || check.set().contains(node)) {
                result.put(Objects.requireNonNull(node.key, "The question is not decided"), node.decided);
            }
        }
        return result;
    }

    /** How much work it was so far. */
    Effort effort() {
        return new Effort(tries, conflicts);
    }

    private void step() {
        budget.step();
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The solver was interrupted");
        }
    }
}
