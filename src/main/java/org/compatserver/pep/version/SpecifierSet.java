package org.compatserver.pep.version;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.pep.Parsed;
import org.jspecify.annotations.Nullable;

/** Version clauses that must all hold (PEP 440, "Version specifiers"); empty means any version. */
public final class SpecifierSet {
    /** The longest text that is read as a set of clauses, in characters. */
    public static final int MAX_LENGTH = 20_000;

    private static final SpecifierSet ANY = new SpecifierSet(List.of());

    /** Sorted by text, without repetition. */
    private final List<Specifier> clauses;

    private final VersionRanges ranges;
    private final boolean comparesText;

    /** Made when it is first asked for. */
    private @Nullable String text;

    private SpecifierSet(List<Specifier> clauses) {
        this.clauses = clauses;
        this.ranges = clauses.stream().map(Specifier::ranges).reduce(VersionRanges.all(), VersionRanges::intersect);
        this.comparesText = clauses.stream().anyMatch(clause -> clause.operator() == Specifier.Operator.ARBITRARY);
    }

    private static SpecifierSet of(List<Specifier> clauses) {
        if (clauses.size() < 2) {
            return clauses.isEmpty() ? ANY : new SpecifierSet(List.copyOf(clauses));
        }
        List<Specifier> sorted = new ArrayList<>(clauses);
        sorted.sort(Comparator.comparing(Specifier::toString));
        return new SpecifierSet(List.copyOf(new LinkedHashSet<>(sorted)));
    }

    /** Reads clauses separated by commas; empty parts are dropped, as pip does. */
    public static Parsed<SpecifierSet> parse(String text) {
        return parse(text, 0, text.length());
    }

    private static Parsed<SpecifierSet> parse(String text, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return Parsed.bad(text, from + MAX_LENGTH, "Version clauses have at most 20,000 characters in all");
        }
        List<Specifier> clauses = new ArrayList<>(4);
        for (int start = from; start < to; ) {
            int comma = text.indexOf(',', start, to);
            int end = comma < 0 ? to : comma;
            if (Blanks.skip(text, start, end) < end) {
                switch (SpecifierReader.whole(text, start, end)) {
                    case Parsed.Bad<Specifier>(var problem) -> {
                        return new Parsed.Bad<>(problem);
                    }
                    case Parsed.Ok<Specifier>(var clause) -> clauses.add(clause);
                }
            }
            start = end + 1;
        }
        return Parsed.ok(of(clauses));
    }

    /**
     * Reads clauses from a place of a longer text, as far as they go, by the stricter rules of a requirement: between two clauses there is exactly one comma, after
     * the last there may be one (PEP 508, rule {@code version_many}). An operand of {@code ===} takes in commas, and is separated there afterwards.
     *
     * @return the clauses, and the place after them and the blanks that follow; no clauses if none starts here
     */
    public static Parsed<Run> parseRun(String text, int from) {
        List<Specifier> clauses = new ArrayList<>(4);
        boolean arbitrary = false;
        int at = from;
        int end = from;
        while (at < text.length() && "=!<>~".indexOf(text.charAt(at)) >= 0) {
            switch (SpecifierReader.prefix(text, at, text.length())) {
                case Parsed.Bad<SpecifierReader.Read>(var problem) -> {
                    return new Parsed.Bad<>(problem);
                }
                case Parsed.Ok<SpecifierReader.Read>(var read) -> {
                    if (isContinued(text, read)) {
                        return SpecifierReader.trailing(text, read);
                    }
                    clauses.add(read.specifier());
                    arbitrary |= read.specifier().operator() == Specifier.Operator.ARBITRARY;
                    end = read.end();
                }
            }
            at = skipSpaces(text, end);
            if (at == text.length() || text.charAt(at) != ',') {
                break;
            }
            end = at;
            at = skipSpaces(text, at + 1);
        }
        int after = at;
        Parsed<SpecifierSet> set = arbitrary ? parse(text, from, end) : Parsed.ok(of(clauses));
        return set.map(specifiers -> new Run(specifiers, after));
    }

    /** Clauses, and the place after them. */
    public record Run(SpecifierSet specifiers, int end) {}

    private static boolean isContinued(String text, SpecifierReader.Read read) {
        return read.end() < text.length() && " \t,;)".indexOf(text.charAt(read.end())) < 0;
    }

    private static int skipSpaces(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /**
     * The set written as {@code text}.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static SpecifierSet of(String text) {
        return parse(text).orElseThrow();
    }

    /** The set that any version satisfies. */
    public static SpecifierSet any() {
        return ANY;
    }

    /** The clauses of both. */
    public SpecifierSet and(SpecifierSet other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        List<Specifier> both = new ArrayList<>(clauses);
        both.addAll(other.clauses);
        return of(both);
    }

    public boolean isEmpty() {
        return clauses.isEmpty();
    }

    /** Sorted by text, without repetition. */
    public List<Specifier> clauses() {
        return clauses;
    }

    /** The versions in range, pre-releases being allowed; clauses with {@code ===}, which compares texts, are left out of account. */
    public VersionRanges ranges() {
        return ranges;
    }

    /** Whether the version is in range, pre-releases being allowed. */
    public boolean contains(Version version) {
        return ranges.contains(version) && (!comparesText || clauses.stream().allMatch(c -> c.contains(version)));
    }

    /**
     * Whether some clause opts into pre-releases: one other than {@code !=}, {@code ==X.*} and an unparsable {@code ===}, whose version has a
     * pre-release or development part (pip's rule).
     */
    public boolean namesPreRelease() {
        return clauses.stream().anyMatch(Specifier::namesPreRelease);
    }

    /** Whether some clause is {@code ==} without a wildcard, or {@code ===}: the ones that can admit a yanked file (PEP 592, pip's rule). */
    public boolean pins() {
        return clauses.stream().anyMatch(Specifier::pins);
    }

    /** Whether some clause is {@code <}, {@code <=}, {@code ~=} or {@code ==X.*}: an upper bound, as pip counts them. */
    public boolean boundsAbove() {
        for (Specifier clause : clauses) {
            if (clause.boundsAbove()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Which of the versions are in range, pre-releases being allowed.
     *
     * @param ascending versions in ascending order
     * @return disjoint spans of indices in ascending order, none empty, none touching the next; found by binary search, so that 3,000 versions cost
     *     little more than 30
     */
    public List<Span> spans(List<Version> ascending) {
        return comparesText ? matching(ascending) : ranges.spans(ascending);
    }

    /** {@code ===} singles out spellings of one version; they stand together, and are looked at one by one. */
    private List<Span> matching(List<Version> ascending) {
        Version version = clauses.stream()
                .filter(clause -> clause.operator() == Specifier.Operator.ARBITRARY)
                .findFirst()
                .map(Specifier::version)
                .orElse(null);
        List<Span> result = new ArrayList<>();
        int first = version == null ? ascending.size() : VersionRanges.firstFrom(ascending, version.place(), 0);
        for (int i = first; i < ascending.size() && ascending.get(i).equals(version); i++) {
            if (contains(ascending.get(i))) {
                VersionRanges.add(result, i, i + 1);
            }
        }
        return List.copyOf(result);
    }

    /**
     * The versions that pip chooses from, were there no other considerations: those in range, pre-releases among them only if a clause opts into
     * them or no final version is in range (PEP 440, "Handling of pre-releases").
     */
    public List<Version> filter(List<Version> versions) {
        List<Version> inRange = versions.stream().filter(this::contains).toList();
        if (namesPreRelease() || inRange.stream().allMatch(Version::isPreRelease)) {
            return inRange;
        }
        return inRange.stream().filter(version -> !version.isPreRelease()).toList();
    }

    /** A run of indices: {@code from} is in, {@code to} is not. */
    public record Span(int from, int to) {}

    /** The canonical text, as Python's {@code packaging} prints it: clauses sorted by text, joined by commas. */
    @Override
    public String toString() {
        String made = text;
        if (made == null) {
            made = clauses.stream().map(Specifier::toString).collect(Collectors.joining(","));
            text = made;
        }
        return made;
    }

    /** Equal when the clauses are; {@code >=1.0} and {@code >=1} are, {@code >=1,>=1} and {@code >=1} are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpecifierSet set && clauses.equals(set.clauses);
    }

    @Override
    public int hashCode() {
        return clauses.hashCode();
    }
}
