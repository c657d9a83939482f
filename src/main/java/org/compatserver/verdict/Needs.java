package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Derivation.Versions;
import org.compatserver.verdict.Derivation.Versions.Run;
import org.jspecify.annotations.Nullable;

/**
 * What the facts of a proof say in sum: requirements merged over the versions that share them. Eight versions of one project that each need another are one
 * clause, not eight paragraphs.
 */
final class Needs {
    /** So many different requirement texts of one project on another are listed one by one; more are summed up. */
    private static final int MOST_TEXTS = 2;

    private final Phrases phrases;
    private final Statements statements;

    Needs(Phrases phrases, Statements statements) {
        this.phrases = phrases;
        this.statements = statements;
    }

    /** The facts without what they say of versions older than those looked for. */
    static List<Fact> clipped(List<Fact> facts, Map<ProjectName, Version> atLeast) {
        List<Fact> clipped = new ArrayList<>();
        for (Fact fact : facts) {
            List<Claim> claims = fact.conclusion().stream()
                    .map(claim -> claim.positive() ? clipped(claim, atLeast) : claim)
                    .toList();
            boolean nothingLeft = claims.stream()
                    .anyMatch(claim -> claim.positive()
                            && !claim.subject().equals(Subject.QUESTION)
                            && claim.versions().runs().isEmpty());
            if (!nothingLeft) {
                clipped.add(new Fact(claims, fact.ground()));
            }
        }
        return clipped;
    }

    private static Claim clipped(Claim claim, Map<ProjectName, Version> atLeast) {
        Version least = claim.subject().project() == null
                ? null
                : atLeast.get(claim.subject().project());
        if (least == null) {
            return claim;
        }
        List<Run> runs = new ArrayList<>();
        for (Run run : claim.versions().runs()) {
            if (run.first().compareTo(least) >= 0) {
                runs.add(run);
            } else if (run.last().compareTo(least) >= 0) {
                runs.add(new Run(least, run.last()));
            }
        }
        return new Claim(claim.subject(), true, new Versions(runs));
    }

    private record Edge(Subject from, Subject to) {}

    /**
     * One requirement text of a project on another.
     *
     * @param versions those that have it
     * @param allowed what it allows
     * @param remark what is to be said if it allows no version that exists
     */
    private record Need(String text, Versions versions, Versions allowed, String remark) {}

    /**
     * The requirements among the facts, a clause for each pair of projects, told from the requested projects downwards.
     *
     * @param requested the requested projects, in the order in which they are to be told of
     */
    List<String> clauses(Collection<Fact> facts, List<ProjectName> requested) {
        Map<Edge, Map<String, Need>> edges = new LinkedHashMap<>();
        for (Fact fact : facts) {
            if (fact.ground() instanceof Ground.Requires(String requirement)) {
                Claim from = fact.conclusion().getFirst();
                Claim to = fact.conclusion().getLast();
                String text = Statements.withoutMarker(requirement);
                Need need = new Need(text, from.versions(), to.versions(), statements.nonexistent(fact.conclusion()));
                edges.computeIfAbsent(new Edge(from.subject(), to.subject()), edge -> new LinkedHashMap<>())
                        .merge(text, need, Needs::both);
            }
        }
        edges.replaceAll((edge, needs) -> weakest(edge, needs));
        keepWhatMatters(edges);
        List<String> clauses = new ArrayList<>();
        for (Edge edge : clashFirst(downwards(edges.keySet(), requested), edges)) {
            Map<String, Need> needs = edges.getOrDefault(edge, Map.of());
            clauses.addAll(clauses(edge, List.copyOf(needs.values())));
        }
        return clauses;
    }

    /** Where there are many requirements, those that exclude each other are told before those that lead to them. */
    private List<Edge> clashFirst(List<Edge> sorted, Map<Edge, Map<String, Need>> edges) {
        if (sorted.size() <= ExplanationWriter.MOST_CLAUSES) {
            return sorted;
        }
        Map<Subject, List<Edge>> byTarget = new LinkedHashMap<>();
        sorted.forEach(edge ->
                byTarget.computeIfAbsent(edge.to(), to -> new ArrayList<>()).add(edge));
        Set<Edge> found = new LinkedHashSet<>();
        byTarget.forEach((target, list) -> {
            if (list.size() > 1 && excludeEachOther(target, list, edges)) {
                found.addAll(list);
            }
        });
        found.addAll(sorted);
        return List.copyOf(found);
    }

    private boolean excludeEachOther(Subject target, List<Edge> list, Map<Edge, Map<String, Need>> edges) {
        return phrases.known(target).stream()
                .noneMatch(version -> list.stream()
                        .allMatch(edge -> edges.getOrDefault(edge, Map.of()).values().stream()
                                .anyMatch(need -> Phrases.contains(need.allowed(), version))));
    }

    /** Breadth first; what cannot be reached from the requested projects comes last. */
    private static List<Edge> downwards(Set<Edge> edges, List<ProjectName> from) {
        Set<Edge> sorted = new LinkedHashSet<>();
        Set<ProjectName> seen = new LinkedHashSet<>(from);
        for (List<ProjectName> next = from; !next.isEmpty(); ) {
            List<ProjectName> reached = new ArrayList<>();
            for (ProjectName project : next) {
                for (Edge edge : edges) {
                    if (project.equals(edge.from().project()) && sorted.add(edge)) {
                        ProjectName target = edge.to().project();
                        if (target != null && seen.add(target)) {
                            reached.add(target);
                        }
                    }
                }
            }
            next = reached;
        }
        sorted.addAll(edges);
        return List.copyOf(sorted);
    }

    private static Need both(Need one, Need other) {
        Versions versions = union(List.of(one.versions(), other.versions()));
        return new Need(one.text(), versions, one.allowed(), one.remark());
    }

    /** Where one text allows all that the others do, it is true of all. */
    private Map<String, Need> weakest(Edge edge, Map<String, Need> needs) {
        for (Need need : needs.values()) {
            boolean isWeakest = needs.values().stream()
                    .allMatch(other -> phrases.isWithin(edge.to(), other.allowed(), need.allowed()));
            if (isWeakest) {
                Versions all = union(needs.values().stream().map(Need::versions).toList());
                return Map.of(need.text(), new Need(need.text(), all, need.allowed(), need.remark()));
            }
        }
        return needs;
    }

    /** Requirements of several projects on one that exclude each other are left with the clauses that do so. */
    private void keepWhatMatters(Map<Edge, Map<String, Need>> edges) {
        Map<Subject, List<Edge>> byTarget = new LinkedHashMap<>();
        edges.forEach((edge, needs) -> {
            if (needs.size() == 1) {
                byTarget.computeIfAbsent(edge.to(), to -> new ArrayList<>()).add(edge);
            }
        });
        byTarget.forEach((target, list) -> {
            List<Requirement> requirements = list.stream()
                    .flatMap(edge -> edges.getOrDefault(edge, Map.of()).keySet().stream())
                    .flatMap(text -> Needs.read(text).stream())
                    .toList();
            if (requirements.size() == list.size()) {
                List<SpecifierSet> left = Relevance.relevant(
                        requirements.stream().map(Requirement::specifiers).toList(), phrases.known(target));
                for (int i = 0; i < left.size(); i++) {
                    edges.put(list.get(i), shortened(edges.get(list.get(i)), requirements.get(i), left.get(i)));
                }
            }
        });
    }

    private static Map<String, Need> shortened(
            @Nullable Map<String, Need> needs, Requirement requirement, SpecifierSet left) {
        if (needs == null || left.equals(requirement.specifiers())) {
            return needs == null ? Map.of() : needs;
        }
        Need need = needs.values().iterator().next();
        String text = Statements.withoutMarker(
                new Requirement(requirement.name(), requirement.project(), requirement.extras(), left, null, null));
        return Map.of(text, new Need(text, need.versions(), need.allowed(), need.remark()));
    }

    private static List<Requirement> read(String text) {
        return Requirement.parse(text) instanceof Parsed.Ok<Requirement>(Requirement read) ? List.of(read) : List.of();
    }

    /** A clause for each text, or for many of them one. */
    private List<String> clauses(Edge edge, List<Need> needs) {
        if (needs.size() == 1) {
            Need need = needs.getFirst();
            return List.of(clause(edge, need.versions(), need.text() + need.remark()));
        }
        if (needs.size() > MOST_TEXTS) {
            Versions all = union(needs.stream().map(Need::versions).toList());
            return List.of(clause(
                    edge,
                    all,
                    needs.getFirst().text() + " … " + needs.getLast().text() + ", depending on the version"));
        }
        return needs.stream()
                .map(need -> clause(edge, need.versions(), need.text() + need.remark()))
                .toList();
    }

    private String clause(Edge edge, Versions versions, String what) {
        return phrases.of(edge.from(), versions).verb("needs", "need") + " " + what;
    }

    /** The versions of all; runs that overlap are made one. */
    static Versions union(List<Versions> parts) {
        List<Run> runs = new ArrayList<>(parts.stream()
                .flatMap(versions -> versions.runs().stream())
                .sorted((a, b) -> a.first().compareTo(b.first()))
                .toList());
        List<Run> merged = new ArrayList<>();
        for (Run run : runs) {
            if (!merged.isEmpty() && run.first().compareTo(merged.getLast().last()) <= 0) {
                Run last = merged.removeLast();
                merged.add(new Run(last.first(), last.last().compareTo(run.last()) >= 0 ? last.last() : run.last()));
            } else {
                merged.add(run);
            }
        }
        return new Versions(merged);
    }
}
