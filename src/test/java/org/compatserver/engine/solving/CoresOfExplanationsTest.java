package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.compatserver.certificate.Evidence;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.Line;
import org.compatserver.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The lines of explanations on random universes, held against a SAT solver: they cannot all hold, and any of them left out they can. That each fact is true
 * is checked by the certificate. More of them: {@code ./test CoresOfExplanationsTest -Dcompat.cases=2000}.
 */
class CoresOfExplanationsTest {
    private static final int CASES = Integer.getInteger("compat.cases", 150);

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, 6, 6
            2, 6, 6
            3, 6, 6
            2, 12, 4
            """)
    void linesAreImpossibleTogetherAndPossibleWithoutAnyOne(int requested, int projects, int versions) {
        Shape shape = new Shape(projects, versions, requested, true, EnumSet.allOf(Feature.class));
        long lines = IntStream.range(0, CASES)
                .mapToObj(seed -> RandomUniverse.of(47_000_000L + 1_000L * requested + seed, shape))
                .mapToLong(CoresOfExplanationsTest::check)
                .sum();
        assertThat(lines).isGreaterThan(CASES / 4);
    }

    private static long check(RandomUniverse random) {
        Verdict verdict = Asking.of(random).verdict(random.packages().toArray(String[]::new));
        return switch (verdict) {
            case Verdict.CheckWarning warning -> check(warning.explanation(), random);
            case Verdict.InstallError error -> check(error.explanation(), random);
            case Verdict.Success _, Verdict.Unknown _ -> 0;
        };
    }

    private static long check(Explanation explanation, RandomUniverse random) {
        List<Line> lines = explanation.lines();
        if (lines.isEmpty()) {
            return 0;
        }
        Evidence index = new UniverseEvidence(Universe.of(random.text()));
        List<Fact> told = lines.stream().flatMap(line -> line.facts().stream()).toList();
        List<Fact> all = explanation.proof().facts();
        List<Fact> rest = all.stream().filter(fact -> !told.contains(fact)).toList();
        assertThat(all).as("%s", random).containsAll(told);
        assertThat(rest).as("%s", random).allMatch(CoresOfExplanationsTest::isSaidBeforehand);
        assertThat(FactsReferee.canAllHold(all, index))
                .as("%s of %s", lines, random)
                .isFalse();
        for (Line line : lines) {
            List<Fact> others = new ArrayList<>(all);
            others.removeAll(line.facts());
            assertThat(FactsReferee.canAllHold(others, index))
                    .as("without %s of %s", line.text(), random)
                    .isTrue();
        }
        return lines.size();
    }

    /** By the sentence before the lines, or of every project. */
    private static boolean isSaidBeforehand(Fact fact) {
        return fact.ground() instanceof Ground.Asked
                || fact.ground() instanceof Ground.OnlyNewest
                || fact.ground() instanceof Ground.SameVersion
                || fact.ground() instanceof Ground.CannotBeUsed(Unavailable.UploadedLater _);
    }
}
