package org.compatserver.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.compatserver.index.IndexFault;
import org.compatserver.index.ProjectIndex;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the index knows some projects, found out within a time. */
class KnownNamesTest {
    private static final Scope SCOPE = Scope.of(new Target(new PythonVersion(3, 13, 0), Platform.DEFAULT));
    private static final List<ProjectName> ASKED =
            List.of(ProjectName.of("silent"), ProjectName.of("here"), ProjectName.of("gone"), ProjectName.of("faulty"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static Catalog catalog(ProjectIndex index, Path folder) {
        return new Catalog(
                index, Universe.of("a 1.0"), folder, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED));
    }

    @Test
    void whatIsSilentOrFaultsIsNotKnown() {
        Universe universe = Universe.of("here 1.0");
        CountDownLatch never = new CountDownLatch(1);
        ProjectIndex index = project -> {
            if (project.normalized().equals("faulty")) {
                throw new IndexFault(IndexFault.Kind.FAILED, "It is broken");
            }
            if (project.normalized().equals("silent")) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IndexFault(IndexFault.Kind.FAILED, "It was given up", e);
                }
            }
            return universe.page(project);
        };
        try (Catalog catalog = catalog(index, folder)) {
            assertThat(catalog.source(SCOPE).known(ASKED, Duration.ofMillis(500)))
                    .containsExactly(ProjectName.of("here"));
        }
    }

    @Test
    void namesAtHandAreThoseInMemoryAndInTheFolder() {
        Universe universe = Universe.of("""
                here 1.0
                there 1.0
                """);
        try (Catalog catalog = catalog(universe, folder)) {
            catalog.source(SCOPE).releases(ProjectName.of("here"));
            catalog.source(SCOPE).releases(ProjectName.of("nothere"));
            assertThat(catalog.source(SCOPE).namesAtHand()).containsExactly(ProjectName.of("here"));
        }
        try (Catalog later = catalog(universe, folder)) {
            assertThat(later.source(SCOPE).namesAtHand()).containsExactly(ProjectName.of("here"));
        }
    }
}
