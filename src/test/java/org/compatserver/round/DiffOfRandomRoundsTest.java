package org.compatserver.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Diff.Part;
import org.compatserver.round.Diff.Step;
import org.compatserver.testing.MemoryRounds;
import org.compatserver.testing.RandomRounds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: the difference of two rounds, beside a twin that puts all checks under their names. */
class DiffOfRandomRoundsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static Round round(long seed) {
        RandomRounds random = new RandomRounds(seed);
        Plan plan = random.plan(6 + (int) (seed % 7), 3);
        try (RoundStore.Writing writing = new MemoryRounds().begin(plan, NOON, false)) {
            for (int target = 0; target < plan.targets().size(); target++) {
                writing.alone(target, random.alone(plan, target, writing));
                for (int first = 0; first < plan.size() - 1; first++) {
                    if ((first + seed) % 7 != 0) {
                        writing.row(target, random.row(plan, target, first, writing));
                    }
                }
            }
            return writing.round();
        }
    }

    private static String name(Target target) {
        return target.python().minorVersion() + " " + target.platform();
    }

    private static String name(Plan plan, int target, int first, int second) {
        return name(plan.targets().get(target)) + " " + plan.project(first) + " " + plan.project(second);
    }

    /** All checks; those not decided with "open". */
    private static Map<String, String> checks(Round round) {
        Plan plan = round.plan();
        Map<String, String> checks = new TreeMap<>();
        for (int target = 0; target < plan.targets().size(); target++) {
            for (int first = 0; first < plan.size(); first++) {
                for (int second = first; second < plan.size(); second++) {
                    checks.put(name(plan, target, first, second), "open");
                }
            }
            for (int number = 0; number < plan.size(); number++) {
                Cell cell = round.sheets().get(target).alone().get(number).cell();
                checks.put(
                        name(plan, target, number, number),
                        cell == null ? "open" : cell.result().name());
            }
            for (Row row : round.sheets().get(target).rows()) {
                for (int second = row.first() + 1; second < plan.size(); second++) {
                    Cell cell = row.cell(second);
                    checks.put(
                            name(plan, target, row.first(), second),
                            cell == null ? "open" : cell.result().name());
                }
            }
        }
        return checks;
    }

    private static String way(String was, String is) {
        if (was.equals("open") || is.equals("open") || was.equals("UNKNOWN") || is.equals("UNKNOWN")) {
            return "unknown";
        }
        return switch (was + " " + is) {
            case "SUCCESS SUCCESS" -> "fine";
            case "CHECK_WARNING SUCCESS", "INSTALL_ERROR SUCCESS" -> "fixed";
            case "SUCCESS CHECK_WARNING", "SUCCESS INSTALL_ERROR", "CHECK_WARNING INSTALL_ERROR" -> "regressed";
            default -> "still broken";
        };
    }

    private static List<String> names(Part part) {
        List<String> names = new ArrayList<>();
        for (Step step : part.steps()) {
            names.add(name(part.round().plan(), step.target(), step.first(), step.second()) + " " + step.before() + " "
                    + step.after());
        }
        return names.stream().map(name -> name.replace("null", "open")).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void isThatOfTheTwin(long seed) {
        int compared = 0;
        for (int i = 0; i < 20; i++) {
            Round before = round(1000 + 40 * seed + 2L * i);
            Round after = round(1001 + 40 * seed + 2L * i);
            Map<String, String> then = checks(before);
            Map<String, String> now = checks(after);
            Map<String, List<String>> expected = new TreeMap<>();
            Set<String> both = new HashSet<>(then.keySet());
            both.retainAll(now.keySet());
            for (String name : both) {
                String was = then.getOrDefault(name, "");
                String is = now.getOrDefault(name, "");
                expected.computeIfAbsent(way(was, is), way -> new ArrayList<>()).add(name + " " + was + " " + is);
            }
            expected.values().forEach(names -> names.sort(null));

            Diff diff = Diff.of(before, after);

            assertThat(names(diff.regressed())).isEqualTo(expected.getOrDefault("regressed", List.of()));
            assertThat(names(diff.fixed())).isEqualTo(expected.getOrDefault("fixed", List.of()));
            assertThat(names(diff.stillBroken())).isEqualTo(expected.getOrDefault("still broken", List.of()));
            assertThat(names(diff.unknown())).isEqualTo(expected.getOrDefault("unknown", List.of()));
            assertThat(diff.fine())
                    .isEqualTo(expected.getOrDefault("fine", List.of()).size());
            assertThat(diff.onlyBefore().checks()).isEqualTo(then.size() - both.size());
            assertThat(diff.onlyAfter().checks()).isEqualTo(now.size() - both.size());
            for (Part part : List.of(diff.regressed(), diff.fixed(), diff.stillBroken())) {
                assertThat(part.causes().stream().mapToLong(Cause::allPairs).sum())
                        .isEqualTo(part.pairs());
            }
            compared += both.size();
        }
        assertThat(compared).isGreaterThan(100);
    }
}
