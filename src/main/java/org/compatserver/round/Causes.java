package org.compatserver.round;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * What the failing pairs of a round come down to: each pair that has a clash is of exactly one cause, unless nothing is known of the clash. Neither the order of targets nor that in which results came
 * makes a difference.
 */
public final class Causes {
    private final Round round;
    private final Wants wants = new Wants();
    private final Map<ProjectName, Integer> numbers = new HashMap<>();
    private final int[] places;
    private final @Nullable Failing[] failing;
    private final Some some;

    /** Which pairs are meant, by the numbers of target and packages. */
    @FunctionalInterface
    interface Some {
        boolean has(int target, int first, int second);
    }

    private Causes(Round round, Some some) {
        this.round = round;
        this.some = some;
        this.places = places(round.plan().targets());
        this.failing = new Failing[round.clashes().size()];
        for (int number = 0; number < round.plan().size(); number++) {
            numbers.put(round.plan().project(number), number);
        }
    }

    /** Those between releases first; then what packages cannot do by themselves; then what cannot be known. Of each kind those of most pairs first. */
    public static List<Cause> of(Round round) {
        return of(round, (target, first, second) -> true);
    }

    /** Of some of the failing pairs. */
    static List<Cause> of(Round round, Some some) {
        return new Causes(round, some).causes();
    }

    private List<Cause> causes() {
        for (int target = 0; target < round.sheets().size(); target++) {
            count(target, round.sheets().get(target));
        }
        List<Cause> causes = new ArrayList<>();
        Grouping.of(some(Clash.Between.class), Failing::bindings, this::lagsBehind)
                .forEach(group -> causes.add(cause(group.common(), group.members())));
        Grouping.of(some(Clash.OfOne.class), one -> projects(one.clash()), (one, part) -> false)
                .forEach(group -> causes.add(cause(null, group.members())));
        Grouping.of(some(Clash.Unknowable.class), one -> files(one.clash()), (one, part) -> false)
                .forEach(group -> causes.add(cause(null, group.members())));
        return causes;
    }

    private static List<ProjectName> projects(Clash clash) {
        return clash instanceof Clash.OfOne(ProjectName project) ? List.of(project) : List.of();
    }

    private static List<String> files(Clash clash) {
        return clash instanceof Clash.Unknowable(List<String> files) ? files : List.of();
    }

    /** The place of each target among those where examples are best: the newest Python first. */
    private static int[] places(List<Target> targets) {
        List<Target> sorted = targets.stream()
                .sorted(Comparator.comparing((Target target) -> target.python().version())
                        .reversed()
                        .thenComparing(target -> target.platform().tag()))
                .toList();
        return targets.stream().mapToInt(sorted::indexOf).toArray();
    }

    private void count(int target, Sheet sheet) {
        for (Row row : sheet.rows()) {
            for (Misfit misfit : row.misfits()) {
                if (misfit.clash() != 0 && some.has(target, row.first(), misfit.second())) {
                    of(misfit.clash()).add(target, places[target], row.first(), misfit.second());
                }
            }
        }
    }

    private Failing of(int number) {
        Failing found = failing[number];
        if (found == null) {
            Clash clash = round.clash(number);
            found = new Failing(
                    number, clash, packages(clash), round.plan().targets().size());
            failing[number] = found;
        }
        return found;
    }

    /** The packages of the round that a clash is about. */
    private BitSet packages(Clash clash) {
        BitSet found = new BitSet();
        List<ProjectName> projects = clash instanceof Clash.Between(List<Binding> bindings)
                ? bindings.stream().map(Binding::project).toList()
                : projects(clash);
        for (ProjectName project : projects) {
            Integer number = numbers.get(project);
            if (number != null) {
                found.set(number);
            }
        }
        return found;
    }

    private List<Failing> some(Class<? extends Clash> kind) {
        List<Failing> found = new ArrayList<>();
        for (Failing one : failing) {
            if (one != null && kind.isInstance(one.clash())) {
                found.add(one);
            }
        }
        return found;
    }

    /** Whether it allows nothing as new as some other side of the clash does: it is that side which has not kept up. */
    private boolean lagsBehind(Failing one, Binding binding) {
        Version top = wants.top(binding);
        return top != null
                && one.bindings().stream()
                        .filter(other -> other.on().equals(binding.on()) && !other.equals(binding))
                        .map(wants::top)
                        .anyMatch(other -> other == null || other.compareTo(top) > 0);
    }

    private Cause cause(@Nullable Binding pivot, List<Failing> members) {
        List<Integer> pairs = IntStream.range(0, round.plan().targets().size())
                .mapToObj(target ->
                        members.stream().mapToInt(one -> one.pairs(target)).sum())
                .toList();
        return new Cause(
                pivot,
                pivot == null ? List.of() : against(pivot, members),
                members.stream().map(Failing::number).toList(),
                pairs,
                members.stream().min(Failing.bestShown()).orElseThrow().example(),
                null);
    }

    private static List<Binding> against(Binding pivot, List<Failing> members) {
        Map<Binding, Integer> pairs = new HashMap<>();
        for (Failing one : members) {
            one.bindings().forEach(binding -> pairs.merge(binding, one.allPairs(), Integer::sum));
        }
        pairs.remove(pivot);
        return pairs.entrySet().stream()
                .sorted(Map.Entry.<Binding, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
