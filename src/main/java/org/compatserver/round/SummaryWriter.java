package org.compatserver.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.compatserver.verdict.Question.Sources;

/** A round's summary as text for people: what was checked, counts, packages and whole sets that fail, then causes, those of most pairs first. */
public final class SummaryWriter {
    /** The width in which lines are broken, in columns. */
    private static final int WIDTH = 130;

    private static final String INDENT = "  ";

    /** Of what is said of a cause. */
    private static final String UNDER = "   ";

    private static final int MOST_NAMES = 5;
    private static final int MOST_AILING = 10;
    private static final int MOST_LINES = 6;

    private final Summary summary;
    private final Round round;
    private final Plan plan;
    private final TargetLabels labels;
    private final CauseSentences sentences;
    private final int mostCauses;
    private final List<String> lines = new ArrayList<>();

    private SummaryWriter(Summary summary, int mostCauses) {
        this.summary = summary;
        this.round = summary.round();
        this.plan = round.plan();
        this.labels = TargetLabels.of(plan.targets());
        this.sentences = new CauseSentences(round);
        this.mostCauses = mostCauses;
    }

    /**
     * Lines, each with its end.
     *
     * @param mostCauses how many causes are told; the others are counted
     */
    public static String text(Summary summary, int mostCauses) {
        SummaryWriter writer = new SummaryWriter(summary, mostCauses);
        writer.head();
        writer.counts();
        writer.rules();
        writer.ailing();
        writer.unasked();
        writer.wholes();
        writer.causes();
        return String.join("\n", writer.lines) + "\n";
    }

    private void add(String indent, String text) {
        lines.addAll(Lists.wrapped(text, WIDTH, indent, indent + INDENT));
    }

    private void head() {
        long size = plan.size();
        add(
                "",
                "Round " + round.id() + ": " + Lists.count(plan.checks(), "check") + " of "
                        + Lists.count(size, "package")
                        + (size == 1
                                ? ", by itself"
                                : ", by themselves and in " + Lists.count(size * (size - 1) / 2, "pair"))
                        + ", on " + where());
        Tally all = summary.all();
        if (all.due() > 0) {
            add(INDENT, "It is not finished: " + Lists.count(all.due(), "check") + " still to be done.");
        }
    }

    private String where() {
        List<String> parts = new ArrayList<>();
        parts.add("CPython "
                + Lists.join(
                        plan.targets().stream()
                                .map(target -> target.python().toString())
                                .distinct()
                                .toList(),
                        "and"));
        parts.add(Lists.join(
                plan.targets().stream()
                        .map(Target::platform)
                        .distinct()
                        .map(Object::toString)
                        .toList(),
                "and"));
        if (plan.sources() != Sources.STATIC) {
            parts.add(plan.sources() == Sources.WHEELS ? "wheels only" : "with builds");
        }
        if (plan.asOf() != null) {
            parts.add("as of " + plan.asOf());
        }
        return String.join(", ", parts);
    }

    /** A table: a line a target, and one of their sums. */
    private void counts() {
        boolean due = summary.all().due() > 0;
        List<String> head = new ArrayList<>(List.of(""));
        for (Result result : Result.values()) {
            head.add(result.toString());
        }
        head.add("not decided");
        List<List<String>> table = new ArrayList<>(List.of(head));
        for (int target = 0; target < summary.pairs().size(); target++) {
            table.add(counts(
                    labels.name(target),
                    summary.alone().get(target).plus(summary.pairs().get(target)),
                    due));
        }
        if (table.size() > 2) {
            table.add(counts("all", summary.all(), due));
        }
        if (due) {
            head.add("to do");
        }
        lines.add("");
        table.forEach(row -> lines.add(INDENT + line(row, table)));
        lines.add("");
    }

    private static List<String> counts(String label, Tally tally, boolean due) {
        List<String> row = new ArrayList<>(List.of(label));
        for (Result result : Result.values()) {
            row.add(Lists.count(tally.of(result)));
        }
        row.add(Lists.count(tally.open()));
        if (due) {
            row.add(Lists.count(tally.due()));
        }
        return row;
    }

    private static String line(List<String> row, List<List<String>> table) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = table.stream()
                    .mapToInt(other -> other.get(at).length())
                    .max()
                    .orElse(1);
            String form = column == 0 ? "%-" + Math.max(1, width) + "s" : "  %" + width + "s";
            line.append(String.format(Locale.ROOT, form, row.get(column)));
        }
        return line.toString();
    }

    private void rules() {
        Tally all = summary.all();
        List<String> rules = new ArrayList<>();
        all.rules().forEach((rule, many) -> {
            if (many > 0) {
                rules.add(Lists.count(many) + " " + words(rule));
            }
        });
        List<String> origins = new ArrayList<>();
        all.origins().forEach((origin, many) -> {
            if (many > 0) {
                origins.add(Lists.count(many) + " " + words(origin));
            }
        });
        if (!rules.isEmpty()) {
            add(INDENT, "Settled: " + String.join(", ", rules) + "; " + String.join(", ", origins) + ".");
        }
    }

    private static String words(Rule rule) {
        return switch (rule) {
            case ALONE -> "by solving for a package";
            case INHERITED -> "by a package's own failure";
            case UNION -> "by joining two answers";
            case PATCH -> "by laying one answer over another";
            case SIGNATURE -> "by what was learned of other pairs";
            case SOLVER -> "by solving for a pair";
        };
    }

    private static String words(Origin origin) {
        return switch (origin) {
            case COMPUTED -> "worked out";
            case SHARED -> "shared between targets";
            case KEPT -> "kept from an earlier round";
        };
    }

    private void ailing() {
        List<Summary.Ailing> all = summary.ailing();
        for (Summary.Ailing one : all.subList(0, Math.min(MOST_AILING, all.size()))) {
            int target =
                    one.texts().keySet().stream().max((a, b) -> newer(a, b)).orElseThrow();
            boolean same = one.texts().values().stream().distinct().count() == 1;
            add(
                    INDENT,
                    itself(one) + ". "
                            + (same ? "" : "On " + labels.name(target) + ": ")
                            + one.texts().get(target));
        }
        if (all.size() > MOST_AILING) {
            add(INDENT, "And " + Lists.count(all.size() - MOST_AILING) + " more by themselves.");
        }
    }

    private String itself(Summary.Ailing one) {
        return sentences.words(one.number()) + " by itself on "
                + labels.names(List.copyOf(one.texts().keySet())) + ": " + one.result();
    }

    private int newer(int target, int other) {
        return plan.targets()
                .get(target)
                .python()
                .version()
                .compareTo(plan.targets().get(other).python().version());
    }

    /** What is not asked for on a target, since no requirement of it counts there. */
    private void unasked() {
        Map<List<Integer>, List<String>> names = new LinkedHashMap<>();
        for (int number = 0; number < plan.size(); number++) {
            int package_ = number;
            List<Integer> targets = IntStream.range(0, round.sheets().size())
                    .filter(target -> isUnasked(round.sheets().get(target).alone(), package_))
                    .boxed()
                    .toList();
            if (!targets.isEmpty()) {
                names.computeIfAbsent(targets, on -> new ArrayList<>())
                        .add(plan.project(number).toString());
            }
        }
        names.forEach((targets, some) -> add(
                INDENT,
                Lists.some(some, MOST_NAMES) + (some.size() == 1 ? " is" : " are") + " not asked for on "
                        + labels.names(targets)
                        + (some.size() == 1 ? ": its marker is" : ": their markers are") + " false there."));
    }

    private static boolean isUnasked(List<Alone> alone, int number) {
        return number < alone.size() && !alone.get(number).isAsked();
    }

    private void wholes() {
        int most = round.sheets().stream()
                .mapToInt(sheet -> sheet.wholes().size())
                .max()
                .orElse(0);
        for (int place = 0; place < most; place++) {
            Map<String, List<Integer>> targets = new LinkedHashMap<>();
            for (int target = 0; target < round.sheets().size(); target++) {
                List<Whole> wholes = round.sheets().get(target).wholes();
                if (place < wholes.size()) {
                    targets.computeIfAbsent(whole(wholes.get(place), place), text -> new ArrayList<>())
                            .add(target);
                }
            }
            targets.forEach((text, on) -> add(INDENT, text.replaceFirst("@", labels.names(on))));
        }
    }

    /** A whole set; an at-sign stands for its targets. */
    private String whole(Whole whole, int place) {
        String head = (place == 0
                        ? "All together"
                        : "Without what cannot be installed by itself, the other " + Lists.count(whole.packages())
                                + " together")
                + " on @: ";
        Result result = whole.result();
        if (result == null) {
            return head + "not decided. " + whole.text();
        }
        if (result == Result.CHECK_WARNING) {
            return head + result + ", " + held(whole);
        }
        return head + result + "." + (whole.text().isEmpty() ? "" : " " + whole.text());
    }

    private static String held(Whole whole) {
        List<String> held = whole.held().entrySet().stream()
                .map(one -> one.getKey() + " at " + one.getValue())
                .toList();
        return Lists.count(held.size()) + " held back: " + Lists.some(held, MOST_NAMES) + ".";
    }

    private void causes() {
        Tally pairs = summary.allPairs();
        if (pairs.failing() == 0) {
            return;
        }
        long inherited = sum(summary.inherited());
        long unexplained = sum(summary.unexplained());
        List<Cause> causes = summary.causes();
        long between = causes.stream().filter(this::isBetween).count();
        long explained = causes.stream()
                .filter(this::isBetween)
                .mapToLong(Cause::allPairs)
                .sum();
        long unknowable = pairs.failing() - explained - inherited - unexplained;
        List<String> parts = new ArrayList<>();
        if (explained > 0) {
            parts.add(Lists.count(explained) + " by " + Lists.count(between, "clash", "clashes") + " of releases");
        }
        if (inherited > 0) {
            parts.add(Lists.count(inherited) + " only by what a package cannot do by itself");
        }
        if (unknowable > 0) {
            parts.add(Lists.count(unknowable) + " by files that cannot be read without building");
        }
        if (unexplained > 0) {
            parts.add(Lists.count(unexplained) + " for a reason that was not found out");
        }
        lines.add("");
        add(
                INDENT,
                Lists.count(pairs.failing(), "check of a pair is", "checks of pairs are") + " not SUCCESS: "
                        + String.join(", ", parts) + ".");
        IntStream.range(0, Math.min(mostCauses, causes.size())).forEach(i -> cause(i + 1, causes.get(i)));
        if (causes.size() > mostCauses) {
            List<Cause> others = causes.subList(mostCauses, causes.size());
            add(
                    "",
                    "And " + Lists.count(others.size(), "more cause", "more causes") + ", of "
                            + Lists.count(
                                    others.stream().mapToLong(Cause::allPairs).sum(), "pair")
                            + ".");
        }
    }

    private static long sum(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).sum();
    }

    /** The first of a cause's clashes; all are of its kind. */
    private Clash clash(Cause cause) {
        return round.clash(cause.clashes().getFirst());
    }

    private boolean isBetween(Cause cause) {
        return clash(cause) instanceof Clash.Between;
    }

    private void cause(int number, Cause cause) {
        String reason = sentences.reason(cause);
        lines.addAll(Lists.wrapped(number + ". " + sentences.pairs(cause) + ": " + reason + ".", WIDTH, "", UNDER));
        Cause.Told told = cause.told();
        if (told == null) {
            if (isBetween(cause)) {
                add(
                        UNDER,
                        "For example " + sentences.example(cause)
                                + "; what would free it was not asked, or not answered in time: compat check tells more.");
            }
            return;
        }
        List<String> said = new ArrayList<>();
        if (!isSaid(told, reason, cause)) {
            said.add(lines(told.lines()));
        }
        if (told.since() != null) {
            said.add(told.since());
        } else if (!told.freedBy().isEmpty()) {
            said.add("Since when was not found out in time.");
        }
        add(UNDER, sentences.example(cause) + (said.isEmpty() ? "." : ": " + String.join(" ", said)));
        told.freedBy().forEach(text -> add(UNDER, text));
        if (told.actors().size() > 1) {
            add(UNDER, "By releases of: " + String.join(", ", told.actors()) + ".");
        }
    }

    private static String lines(List<String> lines) {
        String some = String.join("; ", lines.subList(0, Math.min(MOST_LINES, lines.size())));
        String all = lines.size() <= MOST_LINES
                ? some
                : some + "; and " + Lists.count(lines.size() - MOST_LINES, "more line") + " of argument";
        return all.endsWith(".") ? all : all + ".";
    }

    /** Whether the reason says what the lines do. */
    private static boolean isSaid(Cause.Told told, String reason, Cause cause) {
        Binding pivot = cause.pivot();
        return pivot != null
                && told.lines().stream()
                        .map(line -> List.of(line.split(" needs? ", -1)))
                        .allMatch(parts -> parts.size() == 2
                                && reason.contains(parts.getFirst())
                                && isOf(parts.getLast(), pivot.on()));
    }

    private static boolean isOf(String requirement, ProjectName project) {
        return Requirement.parse(requirement) instanceof Parsed.Ok<Requirement>(Requirement read)
                && read.project().equals(project);
    }
}
