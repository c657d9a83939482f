package org.compatserver.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Specifier;
import org.compatserver.pep.version.Specifier.Operator;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.pep.version.VersionRanges;
import org.jspecify.annotations.Nullable;

/**
 * What requirements want, without what does not matter to who reads of a clash: markers, which hold, and clauses that another requirement has no quarrel with. Each text is
 * read once. For one thread.
 */
final class Wants {
    private final Map<String, Want> known = new HashMap<>();

    /**
     * A requirement that was read.
     *
     * @param before what stands before its clauses
     * @param after what stands after them
     */
    private record Want(String before, SpecifierSet clauses, String after) {
        static Want of(String text) {
            return switch (Requirement.parse(text)) {
                case Parsed.Ok<Requirement>(Requirement read) ->
                    new Want(
                            read.name() + extras(read),
                            read.specifiers(),
                            read.address() == null ? "" : " @ " + read.address());
                case Parsed.Bad<Requirement> _ -> new Want(text, SpecifierSet.any(), "");
            };
        }

        private static String extras(Requirement requirement) {
            return requirement.extras().isEmpty()
                    ? ""
                    : requirement.extras().stream().map(Extra::normalized).collect(Collectors.joining(",", "[", "]"));
        }

        /** With some of its clauses. */
        String with(SpecifierSet some) {
            return before + some + after;
        }
    }

    private Want of(Binding binding) {
        return known.computeIfAbsent(binding.requirement(), Want::of);
    }

    /** The version above which the requirement allows nothing, roughly: enough to tell which of two lags behind. Null where there is none. */
    @Nullable
    Version top(Binding binding) {
        return of(binding).clauses().clauses().stream()
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
    boolean exclude(Binding one, Binding other) {
        return one.on().equals(other.on())
                && of(one).clauses()
                        .ranges()
                        .intersect(of(other).clauses().ranges())
                        .isEmpty();
    }

    /** Whether the requirement does not allow the version. */
    boolean exclude(Binding binding, Version version) {
        return !of(binding).clauses().contains(version);
    }

    /**
     * The requirement with so few of its clauses that it still excludes the same; whole, if it excludes none of it. What is left is implied by it.
     *
     * @param others other requirements
     * @param versions of the project that is required
     */
    String against(Binding binding, List<Binding> others, List<Version> versions) {
        Want want = of(binding);
        List<VersionRanges> ranges = others.stream()
                .filter(other -> exclude(binding, other))
                .map(other -> of(other).clauses().ranges())
                .distinct()
                .toList();
        List<Version> excluded =
                versions.stream().filter(version -> exclude(binding, version)).toList();
        if (ranges.isEmpty() && excluded.isEmpty()) {
            return want.with(want.clauses());
        }
        List<Specifier> left = new ArrayList<>(want.clauses().clauses());
        for (Specifier clause : want.clauses().clauses().stream()
                .sorted(Comparator.comparing(clause -> clause.operator() != Operator.NOT_EQUAL))
                .toList()) {
            left.remove(clause);
            SpecifierSet fewer = set(left);
            boolean same = excluded.stream().noneMatch(fewer::contains)
                    && ranges.stream()
                            .allMatch(other -> fewer.ranges().intersect(other).isEmpty());
            if (!same) {
                left.add(clause);
            }
        }
        return want.with(set(left));
    }

    private static SpecifierSet set(List<Specifier> clauses) {
        return SpecifierSet.of(clauses.stream().map(Specifier::toString).collect(Collectors.joining(",")));
    }
}
