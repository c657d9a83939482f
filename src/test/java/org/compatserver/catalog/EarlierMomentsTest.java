package org.compatserver.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: one question looks back at earlier moments, on the same pages, and keeps nothing of them. */
class EarlierMomentsTest {
    private static final String UNIVERSE = """
            a 1: b>=1
              sdist static
              uploaded 2024-01-01
            a 1: b>=2
              uploaded 2024-01-03
            a 2
              uploaded 2024-02-01
            b 1
              uploaded 2023-01-01
            b 2
              uploaded 2024-01-02
            """;

    private static final Instant BETWEEN = Instant.parse("2024-01-02T12:00:00Z");

    @Test
    void theFileThatWasThereThenIsRead() {
        CatalogSource now = Worlds.source(UNIVERSE);
        assertThat(Worlds.required(now, "a", "1")).containsExactly("b [2]");
        assertThat(Worlds.required(now.at(BETWEEN), "a", "1")).containsExactly("b [1, 2]");
        assertThat(Worlds.usable(now.at(BETWEEN), "a")).containsExactly("1");
        assertThat(Worlds.usable(now, "a")).containsExactly("1", "2");
    }

    @Test
    void tellsSinceWhenAVersionHasRequiredWhatItDoes() {
        CatalogSource now = Worlds.source(UNIVERSE);
        int first = Worlds.position(now, "a", "1");
        ProjectName a = Worlds.project("a");
        assertThat(now.uploads(a, first))
                .containsExactly(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-03T00:00:00Z"));
        assertThat(now.settled(a, first)).isEqualTo(Instant.parse("2024-01-03T00:00:00Z"));
        assertThat(now.at(BETWEEN).settled(a, first)).isEqualTo(Instant.parse("2024-01-01T00:00:00Z"));
        assertThat(now.uploadedAt(a, first, Instant.parse("2024-01-01T00:00:00Z")))
                .containsExactly("a-1.tar.gz");
        assertThat(now.at(BETWEEN).settled(a, Worlds.position(now, "a", "2"))).isNull();
    }

    @Test
    void aFileWithoutUploadTimeWasAlwaysThere() {
        CatalogSource now = Worlds.source("a 1\n  uploaded unknown\n");
        assertThat(now.uploads(Worlds.project("a"), 0)).containsExactly(Instant.MIN);
        assertThat(now.settled(Worlds.project("a"), 0)).isEqualTo(Instant.MIN);
        assertThat(now.withoutTimes()).containsExactly(Worlds.project("a"));
    }

    @Test
    void nothingIsKeptOfAMomentThatWasLeft() {
        try (Catalog catalog = Worlds.inMemory(Universe.of(UNIVERSE))) {
            CatalogSource now = catalog.source(Worlds.ALL);
            assertThat(Worlds.usable(now, "a")).hasSize(2);
            CompiledProject page = catalog.state(Worlds.project("a")).project();
            for (int day = 0; day < 500; day++) {
                try (CatalogSource then = now.at(BETWEEN.plusSeconds(86_400L * day))) {
                    assertThat(Worlds.required(then, "a", "1")).hasSize(1);
                    assertThat(page.scopes()).isLessThanOrEqualTo(2);
                }
            }
            assertThat(page.scopes()).isEqualTo(1);
            CatalogSource late = now.at(BETWEEN);
            late.close();
            assertThat(Worlds.required(late, "a", "1")).containsExactly("b [1, 2]");
            assertThat(page.scopes()).isEqualTo(1);
        }
    }

    @Test
    void anEarlierMomentIsWhatAQuestionAsOfItSees() {
        Shape shape = new Shape(5, 6, 2, true, EnumSet.allOf(Feature.class));
        for (int seed = 0; seed < 100; seed++) {
            RandomUniverse random = RandomUniverse.of(31L * seed, shape);
            try (Catalog catalog = Worlds.inMemory(Universe.of(random.text()))) {
                CatalogSource now = catalog.source(Worlds.ALL);
                for (Instant moment : uploads(random)) {
                    CatalogSource asked = catalog.source(Worlds.asOf(moment.toString()));
                    try (CatalogSource then = now.at(moment)) {
                        random.projects().forEach(project -> compare(then, asked, ProjectName.of(project)));
                    }
                }
            }
        }
    }

    private static NavigableSet<Instant> uploads(RandomUniverse random) {
        NavigableSet<Instant> uploads = new TreeSet<>();
        random.releases()
                .forEach(release -> release.files().forEach(file -> {
                    if (file.uploaded() != null) {
                        uploads.add(file.uploaded());
                    }
                }));
        return uploads;
    }

    private static void compare(CatalogSource then, CatalogSource asked, ProjectName project) {
        Releases releases = then.releases(project);
        assertThat(releases).isEqualTo(asked.releases(project));
        for (int position = 0; position < releases.versions().size(); position++) {
            for (PackageNode node : List.of(PackageNode.of(project), new PackageNode(project, Extra.of("x")))) {
                assertThat(then.dependencies(node, position)).isEqualTo(asked.dependencies(node, position));
            }
            assertThat(then.chosen(project, position)).isEqualTo(asked.chosen(project, position));
        }
    }
}
