package org.compatserver.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Turn.Effect;
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
        this.plan = rehearsed.with().plan();
        this.labels = TargetLabels.of(plan.targets());
    }

    /** Lines, each with its end. */
    public static String text(Rehearsed rehearsed) {
        RehearsalWriter writer = new RehearsalWriter(rehearsed);
        writer.files();
        writer.told(Effect.BROKEN, "break");
        writer.told(Effect.FIXED, "fix");
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
                        + Lists.count(plan.checks(), "check") + " of " + Lists.count(plan.size(), "package") + ":");
        rehearsed.files().forEach(file -> add(INDENT, file.file() + remark(file)));
        if (plan.asOf() != null) {
            add(INDENT, "As of " + plan.asOf() + "; these files have no upload time and count as there.");
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

    /** What comes to the same effect: packages by themselves, then pairs by what they come down to. */
    private void told(Effect effect, String verb) {
        List<Turn> alone = rehearsed.turns(effect, true);
        List<Turn> pairs = rehearsed.turns(effect, false);
        if (alone.isEmpty() && pairs.isEmpty()) {
            add(
                    "",
                    rehearsed.counts().containsKey(Effect.UNKNOWN)
                            ? "Nothing is known that they would " + verb + "."
                            : "They would " + verb + " nothing.");
            return;
        }
        List<String> parts = new ArrayList<>();
        if (!alone.isEmpty()) {
            parts.add(Lists.count(alone.size(), "package by itself", "packages by themselves"));
        }
        if (!pairs.isEmpty()) {
            parts.add(Lists.count(pairs.size(), "pair"));
        }
        add("", "They would " + verb + " " + Lists.join(parts, "and") + ":");
        alone.forEach(turn -> add(INDENT, alone(turn, effect)));
        causes(effect, pairs);
    }

    private String alone(Turn turn, Effect effect) {
        Alone told =
                rehearsed.telling(effect).sheets().get(turn.target()).alone().get(turn.first());
        return plan.project(turn.first()) + " by itself on " + labels.name(turn.target()) + ", " + turn.before()
                + " -> " + turn.after() + ": " + told.text();
    }

    private void causes(Effect effect, List<Turn> pairs) {
        List<Cause> causes = rehearsed.causes(effect);
        CauseSentences sentences = new CauseSentences(rehearsed.telling(effect));
        Map<Turn, Integer> clashes = clashes(effect, pairs);
        Set<Turn> left = new LinkedHashSet<>(pairs);
        for (Cause cause : causes.subList(0, Math.min(MOST_CAUSES, causes.size()))) {
            List<Turn> its = pairs.stream()
                    .filter(turn -> cause.clashes().contains(clashes.getOrDefault(turn, 0)))
                    .toList();
            its.forEach(left::remove);
            add(INDENT, sentences.sentence(cause) + ".");
            add(INDENT + INDENT, some(its));
        }
        if (!left.isEmpty()) {
            String others = causes.isEmpty() ? "" : Lists.count(left.size(), "other pair") + ": ";
            add(INDENT, others + some(List.copyOf(left)));
        }
    }

    /** The number of each pair's clash in the round that tells of it. */
    private Map<Turn, Integer> clashes(Effect effect, List<Turn> pairs) {
        Map<Turn, Integer> clashes = new LinkedHashMap<>();
        List<Sheet> sheets = rehearsed.telling(effect).sheets();
        for (Turn turn : pairs) {
            for (Misfit misfit :
                    sheets.get(turn.target()).rows().get(turn.first()).misfits()) {
                if (misfit.second() == turn.second()) {
                    clashes.put(turn, misfit.clash());
                }
            }
        }
        return clashes;
    }

    /** Pairs by name, each once. */
    private String some(List<Turn> pairs) {
        return Lists.some(
                pairs.stream()
                        .map(turn -> plan.project(turn.first()) + " with " + plan.project(turn.second()))
                        .distinct()
                        .toList(),
                MOST_PAIRS);
    }

    private void rest() {
        int still = rehearsed.counts().getOrDefault(Effect.STILL_BROKEN, 0);
        int unknown = rehearsed.counts().getOrDefault(Effect.UNKNOWN, 0);
        if (still > 0) {
            add("", Lists.count(still, "check fails", "checks fail") + " with them and without them.");
        }
        if (unknown > 0) {
            add("", "Of " + Lists.count(unknown, "check") + " it is not known what they would change.");
        }
    }

    /** All packages together, where that changes. */
    private void wholes() {
        for (int target = 0; target < plan.targets().size(); target++) {
            Result before = result(rehearsed.without(), target);
            Result after = result(rehearsed.with(), target);
            Target where = plan.targets().get(target);
            if (before != after) {
                add(
                        "",
                        "All together on CPython " + where.python() + ": " + word(before) + " without them, "
                                + word(after) + " with them.");
            }
        }
    }

    private static @Nullable Result result(Round round, int target) {
        List<Whole> wholes = round.sheets().get(target).wholes();
        return wholes.isEmpty() ? null : wholes.getFirst().result();
    }

    private static String word(@Nullable Result result) {
        return result == null ? "not decided" : result.toString();
    }
}
