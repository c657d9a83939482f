package org.compatserver.wire.portfolio;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.compatserver.wire.Excerpt;
import org.compatserver.wire.portfolio.Portfolio.Place;
import org.compatserver.wire.portfolio.PortfolioReader.Files;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.jspecify.annotations.Nullable;

/**
 * Lines of requirements as in pip's requirements files ("Requirements File Format": comments, continued lines, {@code -r} and {@code -c}), with headings in
 * brackets beside that. Options that say how to install are refused by name.
 */
final class RequirementsFile {
    private static final int MOST_FILES = 100;
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)#.*$");
    private static final Pattern HEADING = Pattern.compile("\\[\\s*([^\\[\\]]*?)\\s*]");
    private static final int LONGEST_HEADING = 100;
    private static final Pattern OPTION = Pattern.compile("(--[A-Za-z][A-Za-z-]*|-[A-Za-z])(?:=|\\s*)(.*)");

    /** Where an option of a line of its own belongs instead. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("-i", "--index-url"),
            Map.entry("--index-url", "--index-url"),
            Map.entry("--pypi-url", "--index-url"),
            Map.entry("--extra-index-url", "--extra-index-url"),
            Map.entry("-f", "--find-links"),
            Map.entry("--find-links", "--find-links"),
            Map.entry("--pre", "--pre"),
            Map.entry("--only-binary", "--sources wheels"));

    private final Files files;
    private final Notes notes;
    private final Set<String> seen = new HashSet<>();
    private int hashes;

    RequirementsFile(Files files, Notes notes) {
        this.files = files;
        this.notes = notes;
    }

    void read(Source source) {
        seen.add(source.name());
        read(source, null, false);
        if (hashes > 0) {
            notes.notices.add(source.name() + ": hashes are not compared (" + hashes
                    + (hashes == 1 ? " line has" : " lines have") + " some): any file of a version counts");
        }
    }

    private void read(Source source, @Nullable String section, boolean constraints) {
        switch (TextBytes.read(source.name(), source.bytes())) {
            case Reading.Wrong<String>(var problems) -> notes.problems.addAll(problems);
            case Reading.Fine<String>(var text) -> {
                String heading = section;
                String[] lines = text.split("\r\n|\n|\r", -1);
                for (int i = 0; i < lines.length; i++) {
                    Place place = new Place(source.name(), i + 1);
                    StringBuilder joined = new StringBuilder(lines[i]);
                    while (continues(joined) && i + 1 < lines.length) {
                        joined.setLength(joined.length() - 1);
                        joined.append(lines[++i]);
                    }
                    String line = COMMENT.matcher(joined).replaceFirst("").strip();
                    if (line.startsWith("[")) {
                        heading = heading(place, line);
                    } else if (!line.isEmpty()) {
                        line(place, line, heading, constraints);
                    }
                }
            }
        }
    }

    /** A comment is not continued (as pip has it). */
    private static boolean continues(StringBuilder line) {
        return !line.isEmpty()
                && line.charAt(line.length() - 1) == '\\'
                && !line.toString().strip().startsWith("#");
    }

    private @Nullable String heading(Place place, String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()
                && !heading.group(1).isEmpty()
                && heading.group(1).length() <= LONGEST_HEADING
                && heading.group(1).chars().noneMatch(Character::isISOControl)) {
            return heading.group(1);
        }
        notes.problem(
                place,
                "'" + Excerpt.of(line)
                        + "' is no heading; one is a name in brackets, such as [web], on a line of its own");
        return null;
    }

    private void line(Place place, String line, @Nullable String section, boolean constraints) {
        if (line.startsWith("-")) {
            option(place, line, section, constraints);
            return;
        }
        int options = line.indexOf(" --");
        String requirement = options < 0 ? line : line.substring(0, options).strip();
        String rest = options < 0 ? "" : line.substring(options).strip();
        if (!rest.isEmpty() && !rest.matches("(--hash[= ]\\S+\\s*)+")) {
            notes.problem(
                    place, "'" + Excerpt.of(rest) + "' says how to install, and nothing is installed; leave it out");
            return;
        }
        hashes += rest.isEmpty() ? 0 : 1;
        notes.requirement(place, requirement, section, constraints);
    }

    private void option(Place place, String line, @Nullable String section, boolean constraints) {
        Matcher option = OPTION.matcher(line);
        String name = option.matches() ? option.group(1) : line.split("[\\s=]", 2)[0];
        String value = option.matches() ? option.group(2).strip() : "";
        switch (name) {
            case "-r", "--requirement" -> include(place, value, section, constraints);
            case "-c", "--constraint" -> include(place, value, section, true);
            case "-e", "--editable" ->
                notes.problem(
                        place,
                        "'" + Excerpt.of(line) + "' is a folder or an address, and only packages of the index are"
                                + " checked; name the project instead");
            default -> {
                String elsewhere = ELSEWHERE.get(name);
                notes.problem(
                        place,
                        "'" + Excerpt.of(name) + "' does not belong among the requirements; "
                                + (elsewhere == null
                                        ? "leave it out"
                                        : "pass " + elsewhere + " to the command instead"));
            }
        }
    }

    private void include(Place place, String name, @Nullable String section, boolean constraints) {
        if (name.isEmpty()) {
            notes.problem(place, "the name of a file is missing");
            return;
        }
        switch (files.include(place.file(), name)) {
            case Reading.Wrong<Source>(var problems) -> problems.forEach(problem -> notes.problem(place, problem));
            case Reading.Fine<Source>(var source) -> {
                if (seen.size() >= MOST_FILES) {
                    notes.problem(place, "more than " + MOST_FILES + " files are named, one by another");
                } else if (seen.add(source.name())) {
                    read(source, section, constraints);
                }
            }
        }
    }
}
