package org.compatserver.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectPage;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;

/** The compiled form of a page says what the page says. */
class CompiledViewTest {
    private static final List<Target> TARGETS = List.of(
            Worlds.LINUX,
            new Target(new PythonVersion(2, 7, 18), Platform.DEFAULT),
            new Target(new PythonVersion(3, 12, 3), new Platform("win_amd64")),
            new Target(new PythonVersion(3, 14, 0), new Platform("macosx_15_0_arm64")));
    private static final List<String> CLAUSES =
            List.of("", ">=1", "==1.0", "<2", "~=1.1", "!=1.*", ">1.0,<4", "===1.0", ">=2.0rc1", "<=1.1", "==3.0");

    @Test
    void isThePageSeenOneFileAtATime() {
        for (int seed = 0; seed < 400; seed++) {
            RandomPage random = new RandomPage(seed);
            ProjectPage page = random.page(seed % 60);
            CompiledProject compiled = compiled(page);
            for (int i = 0; i < 4; i++) {
                Scope scope = new Scope(
                        random.any(TARGETS),
                        random.chance(2) ? null : random.moment(),
                        random.chance(2),
                        false,
                        List.of());
                agrees(seed, new SlowView(page, scope), compiled, scope);
            }
        }
    }

    @Test
    void keepsAllThatThePageSaysOfAFile() {
        for (int seed = 1_000; seed < 1_200; seed++) {
            ProjectPage page = new RandomPage(seed).page(30);
            CompiledProject compiled = compiled(page);
            SlowView slow = new SlowView(page, Worlds.ALL);

            assertThat(compiled.digest()).isEqualTo(page.digest());
            assertThat(compiled.status()).isEqualTo(page.status());
            for (int position = 0; position < compiled.versions().size(); position++) {
                List<SlowView.Listed> listed = slow.files(slow.versions().get(position));
                int first = compiled.firstFile(position);
                assertThat(compiled.endOfFiles(position) - first).isEqualTo(listed.size());
                for (int i = 0; i < listed.size(); i++) {
                    DistributionFile expected = listed.get(i).file();
                    assertThat(compiled.file(first + i)).as("seed " + seed).isEqualTo(expected);
                    assertThat(compiled.name(first + i)).isEqualTo(listed.get(i).name());
                    assertThat(compiled.spelledVersion(first + i, position))
                            .hasToString(listed.get(i).name().version().toString());
                }
            }
        }
    }

    private static void agrees(int seed, SlowView slow, CompiledProject compiled, Scope scope) {
        ProjectView view = compiled.view(new ScopeTable(
                new TargetTable(scope.target(), new Texts()),
                scope.wheelsOnly(),
                scope.asOf() == null ? Long.MAX_VALUE : Micros.ceiling(scope.asOf())));
        assertThat(List.copyOf(compiled.versions())).as("seed " + seed).isEqualTo(slow.versions());
        for (int position = 0; position < slow.versions().size(); position++) {
            Version version = slow.versions().get(position);
            String where = "seed %d, %s, %s".formatted(seed, scope, version);
            List<String> candidates = slow.candidates(version);
            assertThat(view.candidates(position).stream().map(compiled::filename))
                    .as(where)
                    .isEqualTo(candidates);
            assertThat(view.usable().contains(position)).as(where).isEqualTo(!candidates.isEmpty());
            assertThat(view.yanked().contains(position))
                    .as(where)
                    .isEqualTo(!candidates.isEmpty() && slow.isYanked(version));
            assertThat(compiled.preReleases().contains(position)).as(where).isEqualTo(version.isPreRelease());
            if (candidates.isEmpty()) {
                assertThat(view.unavailable(position).getClass().getSimpleName())
                        .as(where)
                        .isEqualTo(slow.unavailable(version));
            }
        }
        for (String text : CLAUSES) {
            SpecifierSet clause = SpecifierSet.of(text);
            assertThat(Worlds.texts(
                            compiled.versions(), compiled.clause(clause, text).allowed()))
                    .as("seed %d, %s", seed, text)
                    .isEqualTo(slow.versions().stream()
                            .filter(clause::contains)
                            .map(Version::toString)
                            .toList());
        }
    }

    private static CompiledProject compiled(ProjectPage page) {
        byte[] bytes = ProjectCompiler.compile(page, Universe.FETCHED);
        return Objects.requireNonNull(
                CompiledProject.open(page.project(), ByteBuffer.wrap(bytes), new ProjectMetadata(null)));
    }
}
