package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Verdict.Alternative;
import org.junit.jupiter.api.Test;

/** Whole answers on small random universes, against looking at every choice of versions; each answer is checked by the certificate as well. */
class EngineAgainstTryingEverythingTest {
    private static final int CASES = Integer.getInteger("compat.cases", 400);

    @Test
    void onePackage() {
        compare(1);
    }

    @Test
    void pairs() {
        compare(2);
    }

    @Test
    void threePackages() {
        compare(3);
    }

    private static void compare(int packages) {
        Map<String, Integer> results = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = new RandomUniverse(1_000_000L * packages + seed, packages);
            TryingEverything truth = new TryingEverything(universe);
            List<String> asked = new ArrayList<>(List.of(universe.packages()));
            Collections.shuffle(asked, new Random(seed));
            Verdict verdict = universe.question().verdict(asked.toArray(String[]::new));
            assertThat(text(verdict)).as("seed %d: %s", seed, universe).isEqualTo(truth.answer());
            results.merge(truth.answer().split(" ", 2)[0], 1, Integer::sum);
            if (verdict instanceof Verdict.Success success) {
                List<Version> point = point(success.installation(), universe);
                assertThat(truth.isKnown(point) && truth.isAtNewest(point)).isTrue();
            }
        }
        assertThat(results.keySet()).contains("SUCCESS", "INSTALL_ERROR", "UNKNOWN", "CHECK_WARNING");
    }

    private static List<Version> point(Installation installation, RandomUniverse universe) {
        Map<ProjectName, Version> pins = installation.pins().stream()
                .collect(Collectors.toMap(Installation.Pin::project, Installation.Pin::version));
        return universe.asked.stream()
                .map(wish -> ProjectName.of(wish.project()))
                .sorted()
                .map(pins::get)
                .toList();
    }

    private static String text(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _ -> "SUCCESS";
            case Verdict.Unknown _ -> "UNKNOWN";
            case Verdict.InstallError _ -> "INSTALL_ERROR";
            case Verdict.CheckWarning warning ->
                "CHECK_WARNING " + held(warning.heldBack())
                        + warning.alternatives().stream()
                                .map(Alternative::heldBack)
                                .map(held -> " or " + held(held))
                                .collect(Collectors.joining());
        };
    }

    private static String held(List<HeldBack> list) {
        return list.stream()
                .map(held -> held.project() + " " + held.from() + "->" + held.to() + " " + held.releasesBehind() + "/"
                        + held.lagDays())
                .toList()
                .toString();
    }
}
