package org.compatserver.round;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Expectation.OfCause;
import org.compatserver.round.Expectation.OfPackage;
import org.compatserver.round.Expectation.OfPair;
import org.compatserver.round.Expectation.OfWhole;
import org.compatserver.round.Pairs.Pair;

/**
 * A round beside what was expected of it.
 *
 * @param unexpected checks that are no SUCCESS and that nothing covers, by result
 * @param unexpectedWholes the results of targets on which all packages together do worse than any check, with nothing that covers it
 * @param undecided checks, and whole sets, that are not decided
 * @param covered how many failures are expected
 * @param examples the first that are not expected, packages by themselves before pairs
 * @param expects whether a pair that is no SUCCESS is expected
 * @param over expectations whose last day has passed; they cover nothing
 * @param idle expectations that cover nothing in this round, though their time is not over
 */
public record Judgement(
        Map<Result, Long> unexpected,
        List<Result> unexpectedWholes,
        long undecided,
        long covered,
        List<Pair> examples,
        Predicate<Pair> expects,
        List<Expectation> over,
        List<Expectation> idle) {
    private static final int EXAMPLES = 10;

    public Judgement {
        unexpected = Collections.unmodifiableMap(new EnumMap<>(unexpected));
        unexpectedWholes = List.copyOf(unexpectedWholes);
        examples = List.copyOf(examples);
        over = List.copyOf(over);
        idle = List.copyOf(idle);
    }

    /** Of a round, finished or not, on a day. */
    public static Judgement of(Round round, List<Expectation> expectations, LocalDate today) {
        Judge judge = new Judge(round, expectations, today);
        judge.judge();
        return new Judgement(
                judge.unexpected,
                judge.wholes,
                judge.undecided,
                judge.covered,
                judge.examples,
                judge::covers,
                judge.over,
                judge.current.stream()
                        .filter(each -> !judge.used.contains(each))
                        .toList());
    }

    /**
     * 1: something fails that is not expected, or an expectation's time is over. Else 2: something is unknown or undecided. Else 0.
     *
     * @param warningsCount whether a package that is held back is a failure
     */
    public int exitCode(boolean warningsCount) {
        boolean fails = !over.isEmpty();
        boolean unknown = undecided > 0;
        for (Result result : Result.values()) {
            boolean there = unexpected.getOrDefault(result, 0L) > 0 || unexpectedWholes.contains(result);
            switch (result) {
                case SUCCESS -> {}
                case CHECK_WARNING -> fails |= there && warningsCount;
                case INSTALL_ERROR -> fails |= there;
                case UNKNOWN -> unknown |= there;
            }
        }
        return fails ? 1 : unknown ? 2 : 0;
    }

    /** The projects that an expectation names and a round has not: over these nothing can fail. */
    public static List<ProjectName> absent(Expectation expectation, Plan plan) {
        List<ProjectName> named = switch (expectation.what()) {
            case OfPackage(var project) -> List.of(project);
            case OfPair(var first, var second) -> List.of(first, second);
            case OfCause _, OfWhole _ -> List.of();
        };
        return named.stream()
                .filter(name -> plan.packages().stream()
                        .noneMatch(each -> each.getFirst().project().equals(name)))
                .toList();
    }

    /** Goes through a round. */
    private static final class Judge {
        private final Round round;
        private final List<Expectation> current;
        private final List<Expectation> over;
        private final Set<Expectation> used = new LinkedHashSet<>();
        private final Map<Result, Long> unexpected = new EnumMap<>(Result.class);
        private final List<Result> wholes = new ArrayList<>();
        private final Map<ProjectName, List<Expectation>> ofPackages = new HashMap<>();
        private final Map<OfPair, List<Expectation>> ofPairs = new HashMap<>();
        private final Map<Integer, List<Expectation>> ofClashes = new HashMap<>();
        private final List<Expectation> ofWhole = new ArrayList<>();
        private final Map<Integer, Result> worst = new HashMap<>();
        private final List<Pair> examples = new ArrayList<>();
        private long undecided;
        private long covered;

        Judge(Round round, List<Expectation> expectations, LocalDate today) {
            this.round = round;
            this.current =
                    expectations.stream().filter(each -> !each.isOver(today)).toList();
            this.over = expectations.stream().filter(each -> each.isOver(today)).toList();
        }

        void judge() {
            current.forEach(this::sort);
            undecided = round.plan().checks();
            for (int target = 0; target < round.sheets().size(); target++) {
                List<Alone> alone = round.sheets().get(target).alone();
                for (int number = 0; number < alone.size(); number++) {
                    Alone one = alone.get(number);
                    judge(new Pair(target, number, number, one.cell(), null), one.clash());
                }
            }
            undecided -= Pairs.successes(round);
            Pairs.failures(round).forEach(pair -> judge(pair, clash(pair)));
            for (int target = 0; target < round.sheets().size(); target++) {
                whole(target, round.sheets().get(target));
            }
        }

        private void sort(Expectation expectation) {
            switch (expectation.what()) {
                case OfPackage(var project) -> add(ofPackages, project, expectation);
                case OfPair(var first, var second) -> {
                    add(ofPairs, new OfPair(first, second), expectation);
                    add(ofPairs, new OfPair(second, first), expectation);
                }
                case OfCause cause -> {
                    for (int clash = 1; clash < round.clashes().size(); clash++) {
                        if (isOver(round.clash(clash), cause)) {
                            add(ofClashes, clash, expectation);
                        }
                    }
                }
                case OfWhole _ -> ofWhole.add(expectation);
            }
        }

        private static boolean isOver(Clash clash, OfCause cause) {
            return clash instanceof Clash.Between(var bindings)
                    && bindings.stream()
                            .anyMatch(binding -> binding.project().equals(cause.project())
                                    && binding.on().equals(cause.on()));
        }

        private static <K> void add(Map<K, List<Expectation>> map, K key, Expectation expectation) {
            map.computeIfAbsent(key, _ -> new ArrayList<>()).add(expectation);
        }

        private static int clash(Pair pair) {
            Misfit misfit = pair.misfit();
            return misfit == null ? 0 : misfit.clash();
        }

        /** A package by itself is a pair of the same. */
        private void judge(Pair pair, int clash) {
            Cell cell = pair.cell();
            if (cell == null) {
                return;
            }
            undecided--;
            worst.merge(pair.target(), cell.result(), Judge::worse);
            if (cell.result() == Result.SUCCESS) {
                return;
            }
            if (covers(pair, clash, cell.result())) {
                covered++;
            } else {
                unexpected.merge(cell.result(), 1L, Long::sum);
                if (examples.size() < EXAMPLES) {
                    examples.add(pair);
                }
            }
        }

        boolean covers(Pair pair) {
            Cell cell = pair.cell();
            return cell != null && covers(pair, clash(pair), cell.result());
        }

        private boolean covers(Pair pair, int clash, Result result) {
            ProjectName one = round.plan().project(pair.first());
            ProjectName other = round.plan().project(pair.second());
            List<List<Expectation>> lists = List.of(
                    ofPackages.getOrDefault(one, List.of()),
                    ofPackages.getOrDefault(other, List.of()),
                    ofPairs.getOrDefault(new OfPair(one, other), List.of()),
                    ofClashes.getOrDefault(clash, List.of()));
            Target on = round.plan().targets().get(pair.target());
            boolean found = false;
            for (List<Expectation> list : lists) {
                found |= use(list, on, result);
            }
            return found;
        }

        /** All that cover it are used, so that none of them passes for idle. */
        private boolean use(List<Expectation> expectations, Target on, Result result) {
            boolean found = false;
            for (Expectation expectation : expectations) {
                if (expectation.concerns(on, result)) {
                    used.add(expectation);
                    found = true;
                }
            }
            return found;
        }

        /** All together do at best as their worst check; only what is worse than that is news. */
        private void whole(int target, Sheet sheet) {
            if (sheet.wholes().isEmpty()) {
                return;
            }
            Result result = sheet.wholes().getLast().result();
            if (result == null) {
                undecided++;
                return;
            }
            boolean expected = result != Result.SUCCESS
                    && use(ofWhole, round.plan().targets().get(target), result);
            Result checks = worst.getOrDefault(target, Result.SUCCESS);
            if (worse(result, checks) != checks && !expected) {
                wholes.add(result);
            }
        }

        /** An unknown is better than an error: it may be none. */
        private static Result worse(Result one, Result other) {
            return rank(one) > rank(other) ? one : other;
        }

        private static int rank(Result result) {
            return switch (result) {
                case SUCCESS -> 0;
                case CHECK_WARNING -> 1;
                case UNKNOWN -> 2;
                case INSTALL_ERROR -> 3;
            };
        }
    }
}
