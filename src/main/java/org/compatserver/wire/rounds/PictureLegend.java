package org.compatserver.wire.rounds;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Cause;
import org.compatserver.round.CauseSentences;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.Tally;
import org.compatserver.verdict.Question.Sources;
import org.jspecify.annotations.Nullable;

/** What stands beside the cells: what was checked, how it came out, the causes. */
final class PictureLegend {
    static final double WIDTH = 560;

    /** Causes after these have neither a line here nor a number in the cells. */
    static final int MOST_CAUSES = 10;

    /** Of a cause, after its first. */
    private static final int MOST_LINES = 4;

    private static final int LINE = 18;
    private static final int LONGEST = 88;

    private final Shown shown;
    private final int drawn;
    private final List<Line> lines = new ArrayList<>();

    /** A line, with a mark before it. */
    private record Line(Mark mark, @Nullable Result result, String badge, String text) {}

    private enum Mark {
        TITLE,
        PLAIN,
        SMALL,
        BOX,
        BADGE
    }

    PictureLegend(Shown shown, int drawn) {
        this.shown = shown;
        this.drawn = drawn;
        head();
        results();
        causes();
    }

    double height() {
        return lines.size() * LINE + 4;
    }

    private void add(Mark mark, String text) {
        lines.add(new Line(mark, null, "", cut(text, LONGEST)));
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1).stripTrailing() + "…";
    }

    private static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    private void head() {
        Plan plan = shown.round().plan();
        long size = plan.size();
        add(Mark.TITLE, count(size, "package") + ", " + count(size * (size - 1) / 2, "pair"));
        broken(targets(plan)).forEach(line -> add(Mark.SMALL, line));
        add(
                Mark.SMALL,
                (plan.asOf() == null
                                ? "at " + shown.round().begun().truncatedTo(ChronoUnit.SECONDS)
                                : "as of " + plan.asOf())
                        + sources(plan.sources()));
        if (drawn < size) {
            add(
                    Mark.SMALL,
                    String.format(Locale.ROOT, "shown: the %,d packages with most failures, of %,d", drawn, size));
        }
        add(Mark.PLAIN, "");
    }

    /** By platform: {@code CPython 3.12, 3.13 on manylinux_2_41_x86_64}. */
    private static String targets(Plan plan) {
        Map<String, List<Target>> byPlatform = plan.targets().stream()
                .collect(Collectors.groupingBy(
                        target -> target.platform().toString(), LinkedHashMap::new, Collectors.toList()));
        return byPlatform.entrySet().stream()
                .map(entry -> "CPython " + String.join(", ", pythons(entry.getValue())) + " on " + entry.getKey())
                .collect(Collectors.joining("; "));
    }

    /** Minor versions, where these tell them apart. */
    private static List<String> pythons(List<Target> targets) {
        List<String> minor =
                targets.stream().map(target -> target.python().minorVersion()).toList();
        return minor.stream().distinct().count() == minor.size()
                ? minor
                : targets.stream().map(target -> target.python().toString()).toList();
    }

    private static String sources(Sources sources) {
        return switch (sources) {
            case STATIC -> "";
            case WHEELS -> ", wheels only";
            case BUILD -> ", with builds";
        };
    }

    private void results() {
        Tally tally = shown.summary().all();
        long inherited =
                shown.summary().inherited().stream().mapToLong(Long::longValue).sum();
        for (Result result : Result.values()) {
            lines.add(new Line(
                    Mark.BOX, result, "", String.format(Locale.ROOT, "%,d %s", tally.of(result), words(result))));
        }
        long open = tally.open() + tally.due();
        if (open > 0) {
            lines.add(new Line(Mark.BOX, null, "", String.format(Locale.ROOT, "%,d are not decided", open)));
        }
        if (inherited > 0) {
            add(
                    Mark.SMALL,
                    String.format(Locale.ROOT, "pale: %,d pairs that only repeat a package's own failure", inherited));
        }
        if (shown.round().plan().targets().size() > 1) {
            add(Mark.SMALL, "a cell is its worst target, clashes first; a corner cut off: not on all targets");
        }
        add(Mark.PLAIN, "");
    }

    private static String words(Result result) {
        return switch (result) {
            case SUCCESS -> "checks fit, each package at its newest (SUCCESS)";
            case CHECK_WARNING -> "hold a package back (CHECK_WARNING)";
            case INSTALL_ERROR -> "cannot be installed (INSTALL_ERROR)";
            case UNKNOWN -> "are not known without building a file (UNKNOWN)";
        };
    }

    private void causes() {
        List<Cause> causes = shown.causes();
        if (causes.isEmpty()) {
            return;
        }
        add(Mark.TITLE, causes.size() == 1 ? "The cause" : "Causes");
        CauseSentences sentences = new CauseSentences(shown.round());
        for (int i = 0; i < Math.min(MOST_CAUSES, causes.size()); i++) {
            Cause cause = causes.get(i);
            String pairs =
                    count(cause.allPairs(), shown.round().plan().targets().size() == 1 ? "pair" : "check") + ": ";
            List<String> broken = broken(pairs + sentences.reason(cause));
            lines.add(new Line(Mark.BADGE, null, String.valueOf(i + 1), broken.getFirst()));
            broken.stream().skip(1).limit(MOST_LINES).forEach(text -> lines.add(new Line(Mark.BADGE, null, "", text)));
        }
        if (causes.size() > MOST_CAUSES) {
            add(Mark.SMALL, String.format(Locale.ROOT, "and %,d more", causes.size() - MOST_CAUSES));
        }
    }

    /** In lines that are not too long, where words allow it. */
    private static List<String> broken(String text) {
        List<String> broken = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > LONGEST - 4) {
                broken.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(cut(word, LONGEST - 4));
        }
        broken.add(line.toString());
        return broken;
    }

    void draw(Svg svg) {
        double y = 12;
        for (Line line : lines) {
            switch (line.mark()) {
                case TITLE -> svg.text(0, y, line.text(), "font-size", 15, "font-weight", "600");
                case PLAIN -> svg.text(0, y, line.text(), "font-size", 12);
                case SMALL ->
                    svg.text(0, y, line.text(), "font-size", 11, "fill", RoundPicture.FAINT, "xml:space", "preserve");
                case BOX -> {
                    svg.shape(
                            "rect",
                            "",
                            "y",
                            y - 10,
                            "width",
                            12,
                            "height",
                            12,
                            "fill",
                            RoundPicture.colour(line.result()),
                            "stroke",
                            line.result() == null ? RoundPicture.FAINT : "none");
                    svg.text(20, y, line.text(), "font-size", 12);
                }
                case BADGE -> {
                    svg.text(0, y, line.badge(), "font-size", 12, "font-weight", "700");
                    svg.text(20, y, line.text(), "font-size", 12);
                }
            }
            y += LINE;
        }
    }
}
