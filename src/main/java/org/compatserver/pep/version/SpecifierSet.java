package org.compatserver.pep.version;

import java.util.List;
import org.compatserver.pep.Parsed;

/** Version clauses that must all hold (PEP 440, "Version specifiers"); empty means any version. */
public final class SpecifierSet {
    /** Reads clauses separated by commas; empty parts are dropped, as pip does. */
    public static Parsed<SpecifierSet> parse(String text) {
        throw new UnsupportedOperationException("contract");
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
        return of("");
    }

    /** The clauses of both. */
    public SpecifierSet and(SpecifierSet other) {
        throw new UnsupportedOperationException("contract");
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException("contract");
    }

    /** Whether the version is in range, pre-releases being allowed. */
    public boolean contains(Version version) {
        throw new UnsupportedOperationException("contract");
    }

    /**
     * Whether some clause opts into pre-releases: one other than {@code !=}, {@code ==X.*} and an unparsable {@code ===}, whose version has a
     * pre-release or development part (pip's rule).
     */
    public boolean namesPreRelease() {
        throw new UnsupportedOperationException("contract");
    }

    /** Whether some clause is {@code ==} without a wildcard, or {@code ===}: the ones that can admit a yanked file (PEP 592, pip's rule). */
    public boolean pins() {
        throw new UnsupportedOperationException("contract");
    }

    /**
     * Which of the versions are in range, pre-releases being allowed.
     *
     * @param ascending versions in ascending order
     * @return disjoint spans of indices in ascending order, none empty, none touching the next; found by binary search, so that 3,000 versions cost
     *     little more than 30
     */
    public List<Span> spans(List<Version> ascending) {
        throw new UnsupportedOperationException("contract");
    }

    /** A run of indices: {@code from} is in, {@code to} is not. */
    public record Span(int from, int to) {}

    /** The canonical text, as Python's {@code packaging} prints it: clauses sorted by text, joined by commas. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException("contract");
    }

    @Override
    public boolean equals(Object other) {
        throw new UnsupportedOperationException("contract");
    }

    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("contract");
    }
}
