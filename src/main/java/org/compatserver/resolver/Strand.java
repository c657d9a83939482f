package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * Facts that make one line of an argument: what versions of a node require of one project, or that versions of a node cannot be used, for one kind of reason.
 *
 * @param parts as they were stated
 * @param said what they say in sum, which may be less
 */
record Strand(List<External> parts, List<External> said) {
    private static final Comparator<External> NEWEST_FIRST = Comparator.comparingInt(
                    (External fact) -> fact.conclusion().getFirst().versions().highest())
            .reversed();

    /** What facts of one line have in common. */
    private record Kind(
            @Nullable PackageNode node, @Nullable ProjectName target, Object cause) {}

    /** The facts line by line, in the order in which they come; without those that are no lines. */
    static List<Strand> of(List<External> facts) {
        Map<Kind, List<External>> byKind = new LinkedHashMap<>();
        for (External fact : facts) {
            Kind kind = kind(fact);
            if (kind != null) {
                byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(fact);
            }
        }
        return byKind.values().stream().map(Strand::merged).toList();
    }

    private static @Nullable Kind kind(External fact) {
        PackageNode node = fact.conclusion().getFirst().node();
        return switch (fact.cause()) {
            case Cause.Asked(Dependency requirement) ->
                new Kind(null, requirement.target().project(), Cause.Asked.class);
            case Cause.Requires(List<Dependency> requirements) ->
                new Kind(node, requirements.getFirst().target().project(), Cause.Requires.class);
            case Cause.CannotBeUsed(var reason) -> new Kind(node, null, reason.getClass());
            case Cause.Constrained _,
                    Cause.PreReleaseNotAdmitted _,
                    Cause.YankedNotAdmitted _,
                    Cause.NotAdmittedThere _ ->
                new Kind(node, null, fact.cause().getClass());
            case Cause.SameVersion _, Cause.OnlyNewest _, Cause.BeyondFound _ -> null;
        };
    }

    /** One of facts of one kind, merged where that makes one statement of them. */
    static Strand merged(List<External> parts) {
        List<External> sorted = parts.stream().sorted(NEWEST_FIRST).toList();
        Map<Object, External> merged = new LinkedHashMap<>();
        for (External fact : sorted) {
            merged.merge(mergesWith(fact), fact, Strand::both);
        }
        return new Strand(sorted, List.copyOf(merged.values()));
    }

    private static Object mergesWith(External fact) {
        return switch (fact.cause()) {
            case Cause.Requires _ -> List.of("requires", target(fact));
            case Cause.CannotBeUsed _ -> fact.cause();
            case Cause.Asked _,
                    Cause.SameVersion _,
                    Cause.Constrained _,
                    Cause.PreReleaseNotAdmitted _,
                    Cause.YankedNotAdmitted _,
                    Cause.NotAdmittedThere _,
                    Cause.OnlyNewest _,
                    Cause.BeyondFound _ -> fact;
        };
    }

    private static PackageNode target(External requirement) {
        PackageNode target = requirement.conclusion().getLast().node();
        if (target == null) {
            throw new IllegalArgumentException("Nothing requires the question: " + requirement);
        }
        return target;
    }

    /** True wherever both are: dependents of either require what either allows. */
    private static External both(External one, External other) {
        List<Term> terms = new ArrayList<>();
        for (int i = 0; i < one.conclusion().size(); i++) {
            Term term = one.conclusion().get(i);
            VersionSet versions = term.versions().or(other.conclusion().get(i).versions());
            terms.add(new Term(term.node(), term.positive(), versions));
        }
        return new External(terms, both(one.cause(), other.cause()));
    }

    private static Cause both(Cause one, Cause other) {
        if (one instanceof Cause.Requires(var some) && other instanceof Cause.Requires(var more)) {
            List<Dependency> all = new ArrayList<>(some);
            more.stream().filter(requirement -> !all.contains(requirement)).forEach(all::add);
            return new Cause.Requires(all);
        }
        return one;
    }

    /** The same, saying all that its parts say. */
    Strand exact() {
        return new Strand(parts, parts);
    }

    /** The same, saying only those of its facts. */
    Strand only(Set<External> used) {
        return new Strand(parts, said.stream().filter(used::contains).toList());
    }

    /**
     * Made two if a choice of versions fits what it says, but not its parts: neither of the two then says only what fits.
     *
     * @param decisions the position of each node that is in the set
     */
    List<Strand> split(Map<PackageNode, Integer> decisions) {
        for (External part : parts) {
            if (part.cause() instanceof Cause.Requires && holdsAll(part.conclusion(), decisions)) {
                int position = decisions.getOrDefault(target(part), -1);
                List<External> fitting = parts.stream()
                        .filter(other -> position >= 0
                                && other.conclusion().getLast().versions().contains(position))
                        .toList();
                List<External> others =
                        parts.stream().filter(other -> !fitting.contains(other)).toList();
                return fitting.isEmpty() ? List.of(exact()) : List.of(merged(fitting), merged(others));
            }
        }
        return List.of(this);
    }

    private static boolean holdsAll(List<Term> terms, Map<PackageNode, Integer> decisions) {
        return terms.stream().allMatch(term -> {
            int position = term.node() == null ? 0 : decisions.getOrDefault(term.node(), -1);
            return term.positive() == (position >= 0 && term.versions().contains(position));
        });
    }

    /** Whether both are requirements of one node on one project. */
    boolean mergesWith(Strand other) {
        return parts.getFirst().cause() instanceof Cause.Requires
                && Objects.equals(kind(parts.getFirst()), kind(other.parts.getFirst()));
    }
}
