package org.compatserver.pep.version;

import java.util.Locale;
import java.util.Objects;
import org.compatserver.pep.Parsed;
import org.jspecify.annotations.Nullable;

/** One version clause: an operator and what stands to the right of it (PEP 440, "Version specifiers"). */
public final class Specifier {

    /** The comparison that a clause makes. */
    public enum Operator {
        ARBITRARY("==="),
        COMPATIBLE("~="),
        EQUAL("=="),
        NOT_EQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        LESS("<"),
        GREATER(">");

        private final String text;

        Operator(String text) {
            this.text = text;
        }

        /** As it is written. */
        @Override
        public String toString() {
            return text;
        }
    }

    private final Operator operator;
    private final String operand;
    private final @Nullable Version version;
    private final int releaseLength;
    private final boolean wildcard;
    private final VersionRanges ranges;

    private Specifier(
            Operator operator,
            String operand,
            @Nullable Version version,
            int releaseLength,
            boolean wildcard,
            VersionRanges ranges) {
        this.operator = operator;
        this.operand = operand;
        this.version = version;
        this.releaseLength = releaseLength;
        this.wildcard = wildcard;
        this.ranges = ranges;
    }

    /** {@code ===}: the operand may be anything. */
    static Specifier arbitrary(String operand) {
        Version version = Version.parse(operand) instanceof Parsed.Ok<Version>(var value) ? value : null;
        return new Specifier(Operator.ARBITRARY, operand, version, 0, false, VersionRanges.all());
    }

    /** {@code ==R.*} and {@code !=R.*}. */
    static Specifier wildcard(Operator operator, String operand, VersionParts prefix) {
        VersionRanges matching = VersionRanges.between(
                Cut.before(prefix.least()),
                Cut.before(prefix.leastAfterPrefix(prefix.release().size())));
        return new Specifier(
                operator,
                operand,
                Version.of(prefix),
                prefix.release().size(),
                true,
                operator == Operator.NOT_EQUAL ? matching.complement() : matching);
    }

    static Specifier of(Operator operator, String operand, VersionParts version) {
        return new Specifier(
                operator,
                operand,
                Version.of(version),
                version.release().size(),
                false,
                Intervals.of(operator, version));
    }

    /** Reads one clause, blanks around it included. */
    public static Parsed<Specifier> parse(String text) {
        return SpecifierReader.whole(text, 0, text.length());
    }

    /**
     * The clause written as {@code text}.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Specifier of(String text) {
        return parse(text).orElseThrow();
    }

    public Operator operator() {
        return operator;
    }

    /** What stands to the right of the operator, as it was written. */
    public String operand() {
        return operand;
    }

    /** The operand's version, without the {@code .*} of a wildcard; null for {@code ===} with a text that is not a version. */
    public @Nullable Version version() {
        return version;
    }

    /** The versions in range, pre-releases included; of {@code ===}, which compares texts, all. */
    public VersionRanges ranges() {
        return ranges;
    }

    /** Whether the version is in range, pre-releases being allowed. */
    public boolean contains(Version candidate) {
        return operator == Operator.ARBITRARY ? matchesText(candidate.toString()) : ranges.contains(candidate);
    }

    /** {@code ===}: whether the texts are the same but for upper and lower case. */
    boolean matchesText(String candidate) {
        return candidate.toLowerCase(Locale.ROOT).equals(operand.toLowerCase(Locale.ROOT));
    }

    /**
     * Whether the text, read as a version, is in range, pre-releases being allowed. {@code ===} compares it as it stands. A text that is not a
     * version is in no other range, not even in that of {@code !=}.
     */
    public boolean containsText(String candidate) {
        if (operator == Operator.ARBITRARY) {
            return matchesText(candidate);
        }
        return Version.parse(candidate) instanceof Parsed.Ok<Version>(var parsed) && ranges.contains(parsed);
    }

    /** Whether the clause opts into pre-releases (see {@link SpecifierSet#namesPreRelease()}). */
    boolean namesPreRelease() {
        return operator != Operator.NOT_EQUAL && !wildcard && version != null && version.isPreRelease();
    }

    boolean boundsAbove() {
        return operator == Operator.LESS
                || operator == Operator.AT_MOST
                || operator == Operator.COMPATIBLE
                || operator == Operator.EQUAL && wildcard;
    }

    boolean pins() {
        return operator == Operator.ARBITRARY || operator == Operator.EQUAL && !wildcard;
    }

    /** Equal when the operators are the same and the versions are equal; operands with a wildcard or of {@code ===} are compared as texts. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Specifier that
                && operator == that.operator
                && wildcard == that.wildcard
                && (comparesText()
                        ? operand.equals(that.operand)
                        : Objects.equals(version, that.version)
                                && (operator != Operator.COMPATIBLE || releaseLength == that.releaseLength));
    }

    @Override
    public int hashCode() {
        return 31 * operator.hashCode() + (comparesText() ? operand.hashCode() : Objects.hashCode(version));
    }

    private boolean comparesText() {
        return wildcard || operator == Operator.ARBITRARY;
    }

    /** Operator and operand without a blank, otherwise as they were written. */
    @Override
    public String toString() {
        return operator + operand;
    }
}
