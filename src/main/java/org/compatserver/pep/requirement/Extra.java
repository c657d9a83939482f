package org.compatserver.pep.requirement;

import org.compatserver.pep.Parsed;

/**
 * The name of an optional set of requirements, in normal form (PEP 685: normalised as project names are).
 *
 * @param normalized the normal form
 */
public record Extra(String normalized) implements Comparable<Extra> {

    public static Parsed<Extra> parse(String text) {
        return ProjectName.parse(text).map(name -> new Extra(name.normalized()));
    }

    /**
     * The extra written as {@code text}.
     *
     * @throws IllegalArgumentException if it is not a valid name
     */
    public static Extra of(String text) {
        return parse(text).orElseThrow();
    }

    @Override
    public int compareTo(Extra other) {
        return normalized.compareTo(other.normalized);
    }

    @Override
    public String toString() {
        return normalized;
    }
}
