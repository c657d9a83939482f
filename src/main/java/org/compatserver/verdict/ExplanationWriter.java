package org.compatserver.verdict;

import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Subject;
import org.jspecify.annotations.Nullable;

/** Turns proofs into text: the one place where their sentences are made. Reads typed data only. */
public final class ExplanationWriter {
    private final Phrases phrases;
    private final Statements statements;
    private final Exclusions exclusions;

    /** @param listings of every project in the proofs; one that is missing is called by its normalised name */
    public ExplanationWriter(Map<ProjectName, Listing> listings, Target target) {
        this.phrases = new Phrases(listings);
        this.statements = new Statements(phrases);
        this.exclusions = new Exclusions(phrases, target);
    }

    /**
     * A proof and what its lines are made of.
     *
     * @param lines the facts of each line
     * @param requested the asked packages of which the proof speaks, in the order in which they are to be told of
     */
    public record Argument(Derivation proof, List<List<Fact>> lines, List<ProjectName> requested) {
        public Argument {
            lines = lines.stream().map(List::copyOf).toList();
            requested = List.copyOf(requested);
        }
    }

    /**
     * Why packages cannot be installed, together or one alone.
     *
     * @param alone whether the one package is impossible whatever else was asked for
     */
    public Explanation impossible(Argument argument, boolean alone) {
        List<Fact> facts = argument.proof().facts();
        List<String> unknown = argument.requested().stream()
                .filter(project -> !phrases.isKnown(new Subject(project, null)))
                .map(project -> spelled(project, facts))
                .toList();
        if (!unknown.isEmpty()) {
            return new Explanation(Sentences.unknownProjects(unknown), argument.proof());
        }
        String nothing = nothingInRange(facts);
        if (nothing != null) {
            return new Explanation(nothing, argument.proof());
        }
        List<String> names = names(argument);
        String head = names.size() == 1
                ? names.getFirst() + " cannot be installed" + (alone ? ", even alone" : "")
                : Phrases.join(names, "and") + " cannot be installed together";
        return explanation(head, argument);
    }

    /** Why the newest releases do not fit together. */
    public Explanation newestDoNotFit(Argument argument) {
        List<String> names = names(argument);
        String head = names.size() == 1
                ? "The newest release of " + names.getFirst() + " cannot be installed"
                : "The newest releases of " + Phrases.join(names, "and") + " do not fit together";
        return explanation(head, argument);
    }

    /** Why a package is held back, a clause a line. */
    public List<Line> because(Argument argument) {
        Links links = new Links(argument.lines(), phrases, statements);
        links.wanted().removeIf(one -> one.requirement().specifiers().isEmpty());
        return Chains.of(links, argument.requested(), null, phrases, statements, exclusions);
    }

    private Explanation explanation(String head, Argument argument) {
        ProjectName one =
                argument.requested().size() == 1 ? argument.requested().getFirst() : null;
        Links links = new Links(argument.lines(), phrases, statements);
        List<String> clash = links.clash();
        // The head says what was asked for.
        links.wanted().clear();
        List<Line> lines = Chains.of(links, argument.requested(), one, phrases, statements, exclusions);
        return new Explanation(head + because(lines, clash) + ".", lines, List.of(), List.of(), argument.proof());
    }

    private static String because(List<Line> lines, List<String> clash) {
        if (lines.isEmpty()) {
            return "";
        }
        if (Line.makeASentence(lines)) {
            return ": " + Sentences.clause(lines);
        }
        return clash.isEmpty() ? "" : ": they lead to " + Phrases.join(clash, "and");
    }

    private @Nullable String nothingInRange(List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact.ground() instanceof Ground.Asked(var requirement)
                    && fact.conclusion().getLast().versions().runs().isEmpty()) {
                return nothingInRange(fact, requirement);
            }
        }
        return null;
    }

    private String nothingInRange(Fact fact, Requirement requirement) {
        Subject subject = fact.conclusion().getLast().subject();
        Version newest = phrases.newest(subject);
        SpecifierSet specifiers = requirement.specifiers();
        if (newest == null) {
            return Statements.withoutMarker(requirement)
                    + " cannot be installed: the index lists no file of it that can be installed.";
        }
        return Relevance.isContradiction(specifiers, phrases.known(subject))
                ? Statements.withoutMarker(requirement) + " cannot be installed: "
                        + Phrases.join(List.of(specifiers.toString().split(",", -1)), "and") + " contradict each other."
                : "No version of " + phrases.name(subject) + " is " + specifiers + "; the newest is " + newest + ".";
    }

    /** As they were asked for, where the facts say. */
    private List<String> names(Argument argument) {
        List<Fact> facts = argument.proof().facts();
        return argument.requested().stream()
                .map(project -> asked(project, facts))
                .toList();
    }

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
}
