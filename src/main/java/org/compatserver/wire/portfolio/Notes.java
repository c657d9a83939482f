package org.compatserver.wire.portfolio;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.wire.Excerpt;
import org.compatserver.wire.portfolio.Portfolio.Entry;
import org.compatserver.wire.portfolio.Portfolio.Place;
import org.jspecify.annotations.Nullable;

/** What is gathered while a portfolio is read. */
final class Notes {
    final List<Entry> entries = new ArrayList<>();
    final List<Requirement> constraints = new ArrayList<>();
    final List<String> notices = new ArrayList<>();
    final List<String> problems = new ArrayList<>();

    void problem(Place place, String what) {
        problems.add(place + ": " + what);
    }

    /** Takes a text as a requirement, or notes what is wrong with it. */
    void requirement(Place place, String text, @Nullable String section, boolean constraint) {
        switch (Requirement.parse(text)) {
            case Parsed.Bad<Requirement>(var problem) -> problem(place, notOne(text, problem));
            case Parsed.Ok<Requirement>(var requirement) -> {
                if (requirement.address() != null) {
                    problem(
                            place,
                            "'" + Excerpt.of(text) + "' names an address, and only packages of the index are checked;"
                                    + " name the project alone");
                } else if (constraint) {
                    constraints.add(requirement);
                } else {
                    entries.add(new Entry(requirement, section, place));
                }
            }
        }
    }

    private static String notOne(String text, Parsed.Problem problem) {
        if (text.matches("(?i)(\\.{0,2}[/\\\\]|[a-z][a-z0-9+.-]*://|[a-z]:\\\\).*")) {
            return "'" + Excerpt.of(text) + "' is a path or an address, and only packages of the index are checked;"
                    + " name the project instead";
        }
        return "not a requirement: " + Excerpt.withPlace(problem);
    }
}
