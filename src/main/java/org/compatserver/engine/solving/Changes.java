package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.compatserver.engine.solving.Change.OfClause;
import org.compatserver.engine.solving.Change.OfConstraint;
import org.compatserver.engine.solving.Change.OfExtra;
import org.compatserver.engine.solving.Change.OfPackage;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Specifier;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Edit;
import org.compatserver.verdict.Question;
import org.jspecify.annotations.Nullable;

/** What can be changed in a question: its clauses, extras and constraints that count on its target, and last of all which packages it is about. */
final class Changes {
    /** Of two sets the one that leaves out fewer packages, then the one with fewer changes, then the one that changes what was asked first. */
    final Comparator<Set<Change>> cost = Comparator.<Set<Change>>comparingLong(Changes::packages)
            .thenComparingInt(Set::size)
            .thenComparing(this::places, Changes::compare);

    private final Question question;
    private final List<Change> all = new ArrayList<>();

    Changes(Question question) {
        this.question = question;
        Set<Change> packages = new LinkedHashSet<>();
        for (int i = 0; i < question.requirements().size(); i++) {
            Requirement requirement = question.requirements().get(i);
            if (Merging.counts(requirement, question.target().environment())) {
                for (Specifier clause : requirement.specifiers().clauses()) {
                    all.add(new OfClause(i, requirement.project(), clause));
                }
                for (Extra extra : requirement.extras()) {
                    all.add(new OfExtra(i, requirement.project(), extra));
                }
                packages.add(new OfPackage(requirement.project()));
            }
        }
        for (int i = 0; i < question.constraints().size(); i++) {
            Requirement constraint = question.constraints().get(i);
            for (Specifier clause : constraint.specifiers().clauses()) {
                all.add(new OfConstraint(i, constraint.project(), clause));
            }
        }
        all.addAll(packages);
    }

    /** As long as none of these is made the proof holds. */
    Collection<Change> touching(Derivation proof) {
        Set<Change> found = new LinkedHashSet<>();
        for (Fact fact : proof.facts()) {
            Claim last = fact.conclusion().getLast();
            switch (fact.ground()) {
                case Ground.Asked _ ->
                    found.addAll(
                            all.stream().filter(change -> isAsked(change, last)).toList());
                case Ground.Constrained _ -> {
                    ProjectName project = fact.conclusion().getFirst().subject().project();
                    all.stream()
                            .filter(change ->
                                    change instanceof OfConstraint(int _, var of, var _) && of.equals(project))
                            .forEach(found::add);
                }
                case Ground.Requires _,
                        Ground.SameVersion _,
                        Ground.CannotBeUsed _,
                        Ground.PreReleaseNotAdmitted _,
                        Ground.YankedNotAdmitted _,
                        Ground.NotAdmittedThere _,
                        Ground.OnlyNewest _,
                        Ground.BeyondFound _ -> {}
            }
        }
        return found;
    }

    /** Whether the question would no longer demand what the claim says, or not so much. */
    private static boolean isAsked(Change change, Claim demanded) {
        ProjectName project = demanded.subject().project();
        return switch (change) {
            case OfClause(int _, var of, var _) -> of.equals(project);
            case OfExtra(int _, var of, Extra extra) ->
                of.equals(project) && extra.equals(demanded.subject().extra());
            case OfConstraint _ -> false;
            case OfPackage(var of) -> of.equals(project);
        };
    }

    /** The question after these changes; null if nothing is asked any more. */
    @Nullable
    Question applied(Set<Change> changes) {
        List<Requirement> requirements = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < question.requirements().size(); i++) {
            Requirement before = question.requirements().get(i);
            if (!changes.contains(new OfPackage(before.project()))) {
                Requirement after = relaxed(i, changes);
                requirements.add(after);
                texts.add(after.equals(before) ? question.packages().get(i) : after.toString());
            }
        }
        List<Requirement> constraints = new ArrayList<>();
        for (int i = 0; i < question.constraints().size(); i++) {
            Requirement after = loosened(i, changes);
            if (after != null) {
                constraints.add(after);
            }
        }
        return requirements.isEmpty() ? null : asking(texts, requirements, constraints);
    }

    /** The question with more constraints. */
    Question constrained(List<Requirement> more) {
        List<Requirement> constraints = new ArrayList<>(question.constraints());
        constraints.addAll(more);
        return asking(question.packages(), question.requirements(), constraints);
    }

    private Question asking(List<String> texts, List<Requirement> requirements, List<Requirement> constraints) {
        return new Question(
                texts,
                requirements,
                constraints,
                question.target(),
                question.asOf(),
                question.sources(),
                question.preReleases(),
                question.strict(),
                question.engine(),
                Question.Detail.SHORT);
    }

    /** The changes as whoever asks would make them: one edit a requirement. */
    List<Edit> edits(Set<Change> changes) {
        List<Edit> edits = new ArrayList<>();
        for (int i = 0; i < question.requirements().size(); i++) {
            Requirement before = question.requirements().get(i);
            String asked = question.packages().get(i);
            if (changes.contains(new OfPackage(before.project()))) {
                edits.add(new Edit.LeaveOut(asked));
            } else if (!relaxed(i, changes).equals(before)) {
                edits.add(new Edit.Relax(asked, relaxed(i, changes)));
            }
        }
        for (int i = 0; i < question.constraints().size(); i++) {
            Requirement before = question.constraints().get(i);
            Requirement after = loosened(i, changes);
            if (!before.equals(after)) {
                edits.add(new Edit.Loosen(before, after));
            }
        }
        return edits;
    }

    private Requirement relaxed(int number, Set<Change> changes) {
        Requirement before = question.requirements().get(number);
        return with(
                before,
                before.extras().stream()
                        .filter(extra -> !changes.contains(new OfExtra(number, before.project(), extra)))
                        .toList(),
                clause -> !changes.contains(new OfClause(number, before.project(), clause)));
    }

    /** Null if nothing is left of it. */
    private @Nullable Requirement loosened(int number, Set<Change> changes) {
        Requirement before = question.constraints().get(number);
        Requirement after = with(
                before,
                before.extras(),
                clause -> !changes.contains(new OfConstraint(number, before.project(), clause)));
        return after.specifiers().isEmpty() && !before.specifiers().isEmpty() ? null : after;
    }

    private static Requirement with(Requirement requirement, List<Extra> extras, Predicate<Specifier> clauses) {
        List<String> left = requirement.specifiers().clauses().stream()
                .filter(clauses)
                .map(Specifier::toString)
                .toList();
        return new Requirement(
                requirement.name(),
                requirement.project(),
                extras,
                SpecifierSet.of(String.join(",", left)),
                requirement.marker(),
                requirement.address());
    }

    private static long packages(Set<Change> changes) {
        return changes.stream().filter(change -> change instanceof OfPackage).count();
    }

    private List<Integer> places(Set<Change> changes) {
        return changes.stream().map(all::indexOf).sorted().toList();
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return one.size() - other.size();
    }
}
