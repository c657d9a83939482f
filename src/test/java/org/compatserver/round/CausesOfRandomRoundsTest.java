package org.compatserver.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.testing.SmallRound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FEATURE UNDER TEST: what holds of the causes of any round: every failing pair is counted once, most pairs first, whatever the order of targets and results. */
class CausesOfRandomRoundsTest {
    private static final int ROUNDS = 300;

    private static IntStream seeds() {
        return IntStream.range(0, ROUNDS);
    }

    private static Round round(int seed) {
        Random random = new Random(seed);
        int packages = 2 + random.nextInt(9);
        List<String> lines = new ArrayList<>();
        lines.add("python " + String.join(" ", List.of("3.10", "3.11", "3.12").subList(0, 1 + random.nextInt(3))));
        lines.add("packages "
                + IntStream.range(0, packages).mapToObj(i -> "p" + i).collect(Collectors.joining(" ")));
        for (int i = 0; i < packages; i++) {
            for (int j = i + 1; j < packages; j++) {
                for (String python : List.of("3.10", "3.11", "3.12")) {
                    if (random.nextInt(3) == 0) {
                        lines.add("p" + i + " + p" + j + " on " + python + ": " + outcome(random, i, j));
                    }
                }
            }
        }
        return SmallRound.of(String.join("\n", lines));
    }

    private static String outcome(Random random, int first, int second) {
        return switch (random.nextInt(8)) {
            case 0 -> "open";
            case 1 -> "CHECK_WARNING";
            case 2 -> "INSTALL_ERROR: alone p" + (random.nextBoolean() ? first : second);
            case 3 -> "UNKNOWN: files f" + random.nextInt(2) + ".tar.gz, g" + random.nextInt(2) + ".tar.gz";
            default ->
                "CHECK_WARNING: p" + (random.nextBoolean() ? first : random.nextInt(2)) + " 1.0 needs x<2 | "
                        + (random.nextBoolean() ? "n" + random.nextInt(2) : "p" + second) + " 1.0 needs x>="
                        + (2 + random.nextInt(2));
        };
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyFailingPairIsCountedOnce(int seed) {
        Round round = round(seed);
        List<Cause> causes = Causes.of(round);
        Summary summary = Summary.of(round, causes);
        Set<Integer> clashes = new HashSet<>();
        causes.forEach(cause ->
                cause.clashes().forEach(clash -> assertThat(clashes.add(clash)).isTrue()));
        for (int target = 0; target < round.sheets().size(); target++) {
            int at = target;
            int explained =
                    causes.stream().mapToInt(cause -> cause.pairs().get(at)).sum();
            List<Misfit> misfits = round.sheets().get(target).rows().stream()
                    .flatMap(row -> row.misfits().stream())
                    .toList();
            assertThat(explained).isEqualTo((int)
                    misfits.stream().filter(misfit -> misfit.clash() != 0).count());
            assertThat(summary.unexplained().get(target))
                    .isEqualTo(misfits.stream()
                            .filter(misfit -> misfit.clash() == 0)
                            .count());
            assertThat(summary.pairs().get(target).failing()).isEqualTo(misfits.size());
            assertThat(summary.inherited().get(target))
                    .isEqualTo(misfits.stream()
                            .filter(misfit -> misfit.clash() != 0 && round.clash(misfit.clash()) instanceof Clash.OfOne)
                            .count());
        }
        assertThat(summary.all().all()).isEqualTo(round.plan().checks());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatACauseNamesIsInAllItsClashes(int seed) {
        Round round = round(seed);
        for (Cause cause : Causes.of(round)) {
            Binding pivot = cause.pivot();
            Set<Binding> others = new TreeSet<>();
            for (int number : cause.clashes()) {
                if (round.clash(number) instanceof Clash.Between(List<Binding> bindings)) {
                    assertThat(bindings).contains(Objects.requireNonNull(pivot));
                    others.addAll(bindings);
                } else {
                    assertThat(pivot).isNull();
                }
            }
            others.removeIf(binding -> binding.equals(pivot));
            assertThat(new TreeSet<>(cause.against())).isEqualTo(others);
            Cause.Example example = cause.example();
            assertThat(cause.clashes()).contains(clash(round, example));
        }
    }

    private static @Nullable Integer clash(Round round, Cause.Example example) {
        return round.sheets().get(example.target()).rows().stream()
                .filter(row -> row.first() == example.first())
                .flatMap(row -> row.misfits().stream())
                .filter(misfit -> misfit.second() == example.second())
                .map(Misfit::clash)
                .findFirst()
                .orElse(null);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachExplainsTheMostOfWhatIsLeft(int seed) {
        Round round = round(seed);
        Map<Integer, Integer> left = new HashMap<>();
        round.sheets()
                .forEach(sheet -> sheet.rows()
                        .forEach(row -> row.misfits().forEach(misfit -> left.merge(misfit.clash(), 1, Integer::sum))));
        for (Cause cause : Causes.of(round)) {
            if (cause.pivot() != null) {
                assertThat(cause.allPairs()).isEqualTo(most(round, left));
            }
            cause.clashes().forEach(left::remove);
        }
    }

    /** Tries every binding. */
    private static int most(Round round, Map<Integer, Integer> left) {
        Map<Binding, Integer> pairs = new HashMap<>();
        left.forEach((number, many) -> {
            if (number != 0 && round.clash(number) instanceof Clash.Between(List<Binding> bindings)) {
                bindings.forEach(binding -> pairs.merge(binding, many, Integer::sum));
            }
        });
        return pairs.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noOrderMakesADifference(int seed) {
        Round round = round(seed);
        List<Integer> targets = new ArrayList<>(
                IntStream.range(0, round.plan().targets().size()).boxed().toList());
        List<Integer> numbers = new ArrayList<>(
                IntStream.range(1, round.clashes().size()).boxed().toList());
        Collections.shuffle(targets, new Random(seed));
        Collections.shuffle(numbers, new Random(seed));
        assertThat(said(shuffled(round, targets, numbers), targets))
                .isEqualTo(
                        said(round, IntStream.range(0, targets.size()).boxed().toList()));
    }

    /** Causes in a form that knows neither numbers of clashes nor places of targets. */
    private static List<String> said(Round round, List<Integer> targets) {
        List<Cause> causes = Causes.of(round);
        return causes.stream()
                .map(cause -> cause.pivot() + " against " + cause.against() + " with "
                        + cause.clashes().stream().map(round::clash).toList() + " of "
                        + IntStream.range(0, targets.size())
                                .boxed()
                                .sorted(Comparator.comparing(targets::get))
                                .map(cause.pairs()::get)
                                .toList()
                        + " as " + new CauseSentences(round).example(cause))
                .toList();
    }

    /** The same with other numbers. The target that is now at a place was at {@code targets.get(place)}. */
    private static Round shuffled(Round round, List<Integer> targets, List<Integer> numbers) {
        List<@Nullable Clash> clashes = new ArrayList<>();
        clashes.add(null);
        numbers.forEach(number -> clashes.add(round.clash(number)));
        Plan plan = round.plan();
        List<Sheet> sheets = targets.stream()
                .map(target -> renumbered(round.sheets().get(target), numbers))
                .toList();
        return new Round(
                round.id(),
                new Plan(
                        plan.packages(),
                        plan.constraints(),
                        targets.stream().map(plan.targets()::get).toList(),
                        plan.asOf(),
                        plan.sources(),
                        plan.preReleases(),
                        plan.strict()),
                round.begun(),
                round.ended(),
                sheets,
                new ArrayList<>(clashes),
                round.texts());
    }

    private static Sheet renumbered(Sheet sheet, List<Integer> numbers) {
        List<Row> rows = new ArrayList<>();
        for (Row row : sheet.rows()) {
            rows.add(new Row(
                    row.first(),
                    row.cells(),
                    row.misfits().stream()
                            .map(misfit -> new Misfit(
                                    misfit.second(),
                                    misfit.clash() == 0 ? 0 : numbers.indexOf(misfit.clash()) + 1,
                                    misfit.heldFirst(),
                                    misfit.heldSecond()))
                            .toList()));
        }
        Collections.reverse(rows);
        return new Sheet(sheet.target(), sheet.alone(), rows, sheet.wholes());
    }
}
