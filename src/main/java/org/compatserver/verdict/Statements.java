package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Specifier;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Phrases.Phrase;

/** Facts and conclusions of a proof as clauses, each without a full stop. */
final class Statements {
    private final Phrases phrases;

    Statements(Phrases phrases) {
        this.phrases = phrases;
    }

    /** What a fact says. */
    String fact(Fact fact) {
        return switch (fact.ground()) {
            case Ground.Asked(Requirement requirement) ->
                withoutMarker(requirement) + " is asked for" + nonexistent(fact.conclusion());
            case Ground.Requires(List<String> requirements) ->
                subject(fact).verb("needs", "need") + " "
                        + Phrases.join(
                                requirements.stream()
                                        .map(Statements::withoutMarker)
                                        .distinct()
                                        .toList(),
                                "or")
                        + nonexistent(fact.conclusion());
            case Ground.SameVersion() -> subject(fact).text() + " is installed with the project's same version";
            case Ground.CannotBeUsed(var reason) -> Reasons.clause(subject(fact), reason);
            case Ground.Constrained(String specifiers) ->
                subject(fact).verb("is", "are") + " excluded by the constraint " + specifiers;
            case Ground.PreReleaseNotAdmitted(var finalRelease, var _) ->
                subject(fact).verb("is a pre-release", "are pre-releases") + ", which nothing here admits while "
                        + finalRelease + " fits";
            case Ground.YankedNotAdmitted _ ->
                subject(fact).verb("is", "are") + " yanked, which only an exact requirement admits";
            case Ground.NotAdmittedThere(String reason) ->
                subject(fact).verb("is", "are") + " not admitted there (" + reason + ")";
            case Ground.OnlyNewest() -> subject(fact).verb("is", "are") + " older than the newest";
            case Ground.BeyondFound() -> "only sets newer than those found are looked for";
        };
    }

    /** What is to be said of a required range that holds no version at all, a relative clause; empty when it holds one. */
    String nonexistent(List<Claim> claims) {
        for (Claim claim : claims) {
            if (!claim.positive() && claim.versions().runs().isEmpty()) {
                if (!phrases.isKnown(claim.subject())) {
                    return ", which the index does not know";
                }
                Version newest = phrases.newest(claim.subject());
                return newest == null
                        ? ", which has no version at all"
                        : ", which no version is (the newest is " + newest + ")";
            }
        }
        return "";
    }

    /** The requirement without the marker: it holds, or it would not be here. */
    static String withoutMarker(String requirement) {
        return switch (Requirement.parse(requirement)) {
            case Parsed.Ok<Requirement>(Requirement read) -> withoutMarker(read);
            case Parsed.Bad<Requirement>(var problem) -> problem.text();
        };
    }

    /** A requirement with those of its clauses only that exclude the version, if one does: what else it says does not matter. */
    static String excluding(String requirement, Version version) {
        if (!(Requirement.parse(requirement) instanceof Parsed.Ok<Requirement>(Requirement read))) {
            return withoutMarker(requirement);
        }
        String clauses = read.specifiers().clauses().stream()
                .filter(clause -> !clause.contains(version))
                .map(Specifier::toString)
                .sorted()
                .collect(Collectors.joining(","));
        return clauses.isEmpty()
                ? withoutMarker(read)
                : withoutMarker(new Requirement(
                        read.name(), read.project(), read.extras(), SpecifierSet.of(clauses), null, null));
    }

    static String withoutMarker(Requirement requirement) {
        List<String> extras =
                requirement.extras().stream().map(Extra::normalized).toList();
        return requirement.name()
                + (extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]")
                + (requirement.address() == null ? requirement.specifiers() : " @ " + requirement.address());
    }

    /** The versions a fact is about: its first positive claim that is not the question's. */
    private Phrase subject(Fact fact) {
        List<Phrase> found = positives(fact.conclusion());
        return found.isEmpty() ? new Phrase("the question", false) : found.getFirst();
    }

    private List<Phrase> positives(List<Claim> claims) {
        List<Phrase> found = new ArrayList<>();
        for (Claim claim : claims) {
            if (claim.positive() && !claim.subject().equals(Subject.QUESTION)) {
                found.add(phrases.of(claim.subject(), claim.versions()));
            }
        }
        return found;
    }
}
