package org.compatserver.verdict;

import java.util.List;
import java.util.Locale;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Verdict.Alternative;
import org.jspecify.annotations.Nullable;

/** The sentences about answers that need no proof; both faces say the same by saying these. */
public final class Sentences {
    private Sentences() {}

    /** One to three sentences on a verdict; null where there is nothing to say. */
    public static @Nullable String description(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _ -> null;
            case Verdict.CheckWarning warning -> warning(warning);
            case Verdict.InstallError error -> firstLine(error.explanation().text());
            case Verdict.Unknown unknown -> unknown.description();
        };
    }

    private static String warning(Verdict.CheckWarning warning) {
        StringBuilder text = new StringBuilder();
        if (!warning.newestConflicts().isEmpty()) {
            text.append("With the newest releases: ")
                    .append(String.join(" ", warning.newestConflicts()))
                    .append(' ');
        }
        List<String> held = warning.heldBack().stream().map(Sentences::held).toList();
        text.append(Phrases.join(held, "and"));
        List<String> reasons =
                warning.heldBack().stream().map(HeldBack::because).distinct().toList();
        if (reasons.size() == 1) {
            text.append(", because ").append(reasons.getFirst());
        }
        return text.append('.').toString();
    }

    /** {@code a is held at 2.30.3, 16 releases and 171 days behind 2.44.0}. */
    public static String held(HeldBack held) {
        String lag = held.lagDays() == null ? "" : " and " + count(held.lagDays(), "day");
        return held.name() + " is held at " + held.to() + ", " + count(held.releasesBehind(), "release") + lag
                + " behind " + held.from();
    }

    /** {@code hold b at 2.5.0 (12 releases, 1,628 days behind)}. */
    public static String instead(Alternative alternative) {
        List<String> parts = alternative.heldBack().stream()
                .map(held -> "hold " + held.name() + " at " + held.to() + " ("
                        + count(held.releasesBehind(), "release")
                        + (held.lagDays() == null ? "" : ", " + count(held.lagDays(), "day")) + " behind)")
                .toList();
        return Phrases.join(parts, "and");
    }

    /** {@code The index does not know a project named 'x'.} */
    public static String unknownProjects(List<String> names) {
        List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
        return names.size() == 1
                ? "The index does not know a project named " + quoted.getFirst() + "."
                : "The index does not know projects named " + Phrases.join(quoted, "or") + ".";
    }

    /** A requirement whose marker is false on the target. */
    public static String dropped(Requirement requirement) {
        return "The requirement " + requirement + " does not count on this target: its marker is false there.";
    }

    /** No requirement is left. */
    public static String nothingLeft() {
        return "No requirement counts on this target, so there is nothing to install.";
    }

    /** An extra that a version does not have; it adds nothing. */
    public static String noExtra(String name, Version version, Extra extra) {
        return name + " " + version + " has no extra '" + extra + "'.";
    }

    /** The search for other maximal sets was cut short. */
    public static String notAllSets(int found) {
        return "The budget ended before every way of holding packages back was found: the best of " + found
                + " is shown.";
    }

    /** What the answer hangs on, when it hangs on files that only a build can read. */
    public static String unknown(List<Verdict.UnknownFile> files) {
        List<String> names = files.stream().map(Verdict.UnknownFile::file).toList();
        List<String> some = names.size() <= 4
                ? names
                : List.of(names.get(0), names.get(1), names.get(2), (names.size() - 3) + " more");
        return "The answer depends on what " + Phrases.join(some, "and") + (names.size() == 1 ? " needs" : " need")
                + ", which cannot be known without building.";
    }

    /** What an answer rests on, when it rests on egg-info and may not. */
    public static String assumedOnly(List<Verdict.UnknownFile> files) {
        List<String> names = files.stream().map(Verdict.UnknownFile::file).toList();
        return "The answer rests on the egg-info of " + Phrases.join(names, "and")
                + ", which a build may contradict, and a strict answer was asked for.";
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : noun + "s");
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }
}
