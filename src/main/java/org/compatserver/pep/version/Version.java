package org.compatserver.pep.version;

import org.compatserver.pep.Parsed;

/** A version in the sense of PEP 440; equal when they compare equal, so {@code 1.0} equals {@code 1.0.0}. */
public final class Version implements Comparable<Version> {

    /** Reads any spelling that PEP 440 allows, "Appendix B", blanks around it included. */
    public static Parsed<Version> parse(String text) {
        throw new UnsupportedOperationException("contract");
    }

    /**
     * The version written as {@code text}.
     *
     * @throws IllegalArgumentException if it is not a version
     */
    public static Version of(String text) {
        return parse(text).orElseThrow();
    }

    /** Whether it has a pre-release or a development part. */
    public boolean isPreRelease() {
        throw new UnsupportedOperationException("contract");
    }

    @Override
    public int compareTo(Version other) {
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

    /** The normal form of the text that was read; zeros at the end of the release are kept. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException("contract");
    }
}
