package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Subject;
import org.jspecify.annotations.Nullable;

/** Turns proofs into text: the one place where their sentences are made. Reads typed data only. */
public final class ExplanationWriter {
    /** A summary names so many requirements at most. */
    static final int MOST_CLAUSES = 4;

    private final Phrases phrases;
    private final Statements statements;
    private final Needs needs;
    private final Exclusions exclusions;

    /** @param listings of every project in the proofs; one that is missing is called by its normalised name */
    public ExplanationWriter(Map<ProjectName, Listing> listings, Target target) {
        this.phrases = new Phrases(listings);
        this.statements = new Statements(phrases);
        this.needs = new Needs(phrases, statements);
        this.exclusions = new Exclusions(phrases, target);
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
        return withArgument(head + because(Needs.clipped(proof.facts(), atLeast), requested) + ".", proof, detail);
    }

    /**
     * Why a package is held back, a clause: {@code a 2.9.2 needs c<5 and b 2.31.0 and later need c>=5.29.6}.
     *
     * @param atLeast the versions below which nothing was looked for, of the projects that have such
     * @param requested the requested projects, in the order in which they are to be told of
     */
    public String because(Derivation proof, Map<ProjectName, Version> atLeast, List<ProjectName> requested) {
        List<Fact> facts = Needs.clipped(proof.facts(), atLeast);
        String clauses = clauses(facts, requested, null);
        return clauses.isEmpty() ? "nothing newer fits" : clauses;
    }

    private String impossibleSummary(Derivation proof, List<ProjectName> requested, boolean alone) {
        List<Fact> facts = proof.facts();
        List<String> unknown = requested.stream()
                .filter(project -> !phrases.isKnown(new Subject(project, null)))
                .map(project -> spelled(project, facts))
                .toList();
        if (!unknown.isEmpty()) {
            return Sentences.unknownProjects(unknown);
        }
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

    /** In the spelling of who asked, where the facts say. */
    private static String spelled(ProjectName project, List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact.ground() instanceof Ground.Asked(var requirement)
                    && requirement.project().equals(project)) {
                return requirement.name();
            }
        }
        return project.normalized();
    }

    private String because(Collection<Fact> facts, List<ProjectName> requested) {
        String clauses = clauses(facts, requested, requested.size() == 1 ? requested.getFirst() : null);
        return clauses.isEmpty() ? "" : ": " + clauses;
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

    /**
     * Requirements, then, after a semicolon, why versions do not count.
     *
     * @param named the project that the sentence is about, if it is one
     */
    private String clauses(Collection<Fact> facts, List<ProjectName> requested, @Nullable ProjectName named) {
        List<String> clauses = new ArrayList<>(needs.clauses(facts, requested));
        clauses.addAll(constrained(facts));
        for (Fact fact : facts) {
            if (fact.ground() instanceof Ground.Asked(var requirement)
                    && fact.conclusion().getLast().versions().runs().isEmpty()) {
                clauses.add(nothingInRange(fact, requirement.specifiers()));
            }
        }
        List<String> parts = new ArrayList<>();
        if (!clauses.isEmpty()) {
            parts.add(listed(clauses));
        }
        parts.addAll(exclusions.clauses(facts, clauses.isEmpty() ? named : null));
        return String.join("; ", parts);
    }

    private List<String> constrained(Collection<Fact> facts) {
        Set<String> clauses = new LinkedHashSet<>();
        for (Fact fact : facts) {
            if (fact.ground() instanceof Ground.Constrained) {
                clauses.add(statements.fact(fact));
            }
        }
        return List.copyOf(clauses);
    }

    private String nothingInRange(Fact fact, SpecifierSet specifiers) {
        Subject subject = fact.conclusion().getLast().subject();
        Version newest = phrases.newest(subject);
        if (newest == null) {
            return "the index lists no file of it that can be installed";
        }
        return Relevance.isContradiction(specifiers, phrases.known(subject))
                ? Phrases.join(List.of(specifiers.toString().split(",", -1)), "and") + " contradict each other"
                : "no version is " + specifiers + ", the newest is " + newest;
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
