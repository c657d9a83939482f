package org.compatserver.wire.portfolio;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.wire.Excerpt;
import org.compatserver.wire.portfolio.Portfolio.Place;
import org.compatserver.wire.portfolio.PortfolioReader.Chosen;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** The dependencies of a pyproject.toml (PEP 621), and those of its extras and dependency groups (PEP 735) that are chosen. */
final class PyprojectFile {
    private final TomlText toml;
    private final Chosen chosen;
    private final Notes notes;
    private final Set<String> taken = new HashSet<>();

    private PyprojectFile(TomlText toml, Chosen chosen, Notes notes) {
        this.toml = toml;
        this.chosen = chosen;
        this.notes = notes;
    }

    static void read(Source source, Chosen chosen, Notes notes) {
        switch (TomlText.read(source)) {
            case Reading.Wrong<TomlText>(var problems) -> notes.problems.addAll(problems);
            case Reading.Fine<TomlText>(var toml) -> new PyprojectFile(toml, chosen, notes).read();
        }
    }

    private void read() {
        TomlTable project = TomlText.table(toml.table(), "project");
        if (project == null && chosen.groups().isEmpty()) {
            notes.problem(new Place(toml.name(), 1), "there is no [project] table, which lists dependencies (PEP 621)");
            return;
        }
        if (project != null) {
            dependencies(project);
            for (String extra : chosen.extras()) {
                extra(project, extra, null);
            }
        } else if (!chosen.extras().isEmpty()) {
            notes.problems.add(toml.name() + ": there is no [project] table, so there are no extras");
        }
        for (String group : chosen.groups()) {
            group(TomlText.table(toml.table(), "dependency-groups"), group, null);
        }
    }

    private void dependencies(TomlTable project) {
        TomlArray dynamic = project.get(List.of("dynamic")) instanceof TomlArray array ? array : null;
        if (dynamic != null && dynamic.toList().contains("dependencies")) {
            notes.problem(
                    toml.place(project, "dynamic"),
                    "the dependencies are left to the build (dynamic), so this file does not tell them");
        }
        Object dependencies = project.get(List.of("dependencies"));
        if (dependencies instanceof TomlArray array) {
            requirements(project, array, null);
        } else if (dependencies != null) {
            notes.problem(toml.place(project, "dependencies"), "'dependencies' must be an array of texts");
        }
    }

    private void extra(TomlTable project, String name, @Nullable Place from) {
        if (!taken.add("extra " + normal(name))) {
            return;
        }
        TomlTable extras = TomlText.table(project, "optional-dependencies");
        switch (named(extras, name)) {
            case null -> missing("extra", name, "[project.optional-dependencies]", extras, from);
            case TomlArray array -> requirements(project, array, name);
        }
    }

    /** Takes requirements; one of the project itself stands for its extras. */
    private void requirements(TomlTable project, TomlArray array, @Nullable String section) {
        for (int i = 0; i < array.size(); i++) {
            Place place = toml.place(array, i);
            if (!(array.get(i) instanceof String text)) {
                notes.problem(place, "a requirement must be a text");
                continue;
            }
            Requirement itself = ofItself(project, text);
            if (itself == null) {
                notes.requirement(place, text, section, false);
            } else {
                itself.extras().forEach(extra -> extra(project, extra.toString(), place));
            }
        }
    }

    private static @Nullable Requirement ofItself(TomlTable project, String text) {
        return project.get(List.of("name")) instanceof String name
                        && ProjectName.parse(name) instanceof Parsed.Ok<ProjectName>(var own)
                        && Requirement.parse(text) instanceof Parsed.Ok<Requirement>(var requirement)
                        && requirement.project().equals(own)
                ? requirement
                : null;
    }

    private void group(@Nullable TomlTable groups, String name, @Nullable Place from) {
        if (!taken.add("group " + normal(name))) {
            return;
        }
        TomlArray array = named(groups, name);
        if (array == null) {
            missing("group", name, "[dependency-groups]", groups, from);
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            Place place = toml.place(array, i);
            switch (array.get(i)) {
                case String text -> notes.requirement(place, text, name, false);
                case TomlTable table
                when table.keySet().equals(Set.of("include-group"))
                        && table.get(List.of("include-group")) instanceof String other -> group(groups, other, place);
                default -> notes.problem(place, "a group holds texts, and tables such as {include-group = \"test\"}");
            }
        }
    }

    /** @param from where the file names it; null where the asker does */
    private void missing(String what, String name, String where, @Nullable TomlTable table, @Nullable Place from) {
        String there =
                table == null ? "" : table.keySet().stream().sorted().limit(20).collect(Collectors.joining(", "));
        notes.problems.add((from == null ? toml.name() : from) + ": there is no " + what + " '" + Excerpt.of(name)
                + "' in " + where + (there.isEmpty() ? "" : "; there are: " + Excerpt.of(there)));
    }

    /** The array of a name, whichever way it is spelled. */
    private static @Nullable TomlArray named(@Nullable TomlTable table, String name) {
        if (table == null) {
            return null;
        }
        List<String> same = new ArrayList<>(table.keySet().stream()
                .filter(key -> normal(key).equals(normal(name)))
                .collect(Collectors.toList()));
        return same.isEmpty() ? null : table.get(List.of(same.getFirst())) instanceof TomlArray array ? array : null;
    }

    private static String normal(String name) {
        return ProjectName.parse(name) instanceof Parsed.Ok<ProjectName>(var project) ? project.normalized() : name;
    }
}
