package org.compatserver.pep.requirement;

import org.compatserver.pep.Parsed;
import org.jspecify.annotations.Nullable;

/** An environment marker: a formula over the values of a {@link MarkerEnvironment} and one extra (PEP 508, "Environment Markers"). */
public final class Marker {
    /** Reads a marker, without the semicolon. */
    public static Parsed<Marker> parse(String text) {
        throw new UnsupportedOperationException("contract");
    }

    /**
     * Whether the marker holds.
     *
     * @param extra the one extra that is asked for; null for none, which reads as the empty text
     * @return a problem if a comparison is undefined, as {@code os_name ~= "x"} is (pip stops there)
     */
    public Parsed<Boolean> evaluate(MarkerEnvironment environment, @Nullable Extra extra) {
        throw new UnsupportedOperationException("contract");
    }

    /** The canonical text, as Python's {@code packaging} prints it. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException("contract");
    }
}
