package org.compatserver.resolver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.compatserver.resolver.DerivationTree.Derived;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Incompatibility.Origin;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * Turns an incompatibility into the tree of its derivation (solver.md, "Derivations"). Facts of many versions are narrowed to those that the step
 * needs, and split by their reasons.
 */
final class Proof {
    private final PackageSource source;
    private final Map<Incompatibility, DerivationTree> derived = new HashMap<>();
    private final Map<List<Object>, DerivationTree> facts = new LinkedHashMap<>();

    Proof(PackageSource source) {
        this.source = source;
    }

    /** The tree, whose last conclusion is the failure's own terms. Without recursion: derivations can be deep. */
    DerivationTree of(Incompatibility root) {
        if (!(root.origin() instanceof Origin.Resolved)) {
            DerivationTree fact = fact(root, root.states(0));
            return fact.conclusion().equals(terms(root)) ? fact : new Derived(terms(root), fact, fact);
        }
        Deque<Incompatibility> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Incompatibility top = open.peek();
            if (derived.containsKey(top)) {
                open.pop();
            } else if (top.origin() instanceof Origin.Resolved step
                    && isReady(step.left(), open)
                    && isReady(step.right(), open)) {
                derived.put(top, derive(top, step));
                open.pop();
            }
        }
        return Objects.requireNonNull(derived.get(root));
    }

    private boolean isReady(Incompatibility premise, Deque<Incompatibility> open) {
        if (!(premise.origin() instanceof Origin.Resolved) || derived.containsKey(premise)) {
            return true;
        }
        open.push(premise);
        return false;
    }

    private DerivationTree derive(Incompatibility conclusion, Origin.Resolved step) {
        boolean bothFacts = !derived.containsKey(step.left()) && !derived.containsKey(step.right());
        DerivationTree left = premise(conclusion, step.left(), bothFacts ? null : step.right(), step.pivot());
        DerivationTree right = premise(conclusion, step.right(), step.left(), step.pivot());
        return new Derived(terms(conclusion), left, right);
    }

    /**
     * A premise of a step. Of a fact's first term only those states are needed that the conclusion has and, on the pivot, the other premise
     * lacks, if that one is not narrowed itself.
     */
    private DerivationTree premise(
            Incompatibility conclusion, Incompatibility premise, @Nullable Incompatibility other, Node pivot) {
        DerivationTree known = derived.get(premise);
        if (known != null) {
            return known;
        }
        Node node = premise.node(0);
        VersionSet needed = premise.states(0);
        VersionSet concluded = conclusion.statesOf(node);
        if (concluded != null) {
            needed = needed.and(concluded);
        }
        VersionSet covered = other == null || node != pivot ? null : other.statesOf(node);
        if (covered != null) {
            needed = needed.minus(covered);
        }
        return fact(premise, needed.isEmpty() ? premise.states(0) : needed);
    }

    private DerivationTree fact(Incompatibility fact, VersionSet states) {
        return switch (fact.origin()) {
            case Origin.Stated(Cause.Requires cause) -> ofItself(fact, cause);
            case Origin.Stated(var cause) -> new External(terms(fact), cause);
            case Origin.Given(var given) -> given;
            case Origin.Requirement(var dependent, var edge) -> requirement(dependent, edge, states);
            case Origin.NoFile(var project) -> noFile(project, states);
            case Origin.Resolved resolved -> throw new IllegalArgumentException(resolved + " is no fact");
        };
    }

    private static DerivationTree ofItself(Incompatibility fact, Cause.Requires cause) {
        Term allowed = new Term(
                fact.node(0).key,
                false,
                cause.requirements().getFirst().clause().allowed());
        return new External(List.of(terms(fact).getFirst(), allowed), cause);
    }

    private DerivationTree noFile(Project project, VersionSet states) {
        Map<Object, VersionSet> byReason = new LinkedHashMap<>();
        Map<Object, Cause> causes = new LinkedHashMap<>();
        for (int p = states.highest(); p >= 0; p = states.below(p)) {
            Cause cause = new Cause.CannotBeUsed(source.unavailable(project.name, p));
            byReason.merge(cause, VersionSet.of(states.size(), p), VersionSet::or);
            causes.put(cause, cause);
        }
        return joined(project.base(), byReason, causes, List.of());
    }

    private DerivationTree requirement(Node dependent, Edge edge, VersionSet states) {
        Map<Object, VersionSet> bySource = new LinkedHashMap<>();
        Map<Object, Cause> causes = new LinkedHashMap<>();
        for (int p = states.highest(); p >= 0; p = states.below(p)) {
            Dependency requirement = same(dependent, p, edge);
            bySource.merge(requirement.source(), VersionSet.of(states.size(), p), VersionSet::or);
            causes.put(
                    requirement.source(),
                    dependent.isQuestion() ? new Cause.Asked(requirement) : new Cause.Requires(requirement));
        }
        VersionSet allowed = edge.dependency().clause().allowed();
        return joined(dependent, bySource, causes, List.of(new Term(edge.target().key, false, allowed)));
    }

    private static Dependency same(Node dependent, int position, Edge edge) {
        return PartialSolution.reading(dependent, position).edges().stream()
                .filter(other -> other.demand().equals(edge.demand()))
                .findFirst()
                .orElseThrow()
                .dependency();
    }

    /** One fact for each reason, and the steps that join them. */
    private DerivationTree joined(
            Node node, Map<Object, VersionSet> parts, Map<Object, Cause> causes, List<Term> rest) {
        DerivationTree result = null;
        VersionSet joined = VersionSet.none(node.absent + 1);
        for (Map.Entry<Object, VersionSet> part : parts.entrySet()) {
            Cause cause = Objects.requireNonNull(causes.get(part.getKey()));
            DerivationTree fact = external(node.key, part.getValue(), rest, cause);
            joined = joined.or(part.getValue());
            result = result == null ? fact : new Derived(with(Term.of(node.key, joined), rest), result, fact);
        }
        return Objects.requireNonNull(result, "A fact is about some version");
    }

    private DerivationTree external(@Nullable PackageNode node, VersionSet states, List<Term> rest, Cause cause) {
        List<Term> terms = with(Term.of(node, states), rest);
        return facts.computeIfAbsent(Arrays.asList(terms, cause), key -> new External(terms, cause));
    }

    private static List<Term> with(Term term, List<Term> rest) {
        List<Term> terms = new ArrayList<>();
        terms.add(term);
        terms.addAll(rest);
        return terms;
    }

    private static List<Term> terms(Incompatibility incompatibility) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < incompatibility.size(); i++) {
            terms.add(Term.of(incompatibility.node(i).key, incompatibility.states(i)));
        }
        return terms;
    }
}
