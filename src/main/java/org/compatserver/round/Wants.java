package org.compatserver.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Specifier;
import org.compatserver.pep.version.Specifier.Operator;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/** What requirements want, without what does not matter to who reads of a clash: markers, which hold, and clauses that another requirement has no quarrel with. */
final class Wants {
    private Wants() {}

    /** The version above which the requirement allows nothing, roughly: enough to tell which of two lags behind. Null where there is none. */
    static @Nullable Version top(Binding binding) {
        return clauses(binding).stream()
                .filter(clause -> switch (clause.operator()) {
                    case LESS, AT_MOST, EQUAL, COMPATIBLE -> true;
                    case ARBITRARY, NOT_EQUAL, AT_LEAST, GREATER -> false;
                })
                .map(Specifier::version)
                .filter(version -> version != null)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Whether the requirement allows no version that another of the same project allows. */
    static boolean exclude(Binding one, Binding other) {
        return one.on().equals(other.on())
                && ranges(clauses(one))
                        .ranges()
                        .intersect(ranges(clauses(other)).ranges())
                        .isEmpty();
    }

    /** Whether the requirement does not allow the version. */
    static boolean exclude(Binding binding, Version version) {
        return !ranges(clauses(binding)).contains(version);
    }

    /**
     * The requirement with so few of its clauses that it still excludes the same; whole, if it excludes none of it. What is left is implied by it.
     *
     * @param others other requirements
     * @param versions of the project that is required
     */
    static String against(Binding binding, List<Binding> others, List<Version> versions) {
        List<Specifier> all = clauses(binding);
        List<SpecifierSet> requirements = others.stream()
                .filter(other -> exclude(binding, other))
                .map(other -> ranges(clauses(other)))
                .toList();
        List<Version> excluded =
                versions.stream().filter(version -> exclude(binding, version)).toList();
        if (requirements.isEmpty() && excluded.isEmpty()) {
            return text(binding, all);
        }
        List<Specifier> left = new ArrayList<>(all);
        for (Specifier clause : all.stream()
                .sorted(Comparator.comparing(clause -> clause.operator() != Operator.NOT_EQUAL))
                .toList()) {
            List<Specifier> without = new ArrayList<>(left);
            without.remove(clause);
            SpecifierSet fewer = ranges(without);
            if (excluded.stream().noneMatch(fewer::contains)
                    && requirements.stream()
                            .allMatch(other ->
                                    fewer.ranges().intersect(other.ranges()).isEmpty())) {
                left = without;
            }
        }
        return text(binding, left);
    }

    private static SpecifierSet ranges(List<Specifier> clauses) {
        return SpecifierSet.of(clauses.stream().map(Specifier::toString).collect(Collectors.joining(",")));
    }

    private static List<Specifier> clauses(Binding binding) {
        return switch (Requirement.parse(binding.requirement())) {
            case Parsed.Ok<Requirement>(Requirement read) -> read.specifiers().clauses();
            case Parsed.Bad<Requirement> _ -> List.of();
        };
    }

    private static String text(Binding binding, List<Specifier> clauses) {
        return switch (Requirement.parse(binding.requirement())) {
            case Parsed.Ok<Requirement>(Requirement read) ->
                read.name() + extras(read) + (read.address() == null ? ranges(clauses) : " @ " + read.address());
            case Parsed.Bad<Requirement> _ -> binding.requirement();
        };
    }

    private static String extras(Requirement requirement) {
        return requirement.extras().isEmpty()
                ? ""
                : requirement.extras().stream().map(Extra::normalized).collect(Collectors.joining(",", "[", "]"));
    }
}
