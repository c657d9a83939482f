package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Links.Link;
import org.compatserver.verdict.Links.Need;
import org.compatserver.verdict.Links.Out;
import org.compatserver.verdict.Links.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * Tells links from what was asked for downwards, a chain a line: {@code a 2.0 needs b>=3, which needs c<1}. A line ends where chains meet, and what they share is told
 * once, after all that leads to it.
 */
final class Chains {
    /** A line gets no longer than this by another step. */
    private static final int LONG = 140;

    private final Links links;
    private final Phrases phrases;
    private final Statements statements;
    private final Exclusions exclusions;
    private final Set<Link> told = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Line> lines = new ArrayList<>();

    private Chains(Links links, Phrases phrases, Statements statements, Exclusions exclusions) {
        this.links = links;
        this.phrases = phrases;
        this.statements = statements;
        this.exclusions = exclusions;
    }

    /**
     * The lines.
     *
     * @param requested in the order in which they are to be told of
     * @param named the project that what comes before has named alone, which is called "it" where only its own versions are told of; null when there is none
     */
    static List<Line> of(
            Links links,
            List<ProjectName> requested,
            @Nullable ProjectName named,
            Phrases phrases,
            Statements statements,
            Exclusions exclusions) {
        Chains chains = new Chains(links, phrases, statements, exclusions);
        Set<ProjectName> open = new LinkedHashSet<>(requested);
        chains.targets().forEach(open::add);
        links.needs().forEach(need -> open.add(chains.project(need)));
        links.outs().forEach(out -> open.add(chains.project(out)));
        boolean isAlone = links.needs().isEmpty() && links.outs().size() == 1;
        while (!open.isEmpty()) {
            ProjectName next = open.stream()
                    .filter(chains::isDue)
                    .findFirst()
                    .orElse(open.iterator().next());
            chains.tell(next, isAlone ? named : null, open);
        }
        return chains.lines;
    }

    private List<ProjectName> targets() {
        return links.needs().stream().map(Need::target).toList();
    }

    private ProjectName project(Link link) {
        ProjectName project = switch (link) {
            case Need need -> need.from().project();
            case Out out -> out.subject().project();
            case Wanted one -> one.requirement().project();
        };
        if (project == null) {
            throw new IllegalArgumentException("The question is no project: " + link);
        }
        return project;
    }

    /** Whether all that leads to the project was told. */
    private boolean isDue(ProjectName project) {
        return links.needs().stream()
                .filter(need -> need.target().equals(project) && !project(need).equals(project))
                .allMatch(told::contains);
    }

    private void tell(ProjectName project, @Nullable ProjectName named, Set<ProjectName> open) {
        open.remove(project);
        for (Wanted one : links.wanted()) {
            if (project(one).equals(project)) {
                lines.add(new Line(Sentences.askedFor(one.requirement()), one.facts()));
            }
        }
        for (Need need : links.needs()) {
            if (project(need).equals(project) && told.add(need)) {
                lines.add(chain(need));
            }
        }
        for (Out out : links.outs()) {
            if (project(out).equals(project) && told.add(out)) {
                lines.add(new Line(exclusion(out, named), out.facts()));
            }
        }
        List<ProjectName> next = links.needs().stream()
                .filter(need -> project(need).equals(project))
                .map(Need::target)
                .toList();
        List<ProjectName> others = new ArrayList<>(open);
        open.removeAll(others);
        next.stream().filter(others::contains).forEach(open::add);
        open.addAll(others);
    }

    private Line chain(Need first) {
        StringBuilder text = new StringBuilder(phrases.of(first.from(), first.versions())
                        .verb("needs", "need") + " " + first.what().text());
        List<Fact> facts = new ArrayList<>(first.facts());
        Need last = first;
        for (Link next = only(last); next != null; next = only(last)) {
            String more = next instanceof Need need
                    ? ", which needs " + need.what().text()
                    : ", which " + exclusions.predicate(next.facts());
            if (text.length() + more.length() > LONG) {
                break;
            }
            told.add(next);
            text.append(more);
            facts.addAll(next.facts());
            if (!(next instanceof Need need)) {
                break;
            }
            last = need;
        }
        return new Line(text.toString(), facts);
    }

    /** The link that all of what is needed leads on to, if it is the only one, and nothing else leads there; or null. */
    private @Nullable Link only(Need need) {
        ProjectName target = need.target();
        boolean shared = links.needs().stream()
                        .anyMatch(other -> !other.equals(need) && other.target().equals(target))
                || links.wanted().stream().anyMatch(one -> project(one).equals(target));
        List<Link> next = new ArrayList<>();
        links.needs().stream().filter(other -> project(other).equals(target)).forEach(next::add);
        links.outs().stream().filter(out -> project(out).equals(target)).forEach(next::add);
        if (shared || next.size() != 1 || told.contains(next.getFirst())) {
            return null;
        }
        boolean all = switch (next.getFirst()) {
            case Need other -> Links.covers(other.versions(), need);
            case Out out ->
                out.facts().getFirst().ground() instanceof Ground.CannotBeUsed && Links.covers(out.versions(), need);
            case Wanted _ -> false;
        };
        return all ? next.getFirst() : null;
    }

    private String exclusion(Out out, @Nullable ProjectName named) {
        List<String> clauses = exclusions.clauses(out.facts(), named);
        return clauses.isEmpty() ? statements.fact(out.facts().getFirst()) : String.join(", ", clauses);
    }
}
