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
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Expectation.OfCause;
import org.compatserver.round.Expectation.OfPackage;
import org.compatserver.round.Expectation.OfPair;
import org.compatserver.round.Expectation.OfWhole;
import org.jspecify.annotations.Nullable;

/**
 * A round beside what was expected of it.
 *
 * @param unexpected checks that are no SUCCESS and that nothing covers, by result
 * @param unexpectedWholes the results of targets on which all packages together do worse than any check, with nothing that covers it
 * @param undecided checks, and whole sets, that are not decided
 * @param covered how many failures are expected
 * @param over expectations whose last day has passed; they cover nothing
 * @param idle expectations that cover nothing in this round, though their time is not over
 */
public record Judgement(
        Map<Result, Long> unexpected,
        List<Result> unexpectedWholes,
        long undecided,
        long covered,
        List<Expectation> over,
        List<Expectation> idle) {
    public Judgement {
        unexpected = Collections.unmodifiableMap(new EnumMap<>(unexpected));
        unexpectedWholes = List.copyOf(unexpectedWholes);
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
                    judge(
                            target,
                            alone.get(number).cell(),
                            number,
                            number,
                            alone.get(number).clash());
                }
            }
            undecided -= Pairs.successes(round);
            Pairs.failures(round).forEach(pair -> {
                Misfit misfit = pair.misfit();
                judge(pair.target(), pair.cell(), pair.first(), pair.second(), misfit == null ? 0 : misfit.clash());
            });
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

        /** A package by itself is a pair of the same. */
        private void judge(int target, @Nullable Cell cell, int first, int second, int clash) {
            if (cell == null) {
                return;
            }
            undecided--;
            worst.merge(target, cell.result(), Judge::worse);
            if (cell.result() == Result.SUCCESS) {
                return;
            }
            ProjectName one = round.plan().project(first);
            ProjectName other = round.plan().project(second);
            List<List<Expectation>> lists = List.of(
                    ofPackages.getOrDefault(one, List.of()),
                    ofPackages.getOrDefault(other, List.of()),
                    ofPairs.getOrDefault(new OfPair(one, other), List.of()),
                    ofClashes.getOrDefault(clash, List.of()));
            Target on = round.plan().targets().get(target);
            boolean found = false;
            for (List<Expectation> list : lists) {
                found |= use(list, on, cell.result());
            }
            if (found) {
                covered++;
            } else {
                unexpected.merge(cell.result(), 1L, Long::sum);
            }
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
