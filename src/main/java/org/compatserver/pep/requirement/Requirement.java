package org.compatserver.pep.requirement;

import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.version.SpecifierSet;
import org.jspecify.annotations.Nullable;

/**
 * A dependency specifier: {@code name[extra,…] specifiers ; marker}, or {@code name @ address ; marker} (PEP 508).
 *
 * @param name the project's name as it was spelled
 * @param project the project's name in normal form
 * @param extras the extras, sorted, without repetition
 * @param specifiers the version clauses; empty with an address
 * @param marker the environment in which it counts; null means everywhere
 * @param address the address of a direct reference; null for an index requirement
 */
public record Requirement(
        String name,
        ProjectName project,
        List<Extra> extras,
        SpecifierSet specifiers,
        @Nullable Marker marker,
        @Nullable String address) {

    public Requirement {
        extras = List.copyOf(extras);
    }

    /** Reads one requirement; blanks around it are allowed, anything after it is not. */
    public static Parsed<Requirement> parse(String text) {
        throw new UnsupportedOperationException("contract");
    }

    /** The canonical text, as Python's {@code packaging} prints it: {@code name[a,b]<2,>=1; marker}. */
    @Override
    public String toString() {
        throw new UnsupportedOperationException("contract");
    }
}
