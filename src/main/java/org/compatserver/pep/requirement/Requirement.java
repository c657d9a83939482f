package org.compatserver.pep.requirement;

import java.util.List;
import java.util.stream.Collectors;
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
    /** The longest text that is read as a requirement, in characters. */
    public static final int MAX_LENGTH = 20_000;

    public Requirement {
        extras = List.copyOf(extras);
    }

    /** Reads one requirement; blanks around it are allowed, anything after it is not. */
    public static Parsed<Requirement> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Parsed.bad(text, MAX_LENGTH, "A requirement has at most 20,000 characters");
        }
        Cursor cursor = new Cursor(text);
        return cursor.result(new RequirementReader(cursor).requirement());
    }

    /**
     * The requirement written as {@code text}.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Requirement of(String text) {
        return parse(text).orElseThrow();
    }

    /** The canonical text, as Python's {@code packaging} prints it: {@code name[a,b]<2,>=1; marker}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        if (!extras.isEmpty()) {
            text.append(extras.stream().map(Extra::toString).collect(Collectors.joining(",", "[", "]")));
        }
        text.append(specifiers);
        if (address != null) {
            text.append(" @ ").append(address).append(marker == null ? "" : " ");
        }
        return marker == null
                ? text.toString()
                : text.append("; ").append(marker).toString();
    }
}
