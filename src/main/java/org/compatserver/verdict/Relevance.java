package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;

/**
 * Which clauses of requirements that exclude each other matter: {@code c!=1.3,<2} and {@code c>=2,<9} say no more than {@code c<2} and {@code c>=2}. What is
 * left is implied by what was written, and still excludes each other.
 */
final class Relevance {
    private Relevance() {}

    /**
     * The same requirements without clauses that do not matter.
     *
     * @param open the versions that must not be left, of those worth naming
     * @param mayVanish whether a requirement may be left without any clause
     * @return for each requirement what is left of it; all of it, if they leave one of those
     */
    static List<SpecifierSet> relevant(List<SpecifierSet> requirements, List<Version> open, boolean mayVanish) {
        List<SpecifierSet> left = new ArrayList<>(requirements);
        if (!excludeEachOther(left, open) || !mayVanish && (requirements.size() < 2 || open.isEmpty())) {
            return left;
        }
        for (int i = 0; i < left.size(); i++) {
            for (String clause : leastTellingFirst(left.get(i))) {
                SpecifierSet before = left.get(i);
                left.set(i, without(before, clause));
                if (!excludeEachOther(left, open)) {
                    left.set(i, before);
                }
            }
        }
        return !mayVanish && left.stream().anyMatch(SpecifierSet::isEmpty) ? requirements : left;
    }

    /** Whether some two of the clauses allow nothing together that exists, while each alone allows something. */
    static boolean isContradiction(SpecifierSet specifiers, List<Version> known) {
        List<SpecifierSet> clauses =
                clauses(specifiers).stream().map(SpecifierSet::of).toList();
        return clauses.size() > 1
                && excludeEachOther(clauses, known)
                && clauses.stream().allMatch(clause -> known.stream().anyMatch(clause::contains));
    }

    private static boolean excludeEachOther(List<SpecifierSet> requirements, List<Version> known) {
        return known.stream()
                .noneMatch(version -> requirements.stream().allMatch(requirement -> requirement.contains(version)));
    }

    private static List<String> leastTellingFirst(SpecifierSet specifiers) {
        return clauses(specifiers).stream()
                .sorted(Comparator.comparing((String clause) -> !clause.startsWith("!=")))
                .toList();
    }

    private static SpecifierSet without(SpecifierSet specifiers, String clause) {
        return SpecifierSet.of(String.join(
                ",",
                clauses(specifiers).stream()
                        .filter(other -> !other.equals(clause))
                        .toList()));
    }

    private static List<String> clauses(SpecifierSet specifiers) {
        return List.of(specifiers.toString().split(",", -1));
    }
}
