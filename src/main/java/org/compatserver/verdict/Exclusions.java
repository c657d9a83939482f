package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Derivation.Subject;
import org.compatserver.verdict.Derivation.Versions;
import org.compatserver.verdict.Phrases.Phrase;
import org.jspecify.annotations.Nullable;

/** Versions that do not count, in sum: one short clause for each kind of reason, which closes a sentence about those that do. */
final class Exclusions {
    /** No one reads more of them. */
    private static final int MOST_CLAUSES = 3;

    private final Phrases phrases;
    private final Target target;
    private final WheelKinds wheels;

    Exclusions(Phrases phrases, Target target) {
        this.phrases = phrases;
        this.target = target;
        this.wheels = new WheelKinds(target);
    }

    private record Kind(Subject subject, Class<?> kind) {}

    private record Excluded(Versions versions, Ground ground) {}

    private record Predicate(String singular, String plural) {}

    /**
     * The clauses.
     *
     * @param named the project that the sentence has named, if it has named no other and speaks of no other versions: it is then called "it"
     */
    List<String> clauses(Collection<Fact> facts, @Nullable ProjectName named) {
        Map<Predicate, List<Phrase>> clauses = new LinkedHashMap<>();
        grouped(facts).forEach((kind, excluded) -> {
            Versions all =
                    Phrases.union(excluded.stream().map(Excluded::versions).toList());
            boolean whole = phrases.isEvery(kind.subject(), all);
            Phrase who = who(
                    kind,
                    all,
                    whole,
                    kind.subject().project() != null && kind.subject().project().equals(named));
            clauses.computeIfAbsent(predicate(excluded, whole), predicate -> new ArrayList<>())
                    .add(who);
        });
        List<String> found = new ArrayList<>();
        clauses.forEach((predicate, who) -> found.add(clause(predicate, who)));
        return found.subList(0, Math.min(MOST_CLAUSES, found.size()));
    }

    private Phrase who(Kind kind, Versions versions, boolean whole, boolean isNamed) {
        String name = phrases.name(kind.subject());
        if (isTooLate(kind, whole)) {
            return new Phrase("no version of " + name, false);
        }
        if (isNamed && (whole || !phrases.areWorthNaming(kind.subject(), versions))) {
            return new Phrase("it", false);
        }
        return whole ? new Phrase(name, false) : phrases.aside(kind.subject(), versions);
    }

    /** What is true of each of the versions, a relative clause without its pronoun: {@code needs Python <3.10}. */
    String predicate(Collection<Fact> facts) {
        List<Excluded> excluded = new ArrayList<>();
        for (Fact fact : facts) {
            Claim claim = excluded(fact, facts);
            if (claim != null) {
                excluded.add(new Excluded(claim.versions(), fact.ground()));
            }
        }
        return predicate(excluded, false).singular();
    }

    private static boolean isTooLate(Kind kind, boolean whole) {
        return whole && kind.kind().equals(Unavailable.UploadedLater.class);
    }

    private static String clause(Predicate predicate, List<Phrase> who) {
        List<String> names = who.stream().map(Phrase::text).distinct().toList();
        boolean plural = names.size() > 1 || who.getFirst().plural();
        return Phrases.join(names, "and") + " " + (plural ? predicate.plural() : predicate.singular());
    }

    private static Map<Kind, List<Excluded>> grouped(Collection<Fact> facts) {
        Map<Kind, List<Excluded>> grouped = new LinkedHashMap<>();
        for (Fact fact : facts) {
            Claim claim = excluded(fact, facts);
            if (claim != null) {
                Class<?> kind = fact.ground() instanceof Ground.CannotBeUsed(Unavailable reason)
                        ? reason.getClass()
                        : fact.ground().getClass();
                grouped.computeIfAbsent(new Kind(claim.subject(), kind), key -> new ArrayList<>())
                        .add(new Excluded(claim.versions(), fact.ground()));
            }
        }
        return grouped;
    }

    /** What a fact excludes that is worth telling; null when nothing. */
    private static @Nullable Claim excluded(Fact fact, Collection<Fact> facts) {
        boolean tells = switch (fact.ground()) {
            case Ground.CannotBeUsed _, Ground.YankedNotAdmitted _ -> true;
            case Ground.PreReleaseNotAdmitted(Version finalRelease, var _) -> !speaksOf(facts, fact, finalRelease);
            case Ground.Constrained _,
                    Ground.Asked _,
                    Ground.Requires _,
                    Ground.SameVersion _,
                    Ground.NotAdmittedThere _,
                    Ground.OnlyNewest _,
                    Ground.BeyondFound _ -> false;
        };
        return tells ? subject(fact) : null;
    }

    private static @Nullable Claim subject(Fact fact) {
        for (Claim claim : fact.conclusion()) {
            if (claim.positive() && !claim.subject().equals(Subject.QUESTION)) {
                return claim;
            }
        }
        return null;
    }

    /** Whether another fact says why the final release that keeps pre-releases out cannot be had: then they are no more than a footnote. */
    private static boolean speaksOf(Collection<Fact> facts, Fact own, Version finalRelease) {
        Claim excluded = subject(own);
        for (Fact fact : facts) {
            Claim claim = fact.equals(own) ? null : subject(fact);
            if (excluded != null
                    && claim != null
                    && claim.subject().project() != null
                    && claim.subject().project().equals(excluded.subject().project())
                    && claim.versions().contains(finalRelease)) {
                return true;
            }
        }
        return false;
    }

    private Predicate predicate(List<Excluded> excluded, boolean whole) {
        Ground ground = excluded.getLast().ground();
        return switch (ground) {
            case Ground.CannotBeUsed(Unavailable reason) -> predicate(reason, excluded, whole);
            case Ground.YankedNotAdmitted _ ->
                new Predicate(
                        "is yanked, which only an exact requirement admits",
                        "are yanked, which only an exact requirement admits");
            case Ground.PreReleaseNotAdmitted(Version finalRelease, var _) ->
                new Predicate(
                        "is a pre-release, which nothing here admits while " + finalRelease + " fits",
                        "are pre-releases, which nothing here admits while " + finalRelease + " fits");
            case Ground.Constrained _,
                    Ground.Asked _,
                    Ground.Requires _,
                    Ground.SameVersion _,
                    Ground.NotAdmittedThere _,
                    Ground.OnlyNewest _,
                    Ground.BeyondFound _ -> throw new IllegalStateException("Excludes nothing: " + ground);
        };
    }

    private Predicate predicate(Unavailable reason, List<Excluded> excluded, boolean whole) {
        Phrase one = new Phrase("", false);
        Phrase many = new Phrase("", true);
        return switch (reason) {
            case Unavailable.NoMatchingWheel _ -> {
                WheelKinds.Found found = wheels.found(tags(excluded, false));
                Version newest = whole ? newestPython(excluded) : null;
                String more = newest == null ? "" : "; the newest Python it has wheels for is " + newest;
                yield new Predicate("has " + found.object() + more, "have " + found.object());
            }
            case Unavailable.RequiresPython _ -> {
                Set<String> texts = new LinkedHashSet<>();
                excluded.forEach(each -> texts.addAll(python(each.ground())));
                String what = texts.size() == 1
                        ? "Python " + texts.iterator().next()
                        : "another Python than " + target.python().minorVersion() + newest(excluded);
                yield new Predicate("needs " + what, "need " + what);
            }
            case Unavailable.UploadedLater()
            when whole ->
                new Predicate("was uploaded before the moment asked for", "was uploaded before the moment asked for");
            case Unavailable.UnknownProject _,
                    Unavailable.SourceOnly _,
                    Unavailable.UploadedLater _,
                    Unavailable.NoFile _,
                    Unavailable.InvalidMetadata _,
                    Unavailable.Unknowable _,
                    Unavailable.DirectReference _ ->
                new Predicate(
                        Reasons.clause(one, reason).strip(),
                        Reasons.clause(many, reason).strip());
        };
    }

    /** Pre-releases are ahead of what a project calls supported, so final releases decide where there are some. */
    private @Nullable Version newestPython(List<Excluded> excluded) {
        List<String> finals = tags(excluded, true);
        return wheels.found(finals.isEmpty() ? tags(excluded, false) : finals).newest();
    }

    private static List<String> tags(List<Excluded> excluded, boolean ofFinals) {
        List<String> tags = new ArrayList<>();
        for (Excluded each : excluded) {
            boolean counts = !ofFinals
                    || each.versions().runs().stream()
                            .anyMatch(run -> !run.last().isPreRelease());
            if (counts
                    && each.ground() instanceof Ground.CannotBeUsed(Unavailable.NoMatchingWheel(List<String> some))) {
                tags.addAll(some);
            }
        }
        return tags;
    }

    private static String newest(List<Excluded> excluded) {
        Excluded newest = excluded.stream()
                .max(Comparator.comparing(
                        each -> each.versions().runs().getLast().last()))
                .orElseThrow();
        return " (" + newest.versions().runs().getLast().last() + " needs " + String.join("", python(newest.ground()))
                + ")";
    }

    private static List<String> python(Ground ground) {
        return ground instanceof Ground.CannotBeUsed(Unavailable.RequiresPython(String specifiers))
                ? List.of(specifiers)
                : List.of();
    }
}
