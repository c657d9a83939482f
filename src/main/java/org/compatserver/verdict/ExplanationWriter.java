package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Derivation.Versions;

/** Turns proofs into text: the one place where their sentences are made. Reads typed data only. */
public final class ExplanationWriter {
    /** A summary names so many requirements at most. */
    private static final int MOST_CLAUSES = 4;

    private final Phrases phrases;
    private final Statements statements;
    private final Needs needs;

    /** @param listings of every project in the proofs; one that is missing is called by its normalised name */
    public ExplanationWriter(Map<ProjectName, Listing> listings) {
        this.phrases = new Phrases(listings);
        this.statements = new Statements(phrases);
        this.needs = new Needs(phrases, statements);
    }

    /**
     * Why packages cannot be installed, together or one alone: one paragraph of summary, then, for {@link Question.Detail#FULL}, the whole argument.
     *
     * @param requested the asked packages of which the proof speaks
     * @param alone whether each is impossible alone (then there is one)
     */
    public String impossible(Derivation proof, List<ProjectName> requested, boolean alone, Question.Detail detail) {
        return withArgument(impossibleSummary(proof, requested, alone), proof, detail);
    }

    /**
     * Why the newest releases do not fit together.
     *
     * @param atLeast the versions below which nothing was looked for, of the projects that have such
     */
    public String newestDoNotFit(
            Derivation proof, Map<ProjectName, Version> atLeast, List<ProjectName> requested, Question.Detail detail) {
        List<String> names = names(requested);
        String head = names.size() == 1
                ? "The newest release of " + names.getFirst() + " cannot be installed"
                : "The newest releases of " + Phrases.join(names, "and") + " do not fit together";
        return withArgument(head + because(Needs.clipped(Needs.facts(proof), atLeast), requested) + ".", proof, detail);
    }

    /**
     * Why a package is held back, a clause: {@code a 2.9.2 needs c<5 and b 2.31.0 and later need c>=5.29.6}.
     *
     * @param atLeast the versions below which nothing was looked for, of the projects that have such
     * @param requested the requested projects, in the order in which they are to be told of
     */
    public String because(Derivation proof, Map<ProjectName, Version> atLeast, List<ProjectName> requested) {
        List<Fact> facts = Needs.clipped(Needs.facts(proof), atLeast);
        List<String> clauses = clauses(facts, requested);
        return clauses.isEmpty() ? "nothing newer fits" : listed(clauses);
    }

    private String impossibleSummary(Derivation proof, List<ProjectName> requested, boolean alone) {
        List<String> unknown = requested.stream()
                .filter(project -> !phrases.isKnown(new Subject(project, null)))
                .map(ProjectName::normalized)
                .toList();
        if (!unknown.isEmpty()) {
            return Sentences.unknownProjects(unknown);
        }
        List<Fact> facts = Needs.facts(proof);
        List<String> names =
                requested.stream().map(project -> asked(project, facts)).toList();
        String head = names.size() == 1
                ? names.getFirst() + (alone ? " cannot be installed alone" : " cannot be installed")
                : Phrases.join(names, "and") + " cannot be installed together";
        return head + because(facts, requested) + ".";
    }

    /** As it was asked for, where the facts say. */
    private String asked(ProjectName project, List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact.ground() instanceof Ground.Asked(var requirement)
                    && requirement.project().equals(project)) {
                return Statements.withoutMarker(requirement);
            }
        }
        return phrases.name(new Subject(project, null));
    }

    private String because(Collection<Fact> facts, List<ProjectName> requested) {
        List<String> clauses = clauses(facts, requested);
        return clauses.isEmpty() ? "" : ": " + listed(clauses);
    }

    private static String listed(List<String> clauses) {
        if (clauses.size() <= 2) {
            return String.join(" and ", clauses);
        }
        List<String> some = clauses.subList(0, Math.min(MOST_CLAUSES, clauses.size()));
        int more = clauses.size() - some.size();
        return more == 0
                ? String.join(", ", some.subList(0, some.size() - 1)) + " and " + some.getLast()
                : String.join(", ", some) + " and " + more + " more requirement" + (more == 1 ? "" : "s");
    }

    /** Requirements, then why versions cannot be used, then what was asked for and does not exist. */
    private List<String> clauses(Collection<Fact> facts, List<ProjectName> requested) {
        List<String> clauses = new ArrayList<>(needs.clauses(facts, requested));
        clauses.addAll(unusable(facts));
        for (Fact fact : facts) {
            if (fact.ground() instanceof Ground.Asked(var requirement)
                    && fact.conclusion().getLast().versions().runs().isEmpty()) {
                clauses.add(nothingInRange(fact, requirement.specifiers().toString()));
            }
        }
        return clauses;
    }

    private String nothingInRange(Fact fact, String specifiers) {
        Subject subject = fact.conclusion().getLast().subject();
        Version newest = phrases.newest(subject);
        return newest == null
                ? "the index lists no file of it that can be installed"
                : "no version is " + specifiers + ", the newest is " + newest;
    }

    private record Unusable(Subject subject, Ground ground) {}

    /** Facts about versions that do not depend on what else is chosen, merged over versions. */
    private List<String> unusable(Collection<Fact> facts) {
        Map<Unusable, List<Versions>> merged = new LinkedHashMap<>();
        for (Fact fact : facts) {
            boolean merges = switch (fact.ground()) {
                case Ground.CannotBeUsed _,
                        Ground.Constrained _,
                        Ground.PreReleaseNotAdmitted _,
                        Ground.YankedNotAdmitted _ -> true;
                case Ground.Asked _,
                        Ground.Requires _,
                        Ground.SameVersion _,
                        Ground.NotAdmittedThere _,
                        Ground.OnlyNewest _,
                        Ground.BeyondFound _ -> false;
            };
            if (merges) {
                for (Claim claim : fact.conclusion()) {
                    if (claim.positive() && !claim.subject().equals(Subject.QUESTION)) {
                        merged.computeIfAbsent(new Unusable(claim.subject(), fact.ground()), key -> new ArrayList<>())
                                .add(claim.versions());
                        break;
                    }
                }
            }
        }
        Set<String> clauses = new LinkedHashSet<>();
        merged.forEach((key, versions) -> clauses.add(statements.fact(
                new Fact(List.of(new Claim(key.subject(), true, Needs.union(versions))), key.ground()))));
        return List.copyOf(clauses);
    }

    private List<String> names(List<ProjectName> requested) {
        return requested.stream()
                .map(project -> phrases.name(new Subject(project, null)))
                .toList();
    }

    /** The whole argument, a sentence a line. */
    public String argument(Derivation proof) {
        return String.join("\n", Argument.of(proof, statements));
    }

    private String withArgument(String summary, Derivation proof, Question.Detail detail) {
        return switch (detail) {
            case SHORT -> summary;
            case FULL -> summary + "\n" + argument(proof);
        };
    }
}
