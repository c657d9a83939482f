package org.compatserver.referee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.junit.jupiter.api.Test;

/** Which questions are drawn. */
class SampleTest {
    private static final List<Interpreter> PYTHONS = Stream.of(10, 12)
            .map(minor -> new Interpreter(Path.of("python"), new PythonVersion(3, minor, 1), Platform.DEFAULT))
            .toList();

    private static List<Case> draw(String portfolio, int sample, Plan.Size size, long seed) {
        List<List<Requirement>> requirements = Stream.of(portfolio.split(" "))
                .map(line -> Stream.of(line.split("\\+")).map(Requirement::of).toList())
                .toList();
        try {
            return Sample.draw(
                    PYTHONS,
                    new Plan(
                            "p",
                            requirements,
                            List.of(),
                            sample,
                            size,
                            seed,
                            null,
                            null,
                            1,
                            Duration.ZERO,
                            null,
                            false));
        } catch (RefereeProblem e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static long count(List<Case> cases, int python, int size) {
        return cases.stream()
                .filter(one -> one.interpreter().equals(PYTHONS.get(python))
                        && one.requirements().size() == size)
                .count();
    }

    @Test
    void questionsAreSpreadEvenlyOverPythonsAndSizes() {
        List<Case> cases = draw("a b c d e f g h", 40, Plan.Size.PAIRS_AND_TRIPLES, 1);
        assertThat(cases).hasSize(40);
        assertThat(List.of(count(cases, 0, 2), count(cases, 0, 3), count(cases, 1, 2), count(cases, 1, 3)))
                .containsOnly(10L);
        assertThat(draw("a b c d e f g h", 40, Plan.Size.PAIRS, 1))
                .allSatisfy(one -> assertThat(one.requirements()).hasSize(2).doesNotHaveDuplicates());
    }

    @Test
    void theSameSeedDrawsTheSame() {
        List<Case> cases = draw("a b c d e f g h", 30, Plan.Size.PAIRS_AND_TRIPLES, 7);
        assertThat(draw("a b c d e f g h", 30, Plan.Size.PAIRS_AND_TRIPLES, 7)).isEqualTo(cases);
        assertThat(draw("a b c d e f g h", 30, Plan.Size.PAIRS_AND_TRIPLES, 8)).isNotEqualTo(cases);
    }

    @Test
    void noQuestionNamesAProjectTwice() {
        assertThat(draw("a a<2 b", 20, Plan.Size.PAIRS, 1))
                .map(one -> one.texts().stream().sorted().toList())
                .containsOnly(List.of("a", "b"), List.of("a<2", "b"));
        assertThatThrownBy(() -> draw("a+a<2", 0, Plan.Size.EACH, 1))
                .hasMessage("The line `a a<2` names a twice: join its requirements to one");
    }

    @Test
    void eachLineCanBeAskedByItself() {
        assertThat(draw("a b+c<2", 0, Plan.Size.EACH, 1))
                .map(one -> one.interpreter().python() + ": " + one)
                .containsExactly("3.10.1: a", "3.10.1: b c<2", "3.12.1: a", "3.12.1: b c<2");
    }

    @Test
    void noCombinationIsDrawnTwiceAndASmallPortfolioIsExhausted() {
        List<Case> cases = draw("a b c[x] d<2", 100, Plan.Size.PAIRS, 1);
        Set<String> combinations = new HashSet<>();
        for (Case one : cases) {
            combinations.add(
                    one.interpreter() + " " + one.texts().stream().sorted().collect(Collectors.joining(" ")));
        }
        assertThat(cases).hasSize(12);
        assertThat(combinations).hasSize(12);
    }
}
