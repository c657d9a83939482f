package org.compatserver.round;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.compatserver.round.Diff.Part;
import org.compatserver.round.Diff.Step;
import org.compatserver.round.Turning.Found;
import org.jspecify.annotations.Nullable;

/** What is otherwise in one round than in another, as text for people: what regressed first. */
public final class DiffWriter {
    /** The width in which lines are broken, in columns. */
    private static final int WIDTH = 130;

    private static final int MOST = 5;

    private final Diff diff;
    private final Map<Step, Found> turns;
    private final List<String> lines = new ArrayList<>();

    private DiffWriter(Diff diff, Map<Step, Found> turns) {
        this.diff = diff;
        this.turns = turns;
    }

    /**
     * Lines, each with its end.
     *
     * @param turns what turned some of the steps
     */
    public static String text(Diff diff, Map<Step, Found> turns) {
        DiffWriter writer = new DiffWriter(diff, turns);
        writer.head();
        writer.part("Regressed", diff.regressed());
        writer.part("Fixed", diff.fixed());
        writer.part("Still broken", diff.stillBroken());
        writer.part("Unknown", diff.unknown());
        writer.wholes();
        writer.apart();
        return String.join("\n", writer.lines) + "\n";
    }

    /** The steps of a part that are told: of its packages by themselves, an example of each cause, and of what has no cause. */
    public static List<Step> shown(Part part) {
        return Stream.of(alone(part), examples(part), unexplained(part))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Step> alone(Part part) {
        return part.steps().stream()
                .filter(step -> step.first() == step.second())
                .limit(MOST)
                .toList();
    }

    private static List<Step> examples(Part part) {
        return part.causes().stream()
                .limit(MOST)
                .map(cause -> step(part, cause))
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Where some pairs have a cause, which others have none is not known here. */
    private static List<Step> unexplained(Part part) {
        return part.causes().isEmpty()
                ? part.steps().stream()
                        .filter(step -> step.first() != step.second())
                        .limit(MOST)
                        .toList()
                : List.of();
    }

    private static @Nullable Step step(Part part, Cause cause) {
        Cause.Example example = cause.example();
        return part.steps().stream()
                .filter(step -> step.target() == example.target()
                        && step.first() == example.first()
                        && step.second() == example.second())
                .findFirst()
                .orElse(null);
    }

    private void add(String indent, String text) {
        lines.addAll(Lists.wrapped(text, WIDTH, indent, indent + "  "));
    }

    private void head() {
        add(
                "",
                "Round " + diff.before().id() + " (" + moment(diff.before()) + ") to round "
                        + diff.after().id() + " (" + moment(diff.after()) + "): "
                        + Lists.count(diff.regressed().steps().size()) + " regressed, "
                        + Lists.count(diff.fixed().steps().size()) + " fixed, "
                        + Lists.count(diff.stillBroken().steps().size()) + " still broken, "
                        + Lists.count(diff.unknown().steps().size()) + " unknown; "
                        + Lists.count(diff.fine(), "check is", "checks are") + " SUCCESS in both.");
        for (Round round : List.of(diff.before(), diff.after())) {
            if (round.ended() == null) {
                add("  ", "Round " + round.id() + " is not finished: what it has not come to is unknown.");
            }
        }
        if (time(diff.before()).isAfter(time(diff.after()))) {
            add(
                    "  ",
                    "Round " + diff.before().id() + " has the later moment: this goes back in time; compat diff "
                            + diff.after().id() + " " + diff.before().id() + " goes forward.");
        }
        if (!diff.onlyBefore().projects().isEmpty()
                || !diff.onlyAfter().projects().isEmpty()) {
            add("  ", "Their packages differ, so all together is not compared.");
        }
        if (!diff.sameTerms()) {
            add("  ", "They do not ask the same: constraints, sources, pre-releases or strictness differ.");
        }
        if (!diff.askedOtherwise().isEmpty()) {
            add("  ", "Something else is asked of " + names(diff.askedOtherwise()) + ".");
        }
    }

    private static String moment(Round round) {
        return round.plan().asOf() == null
                ? "at " + round.begun().truncatedTo(ChronoUnit.SECONDS)
                : "as of " + round.plan().asOf();
    }

    private static Instant time(Round round) {
        Instant asOf = round.plan().asOf();
        return asOf == null ? round.begun() : asOf;
    }

    private static String names(Collection<?> names) {
        return Lists.some(names.stream().map(Object::toString).toList(), MOST);
    }

    private void part(String name, Part part) {
        if (part.steps().isEmpty()) {
            return;
        }
        lines.add("");
        long alone = part.steps().size() - part.pairs();
        add(
                "",
                name + ": "
                        + Stream.of(
                                        part.pairs() == 0 ? "" : Lists.count(part.pairs(), "pair"),
                                        alone == 0
                                                ? ""
                                                : Lists.count(alone, "package by itself", "packages by themselves"))
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(" and "))
                        + ".");
        alone(part).forEach(step -> step("  ", "", part, step));
        CauseSentences sentences = new CauseSentences(part.round());
        List<Cause> causes = part.causes();
        causes.stream().limit(MOST).forEach(cause -> {
            add("  ", sentences.sentence(cause) + ".");
            Step example = step(part, cause);
            if (example != null) {
                step("    ", cause.allPairs() == 1 ? "" : "For example ", part, example);
            }
        });
        if (causes.size() > MOST) {
            add("  ", "And " + Lists.count(causes.size() - (long) MOST, "more cause", "more causes") + ".");
        }
        unexplained(part).forEach(step -> step("  ", "", part, step));
        long rest = part.pairs()
                - causes.stream().mapToLong(Cause::allPairs).sum()
                - unexplained(part).size();
        if (rest > 0) {
            add("  ", "And " + Lists.count(rest, "pair more", "pairs more") + " of which no cause is known.");
        }
    }

    private void step(String indent, String before, Part part, Step step) {
        CauseSentences sentences = new CauseSentences(part.round());
        TargetLabels labels = TargetLabels.of(part.round().plan().targets());
        String who = step.first() == step.second()
                ? sentences.words(step.first()) + " by itself"
                : sentences.words(step.first()) + " with " + sentences.words(step.second());
        Found found = turns.get(step);
        add(
                indent,
                before + who + " on " + labels.name(step.target()) + ": " + said(step.before())
                        + (step.before() == step.after() ? ", as before." : ", then " + said(step.after()) + ".")
                        + (found == null ? "" : " " + found.text()));
    }

    private static String said(@Nullable Result result) {
        return result == null ? "not decided" : result.toString();
    }

    private void wholes() {
        TargetLabels labels = TargetLabels.of(diff.after().plan().targets());
        if (!diff.wholes().isEmpty()) {
            lines.add("");
        }
        diff.wholes()
                .forEach(step -> add(
                        "",
                        "All together on " + labels.name(step.target()) + ": " + said(step.before()) + ", then "
                                + said(step.after()) + "."));
    }

    private void apart() {
        if (diff.onlyBefore().checks() + diff.onlyAfter().checks() > 0) {
            lines.add("");
        }
        apart(diff.onlyBefore());
        apart(diff.onlyAfter());
    }

    private void apart(Diff.Apart apart) {
        if (apart.checks() > 0) {
            List<String> what = new ArrayList<>();
            if (!apart.projects().isEmpty()) {
                what.add(names(apart.projects()));
            }
            if (!apart.targets().isEmpty()) {
                what.add(names(apart.targets().stream()
                        .map(target -> "CPython " + target.python() + " on " + target.platform())
                        .toList()));
            }
            add(
                    "",
                    "Only round " + apart.round().id() + " has " + String.join(", and ", what) + ": "
                            + Lists.count(apart.checks(), "check") + ".");
        }
    }
}
