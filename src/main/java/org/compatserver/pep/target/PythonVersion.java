package org.compatserver.pep.target;

import org.compatserver.pep.Parsed;

/** A CPython's exact version. */
public record PythonVersion(int major, int minor, int micro) {

    /**
     * Reads what a user may write: {@code 2} (2.7), {@code 3} (the given default), {@code 2.7}, {@code 3.6} to {@code 3.15}, or X.Y.Z of these. A minor
     * version alone means its newest patch in a dated table.
     *
     * @param three what {@code 3} means, a minor version of Python 3
     */
    public static Parsed<PythonVersion> parse(String text, int three) {
        throw new UnsupportedOperationException("contract");
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro;
    }
}
