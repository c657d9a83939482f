package org.compatserver.wire.portfolio;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.round.Expectation;
import org.compatserver.round.Expectation.What;
import org.compatserver.round.Result;
import org.compatserver.wire.Excerpt;
import org.compatserver.wire.Suggestion;
import org.compatserver.wire.portfolio.PortfolioReader.Source;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/**
 * Reads a file of expected failures: TOML, a table {@code [[expected]]} for each, which names {@code packages} (one, or a pair), a {@code cause} (who requires,
 * and what) or the {@code whole}, with a {@code reason} and the last day, {@code until}.
 */
public final class ExpectedReader {
    private static final List<String> KEYS =
            List.of("packages", "cause", "whole", "python", "platform", "result", "reason", "until");

    private final TomlText toml;
    private final List<String> problems = new ArrayList<>();

    private ExpectedReader(TomlText toml) {
        this.toml = toml;
    }

    /** The expectations, in the file's order. */
    public static Reading<List<Expectation>> read(Source source) {
        return switch (TomlText.read(source)) {
            case Reading.Wrong<TomlText>(var problems) -> new Reading.Wrong<>(problems);
            case Reading.Fine<TomlText>(var toml) -> new ExpectedReader(toml).read(toml.table());
        };
    }

    private Reading<List<Expectation>> read(TomlTable root) {
        for (String key : root.keySet()) {
            if (!key.equals("expected")) {
                problem(root, key, "'" + Excerpt.of(key) + "' is not known; each failure is a table [[expected]]");
            }
        }
        List<Expectation> expectations = new ArrayList<>();
        Object entries = root.get(List.of("expected"));
        if (entries instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof TomlTable entry) {
                    entry(entry, toml.place(array, i).toString(), expectations);
                } else {
                    problems.add(toml.place(array, i) + ": each failure is a table [[expected]]");
                }
            }
        } else if (entries != null) {
            problem(root, "expected", "each failure is a table [[expected]], with two brackets");
        }
        return problems.isEmpty() ? new Reading.Fine<>(expectations) : new Reading.Wrong<>(problems);
    }

    private void problem(TomlTable table, String key, String what) {
        problems.add(toml.place(table, key) + ": " + what);
    }

    private void entry(TomlTable entry, String place, List<Expectation> expectations) {
        int before = problems.size();
        for (String key : entry.keySet()) {
            if (!KEYS.contains(key)) {
                problem(
                        entry,
                        key,
                        "'" + Excerpt.of(key) + "' is not known."
                                + Suggestion.among(KEYS, key)
                                        .map(meant -> " Did you mean '" + meant + "'?")
                                        .orElse(""));
            }
        }
        What what = what(entry, place);
        String python = text(entry, "python");
        String platform = text(entry, "platform");
        String reason = text(entry, "reason");
        LocalDate until = until(entry, place);
        if (python != null && !(PythonVersion.parse(python, 13) instanceof Parsed.Ok<PythonVersion>)
                || python != null && python.indexOf('.') < 0) {
            problem(entry, "python", "'python' must be a version such as \"3.13\"");
        }
        if (reason == null && entry.get(List.of("reason")) == null || reason != null && reason.isBlank()) {
            problems.add(place + ": a 'reason' is missing: why this is put up with");
        }
        Platform there = platform(entry, platform);
        Result result = result(entry);
        if (problems.size() == before && what != null && until != null && reason != null) {
            expectations.add(new Expectation(what, python, there, result, reason.strip(), until, place));
        }
    }

    private @Nullable String text(TomlTable entry, String key) {
        Object value = entry.get(List.of(key));
        if (value == null || value instanceof String) {
            return (String) value;
        }
        problem(entry, key, "'" + key + "' must be a text");
        return null;
    }

    private @Nullable LocalDate until(TomlTable entry, String place) {
        Object value = entry.get(List.of("until"));
        if (value instanceof LocalDate date) {
            return date;
        }
        if (value == null) {
            problems.add(place + ": 'until' is missing: the last day on which this is put up with, such as 2027-01-31");
        } else {
            problem(entry, "until", "'until' must be a date such as 2027-01-31, without quotes");
        }
        return null;
    }

    private @Nullable Platform platform(TomlTable entry, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return switch (Platform.parse(text)) {
            case Parsed.Ok<Platform>(var platform) -> platform;
            case Parsed.Bad<Platform>(var problem) -> {
                problem(entry, "platform", Excerpt.withPlace(problem));
                yield null;
            }
        };
    }

    private @Nullable Result result(TomlTable entry) {
        String text = text(entry, "result");
        if (text == null) {
            return null;
        }
        for (Result result : Result.values()) {
            if (result != Result.SUCCESS && result.name().equals(text)) {
                return result;
            }
        }
        problem(entry, "result", "'result' must be CHECK_WARNING, INSTALL_ERROR or UNKNOWN");
        return null;
    }

    private @Nullable What what(TomlTable entry, String place) {
        long named = List.of("packages", "cause", "whole").stream()
                .filter(entry.keySet()::contains)
                .count();
        if (named != 1) {
            problems.add(
                    place + ": name one of 'packages' (one, or a pair), 'cause' (who requires, and what) and 'whole'");
            return null;
        }
        if (entry.keySet().contains("whole")) {
            if (!Boolean.TRUE.equals(entry.get(List.of("whole")))) {
                problem(entry, "whole", "'whole' is true or left out");
            }
            return new Expectation.OfWhole();
        }
        String key = entry.keySet().contains("cause") ? "cause" : "packages";
        List<ProjectName> names = names(entry, key);
        if (key.equals("packages") && names.size() == 1) {
            return new Expectation.OfPackage(names.getFirst());
        }
        if (names.size() == 2) {
            return key.equals("packages")
                    ? new Expectation.OfPair(names.getFirst(), names.getLast())
                    : new Expectation.OfCause(names.getFirst(), names.getLast());
        }
        problem(
                entry,
                key,
                key.equals("packages")
                        ? "'packages' must be an array of one or two names of packages"
                        : "'cause' must be an array of two names: who requires, and what it requires");
        return null;
    }

    /** Nothing where it is no array of different names. */
    private static List<ProjectName> names(TomlTable entry, String key) {
        if (!(entry.get(List.of(key)) instanceof TomlArray array)) {
            return List.of();
        }
        List<ProjectName> names = new ArrayList<>();
        for (Object value : array.toList()) {
            if (value instanceof String text
                    && ProjectName.parse(text) instanceof Parsed.Ok<ProjectName>(var name)
                    && !names.contains(name)) {
                names.add(name);
            } else {
                return List.of();
            }
        }
        return names;
    }
}
