package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.DerivationTree.Derived;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.SmallIndex.Release;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * A slow check of proofs over assignments: each fact is held against the index, or against all admissible sets, and each step against every
 * combination of states of the nodes in it.
 */
final class ProofCheck {
    private final SmallIndex index;
    private final Request request;
    private final String requirements;
    private @Nullable List<Map<PackageNode, Version>> admissible;
    private final List<String> faults = new ArrayList<>();

    ProofCheck(SmallIndex index, String requirements, Request request) {
        this.index = index;
        this.request = request;
        this.requirements = requirements;
    }

    List<String> faults(DerivationTree proof) {
        if (!proof.conclusion().stream().allMatch(term -> term.node() == null)) {
            faults.add("It ends in " + proof.conclusion());
        }
        visit(proof, Collections.newSetFromMap(new IdentityHashMap<>()));
        return faults;
    }

    private void visit(DerivationTree tree, Set<DerivationTree> seen) {
        if (seen.add(tree)) {
            switch (tree) {
                case External fact -> {
                    if (!holds(fact.conclusion(), fact.cause())) {
                        faults.add(fact + " does not hold");
                    }
                }
                case Derived step -> {
                    if (!follows(step)) {
                        faults.add(step.conclusion() + " does not follow from "
                                + step.left().conclusion() + " and "
                                + step.right().conclusion());
                    }
                    visit(step.left(), seen);
                    visit(step.right(), seen);
                }
            }
        }
    }

    /** Every combination of states that fits the conclusion fits a premise. */
    private boolean follows(Derived step) {
        List<PackageNode> nodes = new ArrayList<>(new HashSet<>(all(step)));
        return follows(step, nodes, new HashMap<>());
    }

    private static List<PackageNode> all(Derived step) {
        List<PackageNode> result = new ArrayList<>();
        for (DerivationTree part : List.of(step, step.left(), step.right())) {
            part.conclusion().forEach(term -> {
                if (term.node() != null) {
                    result.add(term.node());
                }
            });
        }
        return result;
    }

    private boolean follows(Derived step, List<PackageNode> nodes, Map<PackageNode, Integer> states) {
        if (states.size() == nodes.size()) {
            return !fits(step.conclusion(), states)
                    || fits(step.left().conclusion(), states)
                    || fits(step.right().conclusion(), states);
        }
        PackageNode node = nodes.get(states.size());
        for (int p = -1; p < index.versions(node.project()).size(); p++) {
            states.put(node, p);
            if (!follows(step, nodes, states)) {
                return false;
            }
            states.remove(node);
        }
        return true;
    }

    /** Of all nodes but one the conclusion's states lie in both premises', and of that one in either's: then it follows, whatever the number of states. */
    boolean isResolution(Derived step) {
        List<@Nullable PackageNode> nodes = new ArrayList<>();
        for (DerivationTree part : List.of(step, step.left(), step.right())) {
            part.conclusion().stream()
                    .map(Term::node)
                    .filter(node -> !nodes.contains(node))
                    .forEach(nodes::add);
        }
        int pivots = 0;
        for (PackageNode node : nodes) {
            VersionSet concluded = states(step, node);
            VersionSet left = states(step.left(), node);
            VersionSet right = states(step.right(), node);
            if (!concluded.isSubsetOf(left.or(right))) {
                return false;
            }
            pivots += concluded.isSubsetOf(left.and(right)) ? 0 : 1;
        }
        return pivots <= 1;
    }

    /** The positions that a conclusion allows a node, and after them one more for "not in the set". */
    private VersionSet states(DerivationTree tree, @Nullable PackageNode node) {
        int size = node == null ? 1 : index.versions(node.project()).size();
        VersionSet states = VersionSet.all(size + 1);
        for (Term term : tree.conclusion()) {
            if (Objects.equals(term.node(), node)) {
                VersionSet positive = term.versions().resized(size + 1);
                states = states.and(term.positive() ? positive : positive.complement());
            }
        }
        return states;
    }

    private static boolean fits(List<Term> terms, Map<PackageNode, Integer> states) {
        return terms.stream().allMatch(term -> {
            if (term.node() == null) {
                return term.positive() && term.versions().contains(0);
            }
            int state = states.getOrDefault(term.node(), -1);
            return term.positive() == (state >= 0 && term.versions().contains(state));
        });
    }

    boolean holds(List<Term> terms, Cause cause) {
        return switch (cause) {
            case Cause.Asked(var requirement) ->
                request.roots().contains(requirement) && terms.get(0).node() == null && isOn(terms.get(1), requirement);
            case Cause.Requires(var requirements) ->
                positions(terms.get(0)).stream().allMatch(p -> haveOneOf(requirements, terms, p));
            case Cause.SameVersion same -> isSameVersion(terms);
            case Cause.CannotBeUsed unusable ->
                positions(terms.get(0)).stream()
                        .map(p -> release(terms.get(0), p))
                        .allMatch(r -> r.noFile() || r.broken());
            case Cause.Constrained(var constraint) ->
                terms.size() == 1
                        && terms.get(0).positive()
                        && terms.get(0).versions().isDisjointFrom(constraint.allowed());
            case Cause.PreReleaseNotAdmitted refused -> isInNoSet(terms);
            case Cause.YankedNotAdmitted refused -> isInNoSet(terms);
            case Cause.NotAdmittedThere refused -> isInNoSet(terms);
            case Cause.OnlyNewest newest -> {
                Term older = terms.get(1);
                VersionSet wanted = request.newestOrNewer().get(node(older).project());
                yield older.positive() && wanted != null && older.versions().isDisjointFrom(wanted);
            }
            case Cause.BeyondFound found -> request.found().stream().anyMatch(point -> isBelow(terms, point));
        };
    }

    /** The version has one of the requirements, which allows nothing but what the target's term names. */
    private boolean haveOneOf(List<Dependency> requirements, List<Term> terms, int position) {
        List<Dependency> own = index.dependencies(
                release(terms.get(0), position).needs(node(terms.get(0)).extra()));
        Term target = terms.get(1);
        return requirements.stream()
                .anyMatch(requirement -> own.contains(requirement)
                        && !target.positive()
                        && requirement.target().equals(target.node())
                        && requirement.clause().allowed().isSubsetOf(target.versions()));
    }

    private static boolean isBelow(List<Term> terms, Map<ProjectName, Integer> point) {
        return terms.size() == point.size() + 1
                && terms.stream()
                        .filter(term -> term.node() != null)
                        .allMatch(term -> term.positive()
                                && term.versions().highest()
                                        <= point.getOrDefault(node(term).project(), -1));
    }

    private boolean isInNoSet(List<Term> terms) {
        if (admissible == null) {
            admissible = BruteForce.sets(index, requirements);
        }
        return admissible.stream().noneMatch(set -> fits(terms, states(set)))
                && terms.stream().anyMatch(term -> term.node() == null);
    }

    private Map<PackageNode, Integer> states(Map<PackageNode, Version> set) {
        Map<PackageNode, Integer> states = new HashMap<>();
        set.forEach((node, version) ->
                states.put(node, index.versions(node.project()).indexOf(version)));
        return states;
    }

    private static boolean isOn(Term target, Dependency requirement) {
        return !target.positive()
                && requirement.target().equals(target.node())
                && requirement.clause().allowed().equals(target.versions());
    }

    private static boolean isSameVersion(List<Term> terms) {
        PackageNode extra = node(terms.get(0));
        PackageNode base = node(terms.get(1));
        return terms.get(0).positive()
                && !terms.get(1).positive()
                && extra.extra() != null
                && base.equals(PackageNode.of(extra.project()))
                && terms.get(0).versions().isSubsetOf(terms.get(1).versions());
    }

    private Release release(Term term, int position) {
        return index.release(node(term).project(), position);
    }

    private static PackageNode node(Term term) {
        @Nullable PackageNode node = term.node();
        if (node == null) {
            throw new IllegalArgumentException("The question is not expected in this place");
        }
        return node;
    }

    private static Set<Integer> positions(Term term) {
        Set<Integer> result = new TreeSet<>();
        for (int p = term.versions().highest(); p >= 0; p = term.versions().below(p)) {
            result.add(p);
        }
        return result;
    }
}
