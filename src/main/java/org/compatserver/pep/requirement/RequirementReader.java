package org.compatserver.pep.requirement;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.version.SpecifierSet;
import org.jspecify.annotations.Nullable;

/** Reads a requirement (PEP 508, rule {@code specification}). Every method returns null after recording a problem at the cursor. */
final class RequirementReader {
    private final Cursor cursor;

    RequirementReader(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The whole text. */
    @Nullable
    Requirement requirement() {
        cursor.skipBlanks();
        String name = cursor.takeIdentifier();
        if (name == null) {
            cursor.fail("A requirement starts with the name of a project: ASCII letters, digits, '-', '_' and '.'");
            return null;
        }
        cursor.skipBlanks();
        SortedSet<Extra> extras = extras();
        if (extras == null) {
            return null;
        }
        cursor.skipBlanks();
        return cursor.take('@') ? withAddress(name, extras) : withSpecifiers(name, extras);
    }

    private @Nullable SortedSet<Extra> extras() {
        SortedSet<Extra> extras = new TreeSet<>();
        if (!cursor.take('[')) {
            return extras;
        }
        cursor.skipBlanks();
        if (cursor.take(']')) {
            return extras;
        }
        while (true) {
            String extra = cursor.takeIdentifier();
            if (extra == null) {
                cursor.fail("Expected the name of an extra");
                return null;
            }
            extras.add(Extra.of(extra));
            cursor.skipBlanks();
            if (cursor.take(']')) {
                return extras;
            }
            if (!cursor.take(',')) {
                cursor.fail("Expected ',' or ']' after an extra");
                return null;
            }
            cursor.skipBlanks();
        }
    }

    /** The address ends at a blank or at the end, so a marker must have a blank before its semicolon. */
    private @Nullable Requirement withAddress(String name, SortedSet<Extra> extras) {
        cursor.skipBlanks();
        int start = cursor.position();
        while (!cursor.isAtEnd() && !cursor.sees(' ') && !cursor.sees('\t')) {
            cursor.moveTo(cursor.position() + 1);
        }
        String address = cursor.text().substring(start, cursor.position());
        if (address.isEmpty()) {
            cursor.fail("Expected an address after '@'");
            return null;
        }
        cursor.skipBlanks();
        return finish(
                name, extras, SpecifierSet.any(), address, "Expected ';' or the end after an address and a blank");
    }

    private @Nullable Requirement withSpecifiers(String name, SortedSet<Extra> extras) {
        boolean parentheses = cursor.take('(');
        cursor.skipBlanks();
        switch (SpecifierSet.parseRun(cursor.text(), cursor.position())) {
            case Parsed.Bad<SpecifierSet.Run>(var problem) -> {
                cursor.fail(problem);
                return null;
            }
            case Parsed.Ok<SpecifierSet.Run>(SpecifierSet.Run(var specifiers, var end)) -> {
                cursor.moveTo(end);
                if (parentheses && !cursor.take(')')) {
                    cursor.fail("Expected ',' or ')' in parentheses around version clauses");
                    return null;
                }
                cursor.skipBlanks();
                return finish(
                        name,
                        extras,
                        specifiers,
                        null,
                        specifiers.isEmpty()
                                ? "Expected a version clause, ';' or the end"
                                : "Expected ',', ';' or the end after a version clause");
            }
        }
    }

    private @Nullable Requirement finish(
            String name,
            SortedSet<Extra> extras,
            SpecifierSet specifiers,
            @Nullable String address,
            String expectation) {
        Marker marker = null;
        if (cursor.take(';')) {
            marker = Marker.read(cursor);
            if (marker == null) {
                return null;
            }
        } else if (!cursor.isAtEnd()) {
            cursor.fail(expectation);
            return null;
        }
        return new Requirement(name, ProjectName.of(name), List.copyOf(extras), specifiers, marker, address);
    }
}
