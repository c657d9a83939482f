package org.compatserver.round;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/** Causes in words. For one thread. */
public final class CauseSentences {
    /** No one reads more names in a row, or more requirements. */
    private static final int MOST_NAMES = 3;

    private static final int MOST_REQUIREMENTS = 3;

    private final Round round;
    private final TargetLabels labels;
    private final Wants wants = new Wants();

    public CauseSentences(Round round) {
        this.round = round;
        this.labels = TargetLabels.of(round.plan().targets());
    }

    /** How many pairs and what they come down to, without a full stop: {@code 45 pairs on 3.12 and 3.13: a 2.9.2 needs c<5, while b 2.44.0 needs c>=6}. */
    public String sentence(Cause cause) {
        return pairs(cause) + ": " + reason(cause);
    }

    /** {@code 45 pairs on each of 3.12 and 3.13, 46 on 3.14}. */
    public String pairs(Cause cause) {
        Map<Integer, List<Integer>> targets = new LinkedHashMap<>();
        for (int target = 0; target < cause.pairs().size(); target++) {
            if (cause.pairs().get(target) > 0) {
                targets.computeIfAbsent(cause.pairs().get(target), pairs -> new ArrayList<>())
                        .add(target);
            }
        }
        List<String> parts = new ArrayList<>();
        targets.forEach((pairs, on) -> parts.add((parts.isEmpty() ? Lists.count(pairs, "pair") : Lists.count(pairs))
                + (on.size() == 1 ? " on " : " on each of ")
                + labels.names(on)));
        return String.join("; ", parts);
    }

    /** What they come down to, a clause without its full stop. */
    public String reason(Cause cause) {
        Binding pivot = cause.pivot();
        if (pivot != null) {
            return between(cause, pivot);
        }
        return switch (round.clash(cause.clashes().getFirst())) {
            case Clash.Between _ -> "a clash of which no more is known";
            case Clash.OfOne(ProjectName project) -> ofOne(project, cause);
            case Clash.Unknowable _ ->
                "what " + Lists.some(files(cause), MOST_NAMES) + (files(cause).size() == 1 ? " needs" : " need")
                        + " cannot be known without building";
        };
    }

    private String between(Cause cause, Binding pivot) {
        List<Version> newest = newest(cause, pivot);
        List<String> told = new ArrayList<>();
        List<Map.Entry<String, List<Binding>>> others = others(cause, pivot);
        others.stream()
                .limit(others.size() > MOST_REQUIREMENTS ? MOST_REQUIREMENTS - 1L : MOST_REQUIREMENTS)
                .forEach(one -> told.add(need(one.getValue(), one.getKey())));
        if (told.size() < others.size()) {
            told.add(Lists.count(others.size() - told.size()) + " other requirements stand against it");
        }
        if (isAgainstItself(cause)) {
            told.add("the newest " + pivot.on() + " is "
                    + (newest.isEmpty()
                            ? "asked for"
                            : Lists.join(newest.stream().map(Version::toString).toList(), "or")));
        }
        return subject(pivot) + " " + verb(pivot) + " " + wants.against(pivot, cause.against(), newest)
                + (told.isEmpty() ? "" : ", while " + String.join("; ", told));
    }

    /**
     * What stands against the pivot, by what is required: first what most require, then what most pairs have. What leads there is told only where nothing stands against
     * the pivot directly.
     */
    private List<Map.Entry<String, List<Binding>>> others(Cause cause, Binding pivot) {
        List<Binding> direct = cause.against().stream()
                .filter(other -> wants.exclude(pivot, other))
                .toList();
        Map<String, List<Binding>> others = new LinkedHashMap<>();
        for (Binding other : direct.isEmpty() ? cause.against() : direct) {
            others.computeIfAbsent(wants.against(other, List.of(pivot), List.of()), wanted -> new ArrayList<>())
                    .add(other);
        }
        return others.entrySet().stream()
                .sorted(Comparator.comparingInt(one -> -one.getValue().size()))
                .toList();
    }

    /** Whether some of its pairs are one that requires the other itself, and nothing else stands in the way. */
    private boolean isAgainstItself(Cause cause) {
        return cause.clashes().stream()
                .anyMatch(number ->
                        round.clash(number) instanceof Clash.Between(List<Binding> bindings) && bindings.size() == 1);
    }

    /** Of such pairs, the newest versions of that other one that the pivot excludes. */
    private List<Version> newest(Cause cause, Binding pivot) {
        Set<Version> found = new TreeSet<>();
        for (int target = 0; target < cause.pairs().size(); target++) {
            Alone alone = cause.pairs().get(target) == 0 ? null : alone(pivot.on(), target);
            if (alone != null
                    && alone.newest() != null
                    && Version.parse(alone.newest()) instanceof Parsed.Ok<Version>(Version version)
                    && wants.exclude(pivot, version)) {
                found.add(version);
            }
        }
        return isAgainstItself(cause) ? List.copyOf(found) : List.of();
    }

    private static String need(List<Binding> who, String wanted) {
        Map<ProjectName, List<String>> versions = new LinkedHashMap<>();
        who.forEach(one -> versions.computeIfAbsent(one.project(), project -> new ArrayList<>())
                .add(one.versions()));
        List<String> names = new ArrayList<>();
        versions.forEach((project, some) -> names.add(project + " " + Lists.join(some, "or")));
        return Lists.some(names, MOST_NAMES) + (who.size() == 1 ? " " + verb(who.getFirst()) + " " : " need ") + wanted;
    }

    private static String subject(Binding binding) {
        return binding.project() + " " + binding.versions();
    }

    private static String verb(Binding binding) {
        return binding.versions().contains(" ") ? "need" : "needs";
    }

    private String ofOne(ProjectName project, Cause cause) {
        Set<Result> results = EnumSet.noneOf(Result.class);
        for (int target = 0; target < cause.pairs().size(); target++) {
            Alone alone = cause.pairs().get(target) == 0 ? null : alone(project, target);
            if (alone != null && alone.cell() != null) {
                results.add(alone.cell().result());
            }
        }
        Result result = results.size() == 1 ? results.iterator().next() : null;
        return project
                + switch (result) {
                    case INSTALL_ERROR -> " cannot be installed by itself";
                    case CHECK_WARNING -> " is held back even by itself";
                    case UNKNOWN -> " by itself is UNKNOWN";
                    case SUCCESS -> " fails";
                    case null -> " fails by itself";
                };
    }

    private @Nullable Alone alone(ProjectName project, int target) {
        List<Alone> found = round.sheets().get(target).alone();
        return IntStream.range(0, found.size())
                .filter(number -> round.plan().project(number).equals(project))
                .mapToObj(found::get)
                .findFirst()
                .orElse(null);
    }

    /** The files that all its pairs hang on. */
    private List<String> files(Cause cause) {
        Set<String> common = new TreeSet<>();
        for (int i = 0; i < cause.clashes().size(); i++) {
            if (round.clash(cause.clashes().get(i)) instanceof Clash.Unknowable(List<String> files)) {
                if (i == 0) {
                    common.addAll(files);
                } else {
                    common.retainAll(new HashSet<>(files));
                }
            }
        }
        return List.copyOf(common);
    }

    /** The example: {@code a with b on 3.13}; of what one cannot do by itself, {@code b on 3.13}. */
    public String example(Cause cause) {
        Cause.Example example = cause.example();
        String on = " on " + labels.name(example.target());
        return round.clash(cause.clashes().getFirst()) instanceof Clash.OfOne(ProjectName project)
                ? words(round.plan().project(example.first()).equals(project) ? example.first() : example.second()) + on
                : words(example.first()) + " with " + words(example.second()) + on;
    }

    /** What is asked for of a package. */
    String words(int number) {
        return Lists.join(
                round.plan().packages().get(number).stream()
                        .map(Object::toString)
                        .toList(),
                "and");
    }
}
