package org.compatserver.verdict;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/** The sentences about answers that need no proof; both faces say the same by saying these. */
public final class Sentences {
    /** A description has so many sentences at most, and before them so many lines of pip check. */
    private static final int MOST_SENTENCES = 3;

    /** No one reads more changes that somebody could make. */
    private static final int MOST_REMEDIES = 3;

    /** A reason is made of so many lines at most; in a description, of so many. */
    private static final int MOST_LINES = 12;

    private static final int MOST_LINES_IN_DESCRIPTION = 3;

    private static final String ASKED_FOR = " is asked for";

    /** What others wrote is told up to so many characters. */
    private static final int LONGEST = 300;

    private Sentences() {}

    /** One to three sentences on a verdict, those on what is held back after what pip check would print; null where there is nothing to say. */
    public static @Nullable String description(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _ -> null;
            case Verdict.CheckWarning warning -> warning(warning);
            case Verdict.InstallError error -> error.explanation().summary();
            case Verdict.Unknown unknown -> unknown.description();
        };
    }

    /** The same in one sentence to each thing that it says, always with a reason where there is one; without what pip check would print. */
    public static @Nullable String inShort(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _, Verdict.Unknown _ -> description(verdict);
            case Verdict.CheckWarning warning -> String.join(" ", heldBack(warning));
            case Verdict.InstallError error -> withReason(error.explanation());
        };
    }

    private static String withReason(Explanation explanation) {
        String summary = explanation.summary();
        return summary.contains(": ") || explanation.lines().isEmpty() || !summary.endsWith(".")
                ? summary
                : summary.substring(0, summary.length() - 1) + ": "
                        + because(explanation.lines(), MOST_LINES_IN_DESCRIPTION) + ".";
    }

    private static String warning(Verdict.CheckWarning warning) {
        List<String> sentences = new ArrayList<>();
        if (!warning.newestConflicts().isEmpty()) {
            sentences.add("With the newest releases: " + some(warning.newestConflicts()));
        }
        sentences.addAll(heldBack(warning));
        return String.join(" ", sentences);
    }

    private static List<String> heldBack(Verdict.CheckWarning warning) {
        List<String> sentences = new ArrayList<>();
        for (HeldBack held : warning.heldBack()
                .subList(0, Math.min(MOST_SENTENCES, warning.heldBack().size()))) {
            String from = held.from().toString();
            String to = held.to().toString();
            sentences.add(held(held.name(), from, to, held.releasesBehind(), held.lagDays()) + ", because "
                    + because(held.lines(), MOST_LINES_IN_DESCRIPTION) + ".");
        }
        return sentences;
    }

    private static String some(List<String> conflicts) {
        int more = conflicts.size() - MOST_SENTENCES;
        return more <= 0
                ? String.join(" ", conflicts)
                : String.join(" ", conflicts.subList(0, MOST_SENTENCES)) + " And " + more + " more.";
    }

    /** Said where the budget ended before the reason was found. */
    public static Line nothingNewer() {
        return new Line("nothing newer fits with the rest (the budget ended before the reason was found)", List.of());
    }

    /** Several sentences of explanations of different things. */
    public static String joined(List<Explanation> explanations) {
        return explanations.stream().map(Explanation::summary).collect(Collectors.joining(" "));
    }

    /** Lines as one clause; many are set apart by semicolons, and cut. */
    static String because(List<Line> lines) {
        return because(lines, MOST_LINES);
    }

    private static String because(List<Line> lines, int most) {
        if (Line.makeASentence(lines)) {
            return lines.isEmpty() ? "nothing newer fits" : clause(lines);
        }
        List<String> some = lines.stream().limit(most).map(Line::text).collect(Collectors.toCollection(ArrayList::new));
        if (lines.size() > some.size()) {
            some.add("and " + count(lines.size() - some.size(), "more line"));
        }
        return String.join("; ", some);
    }

    /** A line that says what was asked for, where that is a side of a conflict. */
    static String askedFor(Requirement requirement) {
        return Statements.withoutMarker(requirement) + ASKED_FOR;
    }

    /** Lines as one clause: what is said of the same versions is joined. */
    static String clause(List<Line> lines) {
        boolean simple = lines.stream().noneMatch(line -> line.text().contains(", "));
        StringBuilder text = new StringBuilder();
        Verb before = new Verb("", "", "");
        for (Line line : lines) {
            Verb verb = Verb.of(line.text());
            boolean needs = verb.verb().startsWith("need");
            boolean same = verb.who().equals(before.who());
            if (text.isEmpty()) {
                text.append(line.text());
            } else if (line.text().endsWith(ASKED_FOR)) {
                text.append(", while ").append(line.text());
            } else if (needs) {
                boolean joined = same && before.verb().equals(verb.verb());
                text.append(simple ? " and " : ", and ").append(joined ? verb.rest() : line.text());
            } else {
                text.append(same ? " or " + verb.verb() + " " + verb.rest() : "; " + line.text());
            }
            before = verb;
        }
        return text.toString();
    }

    /** Of a line: whom it is about, its verb, and the rest. */
    private record Verb(String who, String verb, String rest) {
        private static final Pattern VERB = Pattern.compile("^(.+?) (needs?|have|has|is|are|was|were) (.*)$");

        static Verb of(String line) {
            Matcher matcher = VERB.matcher(line);
            return matcher.matches()
                    ? new Verb(matcher.group(1), matcher.group(2), matcher.group(3))
                    : new Verb(line, "", "");
        }
    }

    /**
     * {@code a is held at 2.30.3, 16 releases before 2.44.0 (newer ones have been out for 171 days)}; without days where that is not known.
     *
     * @param lagDays since the first newer release
     */
    public static String held(String name, String from, String to, int releasesBehind, @Nullable Long lagDays) {
        return name + " is held at " + to + ", " + behind(from, releasesBehind, lagDays, "have been out for ");
    }

    /** {@code b at 2.5.0, 12 releases before 2.9.2 (newer ones out for 1,628 days)}. */
    public static String heldInBrief(String name, String from, String to, int releasesBehind, @Nullable Long lagDays) {
        return name + " at " + to + ", " + behind(from, releasesBehind, lagDays, "out for ");
    }

    /** {@code 171 days}; where that is not known, {@code 16 releases}. */
    static String lag(HeldBack held) {
        Long days = held.lagDays();
        return days == null ? count(held.releasesBehind(), "release") : count(days, "day");
    }

    private static String behind(String from, int releases, @Nullable Long days, String out) {
        String counted = count(releases, "release") + " before " + from;
        return days == null ? counted : counted + " (newer ones " + out + count(days, "day") + ")";
    }

    /** {@code The index does not know a project named 'x'.} */
    public static String unknownProjects(List<String> names) {
        List<String> quoted = names.stream().map(name -> "'" + name + "'").toList();
        return names.size() == 1
                ? "The index does not know a project named " + quoted.getFirst() + "."
                : "The index does not know projects named " + Phrases.join(quoted, "or") + ".";
    }

    /**
     * Something else answered because the index failed.
     *
     * @param problem what failed, without a full stop
     * @param since when the oldest page of it was fetched
     */
    public static String insteadOfTheIndex(String problem, Context.IndexSource source, Instant since) {
        String time = since.truncatedTo(ChronoUnit.SECONDS).toString();
        return problem + "; answered from "
                + switch (source) {
                    case LIVE -> "pages fetched since " + time;
                    case CACHE -> "kept pages, the oldest fetched " + time;
                    case SNAPSHOT -> "the snapshot that ships with the program, recorded " + time;
                }
                + ".";
    }

    /** What a moment does not undo. */
    public static String asOf(Instant moment, Instant now) {
        return moment.isAfter(now)
                ? "The moment " + moment + " is in the future: what is uploaded until then does not count."
                : "Yanks and deletions carry no date: those of today count.";
    }

    /** What history does not tell. */
    public static String datesOfYanks() {
        return "Yanks and deletions carry no date: those of today count at every moment.";
    }

    /** Releases that may have been the newest before they were yanked. */
    public static String yankedBetween(String name, List<Version> versions) {
        List<String> texts = versions.stream().map(Version::toString).toList();
        return name + " " + Phrases.join(some(texts, "releases"), "and")
                + (versions.size() == 1
                        ? " is yanked today, and yanks carry no date: it does not count at any moment, though it may"
                        : " are yanked today, and yanks carry no date: they do not count at any moment, though each may")
                + " have been the newest for a time.";
    }

    /** Of more than four the first three, and how many others there are. */
    private static List<String> some(List<String> texts, String what) {
        return texts.size() <= 4
                ? texts
                : List.of(texts.get(0), texts.get(1), texts.get(2), (texts.size() - 3) + " more " + what);
    }

    /** Files of these projects have no upload time. */
    public static String withoutTimes(Collection<ProjectName> projects) {
        List<String> names = projects.stream().map(ProjectName::normalized).toList();
        return "The index gives no upload time for files of " + Phrases.join(some(names, "projects"), "and")
                + ": they count as always there.";
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

    /**
     * A version that is taken though it is yanked.
     *
     * @param reason as who yanked it gave it; null where none was given
     */
    public static String yanked(String name, Version version, @Nullable String reason) {
        return name + " " + version + " is yanked" + (reason == null ? "." : ": " + quoted(reason));
    }

    /** What others wrote, on one line, as a sentence's end; cut where it is long. */
    static String quoted(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        String told = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
        return told.endsWith(".") ? told : told + ".";
    }

    /** Versions of these projects could be admitted only by a release that was not looked at. */
    public static String leftAside(Collection<ProjectName> projects) {
        return "Pre-releases and yanked versions of "
                + Phrases.join(projects.stream().map(ProjectName::normalized).toList(), "and")
                + " were not tried: no release that was read asks for one, and there are too many releases to read all.";
    }

    /** What the index says of a project that is not simply active (PEP 792). */
    public static String status(ProjectName project, String status) {
        return "The index says that '" + project + "' is " + status + ".";
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

    /** Why something was not found out. */
    public static final String BUDGET = "the budget ended before";

    /** Why something was not tried. */
    public static final String TOO_MANY = "only so many are tried for in one answer; compat why NAME tries for one";

    /** A way out that is certain only once files were built. */
    public static String doubtfulWayOut(Map<String, Version> held) {
        List<String> parts = held.entrySet().stream()
                .map(one -> one.getKey() + " at " + one.getValue())
                .toList();
        return "Whether holding " + Phrases.join(parts, "and")
                + " would do instead depends on files that only a build can read; what is older was not tried.";
    }

    /** Said in place of the dragged dependencies. */
    public static String draggedIsNotKnown(String problem) {
        return "Which dependencies would be newer without the other packages is not said: " + problem + ".";
    }

    /** What would make packages fit, a sentence each; in short of many some. */
    public static List<String> remedies(List<Remedy> remedies, Question.Detail detail) {
        long most = switch (detail) {
            case SHORT -> MOST_REMEDIES;
            case FULL -> remedies.size();
        };
        List<String> sentences = new ArrayList<>(
                remedies.stream().limit(most).map(Sentences::remedy).toList());
        int more = remedies.size() - sentences.size();
        if (more > 0) {
            sentences.add("And with " + count(more, "other change") + ".");
        }
        return sentences;
    }

    /** What would make packages fit. */
    public static String remedy(Remedy remedy) {
        return switch (remedy) {
            case Remedy.None(Remedy.Certainty certainty) -> nothing(certainty);
            case Remedy.Release _, Remedy.Ask _, Remedy.Constrain _, Remedy.Together _, Remedy.OtherPython _ ->
                "It would fit with " + change(remedy) + ".";
        };
    }

    private static String nothing(Remedy.Certainty certainty) {
        return switch (certainty) {
            case NOTHING -> "No one requirement, and no two together, are all that is in the way.";
            case NOTHING_KNOWN ->
                "Whether one requirement, or two together, are all that is in the way depends on files that cannot be read without building.";
            case NOT_FOUND -> "What would free it was not found; not everything was tried.";
        };
    }

    /** {@code a release of a that allows c 7.35.1 (2.9.2 needs c<5)}. */
    static String change(Remedy remedy) {
        return switch (remedy) {
            case Remedy.Release release -> releases(List.of(release));
            case Remedy.Ask(Requirement requirement, Version taken) ->
                taken(requirement, taken) + " (" + Statements.withoutMarker(requirement) + " is asked for)";
            case Remedy.Constrain(Requirement constraint, Version taken) ->
                taken(constraint, taken) + " (which the constraint " + Statements.withoutMarker(constraint)
                        + " excludes)";
            case Remedy.Together(List<Remedy> parts) -> together(parts);
            case Remedy.OtherPython(Version minor, List<Remedy.Taken> taken) ->
                "Python " + minor + " ("
                        + Phrases.join(
                                taken.stream()
                                        .limit(MOST_SENTENCES)
                                        .map(one -> one.project() + " " + one.version())
                                        .toList(),
                                "and")
                        + (taken.size() > MOST_SENTENCES ? " and more)" : ")");
            case Remedy.None _ -> "nothing";
        };
    }

    /** In place of lines of an argument. */
    static String moreLines(int lines, Question.Detail detail) {
        return switch (detail) {
            case SHORT -> "  (" + count(lines, "line") + " of argument with explain=full)";
            case FULL -> "  (" + count(lines, "more line") + ")";
        };
    }

    /** What has to be done to one release is said once. */
    private static String together(List<Remedy> parts) {
        Map<String, List<Remedy.Release>> releases = new LinkedHashMap<>();
        List<String> changes = new ArrayList<>();
        for (Remedy part : parts) {
            if (part instanceof Remedy.Release release) {
                releases.computeIfAbsent(release.name(), name -> new ArrayList<>())
                        .add(release);
            } else {
                changes.add(change(part));
            }
        }
        releases.values().forEach(list -> changes.add(releases(list)));
        return Phrases.join(changes, "and");
    }

    /** Of one version. */
    private static String releases(List<Remedy.Release> parts) {
        Remedy.Release first = parts.getFirst();
        List<String> allowed = parts.stream()
                .map(part -> taken(part.requirement(), part.taken()))
                .toList();
        List<String> needed = parts.stream()
                .map(part -> Statements.withoutMarker(part.requirement()))
                .toList();
        return "a release of " + first.name() + " that allows " + Phrases.join(allowed, "and") + " (" + first.version()
                + " needs " + Phrases.join(needed, "and") + ")";
    }

    /** The version; or, if the requirement pins it, one like it that is still to be released. */
    private static String taken(Requirement requirement, Version version) {
        return requirement.specifiers().contains(version)
                ? "another " + requirement.project()
                : requirement.project() + " " + version;
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : noun + "s");
    }
}
