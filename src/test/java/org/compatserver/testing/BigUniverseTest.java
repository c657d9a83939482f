package org.compatserver.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BigUniverseTest {
    private static final long SEED = 7;

    private static BigUniverse universe(String shape) {
        return BigUniverseGenerator.draw(BigUniverseShape.of(shape, 200), SEED);
    }

    /** All that it says. */
    private static List<String> told(BigUniverse universe) {
        List<String> lines = new ArrayList<>();
        for (Requirement asked : universe.portfolio()) {
            Releases releases = universe.releases(asked.project());
            lines.add(asked + " " + releases);
            for (int position = 0; position < releases.versions().size(); position++) {
                lines.add(universe.released(asked.project(), position)
                        + " " + universe.chosen(asked.project(), position)
                        + " " + universe.dependencies(PackageNode.of(asked.project()), position)
                        + " "
                        + universe.dependencies(
                                new PackageNode(asked.project(), BigUniverseGenerator.EXTRA), position));
            }
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"usual", "hard", "tangled"})
    void theSameSeedMakesTheSameUniverse(String shape) {
        assertThat(told(universe(shape))).isEqualTo(told(universe(shape)));
        assertThat(told(BigUniverseGenerator.draw(BigUniverseShape.of(shape, 200), SEED + 1)))
                .isNotEqualTo(told(universe(shape)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"usual", "hard", "tangled"})
    void thePortfolioIsSortedByNameAndEachProjectIsInItOnce(String shape) {
        assertThat(universe(shape).portfolio())
                .hasSize(200)
                .extracting(Requirement::project)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"usual", "hard", "tangled"})
    void whatIsRequiredExistsAndItsClausesMeanWhatTheySay(String shape) {
        BigUniverse universe = universe(shape);
        for (Requirement asked : universe.portfolio()) {
            for (int position = 0;
                    position < universe.releases(asked.project()).versions().size();
                    position++) {
                if (universe.dependencies(PackageNode.of(asked.project()), position)
                        instanceof Dependencies.Known(var dependencies)) {
                    dependencies.forEach(dependency -> {
                        var versions =
                                universe.releases(dependency.target().project()).versions();
                        assertThat(versions).isNotEmpty();
                        for (int at = 0; at < versions.size(); at++) {
                            assertThat(dependency.clause().allowed().contains(at))
                                    .isEqualTo(dependency.clause().specifiers().contains(versions.get(at)));
                        }
                    });
                }
            }
        }
    }

    @Test
    void theHardOneHasWhatMakesRoundsHard() {
        BigUniverse universe = universe("hard");
        String told = String.join("\n", told(universe));
        assertThat(Stream.of("Unknowable[", "[more]", "rc1", "==").filter(word -> !told.contains(word)))
                .isEmpty();
        assertThat(universe.portfolio())
                .anyMatch(asked -> universe.releases(asked.project()).yanked().highest() >= 0)
                .anyMatch(asked -> !asked.specifiers().isEmpty())
                .anyMatch(asked -> !asked.extras().isEmpty());
    }

    @Test
    void theFiguresOfAUniverseAreFoundBySolving() {
        BigUniverse universe = universe("usual");
        List<String> lines = UniverseFigures.of(universe, universe.portfolio(), universe.moment(), 50, SEED)
                .lines();
        assertThat(lines).hasSize(6);
        assertThat(lines.getFirst()).startsWith("packages 200, alone {at newest=");
        assertThat(lines.get(4)).startsWith("disagreeing pairs solved 50: {");
    }
}
