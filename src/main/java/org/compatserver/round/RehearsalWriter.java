package org.compatserver.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.round.Diff.Part;
import org.compatserver.round.Diff.Step;
import org.compatserver.round.Diff.WholeStep;
import org.jspecify.annotations.Nullable;

/** What files that are not released would do, as text for people: the files, then what they break, fix, and leave as it is. */
public final class RehearsalWriter {
    /** The width in which lines are broken, in columns. */
    private static final int WIDTH = 130;

    private static final String INDENT = "  ";
    private static final int MOST_PAIRS = 6;
    private static final int MOST_CAUSES = 8;

    private final Rehearsed rehearsed;
    private final Plan plan;
    private final TargetLabels labels;
    private final List<String> lines = new ArrayList<>();

    private RehearsalWriter(Rehearsed rehearsed) {
        this.rehearsed = rehearsed;
        this.plan = rehearsed.plan();
        this.labels = TargetLabels.of(plan.targets());
    }

    /** Lines, each with its end. */
    public static String text(Rehearsed rehearsed) {
        RehearsalWriter writer = new RehearsalWriter(rehearsed);
        writer.files();
        writer.told(rehearsed.diff().regressed(), "break");
        writer.told(rehearsed.diff().fixed(), "fix");
        writer.rest();
        writer.wholes();
        return String.join("\n", writer.lines) + "\n";
    }

    private void add(String indent, String text) {
        lines.addAll(Lists.wrapped(text, WIDTH, indent, indent + INDENT));
    }

    private void files() {
        add(
                "",
                "What " + Lists.count(rehearsed.files().size(), "unreleased file") + " would change in "
                        + Lists.count(plan.checks(), "check") + " of " + Lists.count(plan.size(), "package")
                        + ", beside round "
                        + rehearsed.diff().before().id() + ":");
        rehearsed.files().forEach(file -> add(INDENT, file.file() + remark(file)));
        if (plan.asOf() != null) {
            add(
                    INDENT,
                    "As of " + plan.asOf()
                            + (rehearsed.files().size() == 1
                                    ? "; this file has no upload time and counts as there."
                                    : "; these files have no upload time and count as there."));
        }
    }

    /** What keeps a file from making a difference; empty where nothing does that is known. */
    private String remark(Unreleased file) {
        if (!rehearsed.looked().isEmpty() && !rehearsed.looked().contains(file.project())) {
            return " (nothing in the portfolio looks at " + file.project() + ")";
        }
        List<Integer> without = new ArrayList<>();
        for (int target = 0; target < plan.targets().size(); target++) {
            if (!file.countsOn(plan.targets().get(target))) {
                without.add(target);
            }
        }
        return without.isEmpty() ? "" : " (cannot be installed on " + labels.names(without) + ")";
    }

    /** What goes the same way: packages by themselves, then pairs by what they come down to. */
    private void told(Part part, String verb) {
        List<Step> alone = part.steps().stream()
                .filter(step -> step.first() == step.second())
                .toList();
        List<Step> pairs = part.steps().stream()
                .filter(step -> step.first() != step.second())
                .toList();
        if (part.steps().isEmpty()) {
            boolean known = rehearsed.diff().unknown().steps().isEmpty();
            add(
                    "",
                    known
                            ? word("They") + " would " + verb + " nothing."
                            : "Nothing is known that " + word("they") + " would " + verb + ".");
            return;
        }
        List<String> parts = new ArrayList<>();
        if (!alone.isEmpty()) {
            parts.add(Lists.count(alone.size(), "package by itself", "packages by themselves"));
        }
        if (!pairs.isEmpty()) {
            parts.add(Lists.count(pairs.size(), "pair"));
        }
        add("", word("They") + " would " + verb + " " + Lists.join(parts, "and") + ":");
        alone.forEach(step -> add(INDENT, alone(step, part.round())));
        causes(part, pairs);
    }

    private String alone(Step step, Round round) {
        Alone told = round.sheets().get(step.target()).alone().get(step.first());
        return round.plan().project(step.first()) + " by itself on " + labels.name(step.target()) + ", " + step.before()
                + " -> " + step.after() + ": " + told.text();
    }

    private void causes(Part part, List<Step> pairs) {
        CauseSentences sentences = new CauseSentences(part.round());
        Map<Step, Integer> clashes = clashes(part.round(), pairs);
        Set<Step> left = new LinkedHashSet<>(pairs);
        for (Cause cause :
                part.causes().subList(0, Math.min(MOST_CAUSES, part.causes().size()))) {
            List<Step> its = pairs.stream()
                    .filter(step -> cause.clashes().contains(clashes.getOrDefault(step, 0)))
                    .toList();
            its.forEach(left::remove);
            add(INDENT, sentences.sentence(cause) + ".");
            add(INDENT + INDENT, some(its));
        }
        if (!left.isEmpty()) {
            String others = part.causes().isEmpty() ? "" : Lists.count(left.size(), "other pair") + ": ";
            add(INDENT, others + some(List.copyOf(left)));
        }
    }

    /** The number of each pair's clash. */
    private static Map<Step, Integer> clashes(Round round, List<Step> pairs) {
        Map<Step, Integer> clashes = new LinkedHashMap<>();
        for (Step step : pairs) {
            for (Misfit misfit :
                    round.sheets().get(step.target()).rows().get(step.first()).misfits()) {
                if (misfit.second() == step.second()) {
                    clashes.put(step, misfit.clash());
                }
            }
        }
        return clashes;
    }

    /** Pairs by name, each once. */
    private String some(List<Step> pairs) {
        return Lists.some(
                pairs.stream()
                        .map(step -> plan.project(step.first()) + " with " + plan.project(step.second()))
                        .distinct()
                        .toList(),
                MOST_PAIRS);
    }

    private void rest() {
        int still = rehearsed.diff().stillBroken().steps().size();
        int unknown = rehearsed.diff().unknown().steps().size();
        if (still > 0) {
            add(
                    "",
                    Lists.count(still, "check fails", "checks fail") + " with " + word("them") + " and without "
                            + word("them") + ".");
        }
        if (unknown > 0) {
            add("", "Of " + Lists.count(unknown, "check") + " it is not known what " + word("they") + " would change.");
        }
    }

    /** All packages together, where that changes. */
    private void wholes() {
        for (WholeStep whole : rehearsed.diff().wholes()) {
            add(
                    "",
                    "All together on " + labels.name(whole.target()) + ": " + word(whole.before()) + " without "
                            + word("them") + ", " + word(whole.after()) + " with " + word("them") + ".");
        }
    }

    /** A word for the files, or for the only one. */
    private String word(String ofSeveral) {
        return rehearsed.files().size() != 1
                ? ofSeveral
                : switch (ofSeveral) {
                    case "They" -> "It";
                    case "they", "them" -> "it";
                    default -> ofSeveral;
                };
    }

    private static String word(@Nullable Result result) {
        return result == null ? "not decided" : result.toString();
    }
}
