package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.engine.solving.Freeing.Fitting;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Specifier;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.verdict.Remedy;

/** Sets that exist without some demands, in the verdict's terms: who would have to relax what. */
final class Remedies {
    private final CatalogSource source;
    private final World world;
    private final Map<ProjectName, Ask> asks;

    Remedies(CatalogSource source, World world, List<Ask> asks) {
        this.source = source;
        this.world = world;
        this.asks = asks.stream().collect(Collectors.toMap(Ask::project, ask -> ask));
    }

    /**
     * Those with which all is at its newest come first; then those of fewest parties; then those in which nobody has to act but who asks and what was asked for; then those that allow
     * something newer, since hardly anybody goes back; then by name.
     */
    List<Remedy> of(List<Fitting> fittings) {
        List<Fitting> sorted = new ArrayList<>(fittings);
        sorted.sort(Comparator.comparing((Fitting fitting) -> !fitting.newest())
                .thenComparingLong(Remedies::parties)
                .thenComparing(fitting -> !fitting.dropped().stream().allMatch(this::isInTheFamily))
                .thenComparing(fitting -> !fitting.dropped().stream().allMatch(demand -> isForwards(demand, fitting)))
                .thenComparing(fitting -> sorted(fitting.dropped()).toString()));
        return sorted.stream().map(this::remedy).toList();
    }

    private static long parties(Fitting fitting) {
        return fitting.dropped().stream()
                .map(demand -> demand instanceof Demand.OfReleases(var project, var _) ? project.normalized() : "")
                .distinct()
                .count();
    }

    private boolean isInTheFamily(Demand demand) {
        return switch (demand) {
            case Demand.OfReleases(var project, var _) -> asks.containsKey(project);
            case Demand.OfQuestion _, Demand.OfConstraints _ -> true;
        };
    }

    /** Whether the version that is taken is newer than all that the demand allows. */
    private boolean isForwards(Demand demand, Fitting fitting) {
        Version taken = taken(demand, fitting.decisions());
        return inTheWay(demanded(demand, fitting.decisions()), taken).specifiers().clauses().stream()
                .allMatch(clause -> isBelow(clause, taken));
    }

    private static boolean isBelow(Specifier clause, Version taken) {
        Version version = clause.version();
        return version == null || version.compareTo(taken) <= 0;
    }

    private static List<Demand> sorted(Set<Demand> demands) {
        return demands.stream().sorted(Comparator.comparing(Demand::toString)).toList();
    }

    private Remedy remedy(Fitting fitting) {
        List<Remedy> parts = sorted(fitting.dropped()).stream()
                .map(demand -> remedy(demand, fitting.decisions()))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : new Remedy.Together(parts);
    }

    private Remedy remedy(Demand demand, Map<PackageNode, Integer> decisions) {
        Version taken = taken(demand, decisions);
        Requirement inTheWay = inTheWay(demanded(demand, decisions), taken);
        return switch (demand) {
            case Demand.OfReleases(var project, var target) -> {
                int position = position(project, decisions);
                yield new Remedy.Release(
                        project,
                        source.spelling(project, position),
                        source.releases(project).versions().get(position),
                        inTheWay,
                        target,
                        taken);
            }
            case Demand.OfQuestion _ -> new Remedy.Ask(inTheWay, taken);
            case Demand.OfConstraints _ -> new Remedy.Constrain(inTheWay, taken);
        };
    }

    private Version taken(Demand demand, Map<PackageNode, Integer> decisions) {
        return source.releases(demand.target()).versions().get(position(demand.target(), decisions));
    }

    /** Had the demand nothing to do with the set, the set would exist with it. */
    private static int position(ProjectName project, Map<PackageNode, Integer> decisions) {
        return Objects.requireNonNull(decisions.get(PackageNode.of(project)), "Both sides of a demand are in the set");
    }

    private Requirement demanded(Demand demand, Map<PackageNode, Integer> decisions) {
        return switch (demand) {
            case Demand.OfReleases releases -> required(releases, decisions);
            case Demand.OfQuestion(var project) ->
                Objects.requireNonNull(asks.get(project)).requirement();
            case Demand.OfConstraints(var project) -> constraint(project);
        };
    }

    /** All that the version requires of the other project, with the extras that the set has. */
    private Requirement required(Demand.OfReleases demand, Map<PackageNode, Integer> decisions) {
        String name = demand.target().normalized();
        SpecifierSet all = SpecifierSet.any();
        for (PackageNode node : decisions.keySet()) {
            if (node.project().equals(demand.project())
                    && world.dependencies(node, position(demand.project(), decisions))
                            instanceof Dependencies.Known(List<Dependency> dependencies)) {
                for (Dependency dependency : dependencies) {
                    if (dependency.target().project().equals(demand.target())) {
                        name = spelled(dependency.source(), name);
                        all = all.and(dependency.clause().specifiers());
                    }
                }
            }
        }
        return requirement(name, demand.target(), all);
    }

    private static String spelled(String source, String otherwise) {
        return Requirement.parse(source) instanceof Parsed.Ok<Requirement>(Requirement read) ? read.name() : otherwise;
    }

    private Requirement constraint(ProjectName project) {
        Clause constraint = Objects.requireNonNull(source.releases(project).constraint(), "It was dropped");
        return requirement(project.normalized(), project, constraint.specifiers());
    }

    /** With the clauses only that exclude the version. */
    private static Requirement inTheWay(Requirement requirement, Version taken) {
        List<String> excluding = requirement.specifiers().clauses().stream()
                .filter(clause -> !clause.contains(taken))
                .map(Specifier::toString)
                .toList();
        return requirement(
                requirement.name(),
                requirement.project(),
                excluding.isEmpty() ? requirement.specifiers() : SpecifierSet.of(String.join(",", excluding)));
    }

    private static Requirement requirement(String name, ProjectName project, SpecifierSet specifiers) {
        return new Requirement(name, project, List.of(), specifiers, null, null);
    }
}
