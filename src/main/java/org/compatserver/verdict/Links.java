package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
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

/** What the lines of a core say: who needs what, which versions cannot be had, what was asked for; each requirement without clauses that do not matter. */
final class Links {
    private final Phrases phrases;
    private final Statements statements;
    private final List<Need> needs = new ArrayList<>();
    private final List<Out> outs = new ArrayList<>();
    private final List<Wanted> wanted = new ArrayList<>();

    /** Something that a line is about. */
    sealed interface Link {
        List<Fact> facts();
    }

    /**
     * A project's need of another.
     *
     * @param versions of {@code from}, those that have it
     * @param allowed of {@code target}, what that allows
     */
    record Need(Subject from, Versions versions, ProjectName target, Versions allowed, What what, List<Fact> facts)
            implements Link {}

    /**
     * What is needed.
     *
     * @param requirement what all the requirements of a line come down to; null where only the text says it
     * @param range the versions worth naming that it allows
     */
    record What(String text, @Nullable Requirement requirement, List<Version> range) {}

    /** Versions that cannot be had. */
    record Out(Subject subject, Versions versions, List<Fact> facts) implements Link {}

    /** What was asked for, as far as its specifiers matter. */
    record Wanted(Requirement requirement, List<Fact> facts) implements Link {}

    /** @param lines the facts of each line */
    Links(List<List<Fact>> lines, Phrases phrases, Statements statements) {
        this.phrases = phrases;
        this.statements = statements;
        for (List<Fact> facts : withFootnotes(lines)) {
            switch (facts.getFirst().ground()) {
                case Ground.Asked(Requirement requirement) -> wanted.add(new Wanted(requirement, facts));
                case Ground.Requires _ -> needs.add(need(facts));
                case Ground.CannotBeUsed _,
                        Ground.Constrained _,
                        Ground.PreReleaseNotAdmitted _,
                        Ground.YankedNotAdmitted _,
                        Ground.NotAdmittedThere _,
                        Ground.SameVersion _,
                        Ground.OnlyNewest _,
                        Ground.BeyondFound _ -> outs.add(out(facts));
            }
        }
        targets().forEach(this::shorten);
    }

    List<Need> needs() {
        return needs;
    }

    List<Out> outs() {
        return outs;
    }

    List<Wanted> wanted() {
        return wanted;
    }

    /** The requirements of which no version fulfils all, where there is one such project; empty where the lines end otherwise. */
    List<String> clash() {
        List<List<String>> clashes = targets().stream()
                .map(this::requirementsOn)
                .filter(texts -> texts.size() > 1)
                .toList();
        return clashes.size() == 1 && outs.isEmpty() ? clashes.getFirst() : List.of();
    }

    private List<String> requirementsOn(ProjectName project) {
        return Stream.concat(
                        needs.stream()
                                .filter(need -> need.target().equals(project))
                                .map(need -> need.what().text()),
                        wanted.stream()
                                .map(Wanted::requirement)
                                .filter(one -> one.project().equals(project)
                                        && !one.specifiers().isEmpty())
                                .map(Statements::withoutMarker))
                .distinct()
                .toList();
    }

    private Set<ProjectName> targets() {
        Set<ProjectName> targets = new LinkedHashSet<>();
        needs.forEach(need -> targets.add(need.target()));
        return targets;
    }

    /** The facts about pre-releases that are kept out by a final release of which another line speaks go with that line: they are no more than a footnote. */
    private static List<List<Fact>> withFootnotes(List<List<Fact>> lines) {
        Map<List<Fact>, List<Fact>> kept = new LinkedHashMap<>();
        lines.stream().filter(line -> !line.isEmpty()).forEach(line -> kept.put(line, new ArrayList<>(line)));
        for (List<Fact> line : lines) {
            if (!line.isEmpty()
                    && line.getFirst().ground() instanceof Ground.PreReleaseNotAdmitted(Version release, var _)) {
                ProjectName project = subject(line.getFirst()).subject().project();
                kept.keySet().stream()
                        .filter(other -> !other.equals(line) && speaksOf(other, project, release))
                        .findFirst()
                        .ifPresent(other -> {
                            kept.getOrDefault(other, new ArrayList<>()).addAll(line);
                            kept.remove(line);
                        });
            }
        }
        return List.copyOf(kept.values());
    }

    private static boolean speaksOf(List<Fact> line, @Nullable ProjectName project, Version version) {
        return !(line.getFirst().ground() instanceof Ground.Asked)
                && line.stream()
                        .map(Links::subject)
                        .anyMatch(claim -> claim.subject().project() != null
                                && claim.subject().project().equals(project)
                                && claim.versions().contains(version));
    }

    /** What a fact is about: its first claim on a project. */
    static Claim subject(Fact fact) {
        return fact.conclusion().stream()
                .filter(claim -> !claim.subject().equals(Subject.QUESTION))
                .findFirst()
                .orElse(fact.conclusion().getFirst());
    }

    private static Out out(List<Fact> facts) {
        return new Out(subject(facts.getFirst()).subject(), versions(facts), facts);
    }

    /** Those of what the facts are about. */
    private static Versions versions(List<Fact> facts) {
        return Phrases.union(
                facts.stream().map(fact -> subject(fact).versions()).toList());
    }

    private Need need(List<Fact> facts) {
        List<Fact> requirements = facts.stream()
                .filter(fact -> fact.ground() instanceof Ground.Requires)
                .toList();
        Claim from = requirements.getFirst().conclusion().getFirst();
        Claim to = requirements.getFirst().conclusion().getLast();
        Versions allowed = Phrases.union(requirements.stream()
                .map(fact -> fact.conclusion().getLast().versions())
                .toList());
        ProjectName target = Objects.requireNonNull(to.subject().project());
        return new Need(
                from.subject(),
                versions(requirements),
                target,
                allowed,
                what(requirements, to.subject(), allowed),
                facts);
    }

    private What what(List<Fact> facts, Subject target, Versions allowed) {
        List<Version> range = phrases.known(target).stream()
                .filter(version -> allowed.contains(version))
                .toList();
        List<Requirement> requirements = facts.stream()
                .flatMap(fact -> fact.ground() instanceof Ground.Requires(var texts) ? texts.stream() : Stream.of())
                .distinct()
                .flatMap(text -> Links.read(text).stream())
                .toList();
        for (Requirement requirement : requirements) {
            boolean weakest = !range.isEmpty() && range.stream().allMatch(requirement.specifiers()::contains);
            if (requirements.size() == 1 || weakest) {
                return what(requirement, target, allowed);
            }
        }
        return requirements.isEmpty() || range.isEmpty()
                ? new What(phrases.needed(target, allowed), null, range)
                : between(requirements.getFirst(), target, range);
    }

    /** Where no requirement allows all that others do: the span of what they allow. */
    private What between(Requirement one, Subject target, List<Version> range) {
        List<Version> known = phrases.known(target);
        List<String> bounds = new ArrayList<>();
        if (!range.getFirst().equals(known.getFirst())) {
            bounds.add(">=" + range.getFirst());
        }
        if (!range.getLast().equals(known.getLast())) {
            bounds.add("<=" + range.getLast());
        }
        Requirement span = shortened(one, SpecifierSet.of(String.join(",", bounds)));
        return new What(
                Statements.withoutMarker(span),
                span,
                known.stream().filter(span.specifiers()::contains).toList());
    }

    /** What a requirement says that allows all that is allowed. */
    private What what(Requirement requirement, Subject target, Versions allowed) {
        String remark = statements.nonexistent(List.of(new Claim(target, false, allowed)));
        List<Version> range = phrases.known(target).stream()
                .filter(requirement.specifiers()::contains)
                .toList();
        return new What(Statements.withoutMarker(requirement) + remark, remark.isEmpty() ? requirement : null, range);
    }

    private static List<Requirement> read(String text) {
        return Requirement.parse(text) instanceof Parsed.Ok<Requirement>(Requirement read) ? List.of(read) : List.of();
    }

    /** The versions of a project from which other lines lead on, or which cannot be had. */
    private Versions led(ProjectName project) {
        return Phrases.union(Stream.concat(
                        needs.stream()
                                .filter(need -> project.equals(need.from().project()))
                                .map(Need::versions),
                        outs.stream()
                                .filter(out -> project.equals(out.subject().project()))
                                .map(Out::versions))
                .toList());
    }

    /** Of the requirements on a project only those clauses are kept that leave no version but such as other lines speak of. */
    private void shorten(ProjectName project) {
        List<Version> known = phrases.known(new Subject(project, null));
        List<Version> open = new ArrayList<>(known);
        Versions led = led(project);
        open.removeIf(version -> led.contains(version));
        beExactWhereASpanIsNotEnough(project, open);
        List<Integer> places = new ArrayList<>();
        List<SpecifierSet> specifiers = new ArrayList<>();
        for (int i = 0; i < needs.size(); i++) {
            Requirement requirement = needs.get(i).what().requirement();
            if (needs.get(i).target().equals(project) && requirement == null) {
                open.retainAll(needs.get(i).what().range());
            } else if (needs.get(i).target().equals(project)) {
                places.add(i);
                specifiers.add(Objects.requireNonNull(requirement).specifiers());
            }
        }
        wanted.stream()
                .map(Wanted::requirement)
                .filter(one -> one.project().equals(project))
                .forEach(one -> specifiers.add(one.specifiers()));
        List<SpecifierSet> left = Relevance.relevant(specifiers, open, known.size() > open.size());
        for (int i = 0; i < places.size(); i++) {
            needs.set(places.get(i), shortened(needs.get(places.get(i)), left.get(i), known));
        }
        wanted.replaceAll(one -> one.requirement().project().equals(project)
                ? new Wanted(shortened(one.requirement(), left.getLast()), one.facts())
                : one);
    }

    /** A span may hold versions that none of its requirements allows. */
    private void beExactWhereASpanIsNotEnough(ProjectName project, List<Version> open) {
        boolean enough = open.stream()
                .noneMatch(version -> needs.stream()
                                .filter(need -> need.target().equals(project))
                                .allMatch(need -> need.what().range().contains(version))
                        && wanted.stream()
                                .map(Wanted::requirement)
                                .filter(one -> one.project().equals(project))
                                .allMatch(one -> one.specifiers().contains(version)));
        needs.replaceAll(need -> enough || !need.target().equals(project) ? need : exact(need));
    }

    private Need exact(Need need) {
        Subject target = new Subject(need.target(), null);
        List<Version> range = phrases.known(target).stream()
                .filter(version -> need.allowed().contains(version))
                .toList();
        return range.equals(need.what().range())
                ? need
                : new Need(
                        need.from(),
                        need.versions(),
                        need.target(),
                        need.allowed(),
                        new What(phrases.needed(target, need.allowed()), null, range),
                        need.facts());
    }

    private static Need shortened(Need need, SpecifierSet left, List<Version> known) {
        Requirement requirement = need.what().requirement();
        if (requirement == null || left.equals(requirement.specifiers())) {
            return need;
        }
        Requirement shorter = shortened(requirement, left);
        What what = new What(
                Statements.withoutMarker(shorter),
                shorter,
                known.stream().filter(left::contains).toList());
        return new Need(need.from(), need.versions(), need.target(), need.allowed(), what, need.facts());
    }

    private static Requirement shortened(Requirement requirement, SpecifierSet left) {
        return new Requirement(requirement.name(), requirement.project(), requirement.extras(), left, null, null);
    }

    /** Whether all that the need leaves is among the versions. */
    static boolean covers(Versions versions, Need need) {
        List<Version> range = need.what().range();
        return range.isEmpty()
                ? !need.allowed().runs().isEmpty()
                        && need.allowed().runs().stream().allMatch(run -> holds(versions, run))
                : range.stream().allMatch(version -> versions.contains(version));
    }

    private static boolean holds(Versions versions, Run inner) {
        return versions.runs().stream()
                .anyMatch(run -> run.first().compareTo(inner.first()) <= 0
                        && inner.last().compareTo(run.last()) <= 0);
    }
}
