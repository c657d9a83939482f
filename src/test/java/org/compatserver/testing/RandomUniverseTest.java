package org.compatserver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Release;
import org.compatserver.testing.RandomUniverse.Shape;
import org.junit.jupiter.api.Test;

/** Random universes are what their shape says, and their text says what they are. */
class RandomUniverseTest {
    private static final Shape ALL = new Shape(5, 6, 2, true, EnumSet.allOf(Feature.class));

    private static List<RandomUniverse> some(Shape shape) {
        return IntStream.range(0, 200)
                .mapToObj(seed -> RandomUniverse.of(seed, shape))
                .toList();
    }

    @Test
    void aSeedAlwaysGivesTheSame() {
        assertThat(RandomUniverse.of(7, ALL)).isEqualTo(RandomUniverse.of(7, ALL));
        assertThat(RandomUniverse.of(7, ALL)).isNotEqualTo(RandomUniverse.of(8, ALL));
    }

    @Test
    void theTextHasEveryFileOfEveryRelease() {
        for (RandomUniverse random : some(ALL)) {
            Universe universe = Universe.of(random.text());
            assertThat(universe.pages().keySet())
                    .containsExactlyElementsOf(
                            random.projects().stream().map(ProjectName::of).toList());
            for (String project : random.projects()) {
                assertThat(universe.files(ProjectName.of(project)))
                        .extracting(file -> file.filename())
                        .containsExactlyElementsOf(random.of(project).stream()
                                .flatMap(release -> release.files().stream()
                                        .map(file -> file.kind().filename(project, release.version())))
                                .toList());
            }
            assertThat(random.packages())
                    .allSatisfy(text -> assertThat(
                                    Requirement.parse(text).orElseThrow().toString())
                            .isNotEmpty());
        }
    }

    @Test
    void withoutFeaturesThereIsNothingOdd() {
        for (RandomUniverse random : some(new Shape(4, 4, 2, true, Set.of()))) {
            assertThat(random.text())
                    .doesNotContain(";", "[", "python", "yanked", "sdist", "win", "invalid", "unknown", "b1");
        }
    }

    @Test
    void inAnAcyclicOneReleasesRequireLaterProjectsOnly() {
        for (RandomUniverse random : some(new Shape(14, 3, 3, false, Set.of(Feature.EXTRAS)))) {
            for (Release release : random.releases()) {
                assertThat(release.requires())
                        .allSatisfy(wish -> assertThat(wish.project()).isGreaterThan(release.project()));
            }
        }
    }
}
