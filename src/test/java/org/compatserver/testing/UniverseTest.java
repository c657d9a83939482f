package org.compatserver.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.compatserver.index.DistributionFile;
import org.compatserver.index.ProjectIndex.PageAnswer;
import org.compatserver.metadata.MetadataAnswer;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.Test;

/** The text form of the indexes that other tests use. */
class UniverseTest {
    private static final ProjectName A = ProjectName.of("a");

    @Test
    void readsAReleaseOnOneLine() {
        Universe universe = Universe.of("""
                # the whole world
                My.Project 2.0: b>=1&<2, c[x,y]<2, d>1,!=1.5   # a comment
                """);

        ProjectName project = ProjectName.of("my-project");
        assertThat(universe.files(project))
                .extracting(DistributionFile::filename)
                .containsExactly("my_project-2.0-py3-none-any.whl");
        assertThat(universe.metadata().get("my_project-2.0-py3-none-any.whl"))
                .isEqualTo(new MetadataAnswer.Known("""
                        Metadata-Version: 2.1
                        Name: My.Project
                        Version: 2.0
                        Requires-Dist: b>=1,<2
                        Requires-Dist: c[x,y]<2
                        Requires-Dist: d>1,!=1.5
                        """, false));
    }

    @Test
    void readsTheProperties() {
        Universe universe = Universe.of("""
                a 1.0
                a 2.0
                  requires b; extra == "x"
                  extra x
                  python >=3.8
                  metadata-python >=3.9
                  yanked for a reason
                  uploaded 2025-03-04
                  wheel cp313-cp313-win_amd64
                  wheel 1-py3-none-any
                  sdist egg-info
                """);

        List<DistributionFile> files = universe.files(A);
        assertThat(files)
                .extracting(DistributionFile::filename)
                .containsExactly(
                        "a-1.0-py3-none-any.whl",
                        "a-2.0.tar.gz",
                        "a-2.0-cp313-cp313-win_amd64.whl",
                        "a-2.0-1-py3-none-any.whl");
        assertThat(files.get(0).uploadTime()).isEqualTo(Universe.FIRST_UPLOAD);
        assertThat(files.get(0).yanked()).isNull();
        assertThat(files.get(1).uploadTime()).isEqualTo(Instant.parse("2025-03-04T00:00:00Z"));
        assertThat(files.get(1).requiresPython()).isEqualTo(">=3.8");
        assertThat(files.get(1).yanked()).isEqualTo("for a reason");
        assertThat(universe.metadata().get("a-2.0.tar.gz")).isEqualTo(new MetadataAnswer.Known("""
                        Metadata-Version: 1.1
                        Name: a
                        Version: 2.0
                        Requires-Python: >=3.9
                        Requires-Dist: b; extra == "x"
                        Provides-Extra: x
                        """, true));
    }

    @Test
    void answersLikeAnIndex() {
        Universe universe = Universe.of("project a archived");

        assertThat(universe.page(A))
                .isInstanceOfSatisfying(
                        PageAnswer.Found.class,
                        found -> assertThat(found.page().status()).isEqualTo("archived"));
        assertThat(universe.page(ProjectName.of("b"))).isInstanceOf(PageAnswer.NoSuchProject.class);
        assertThat(universe.pageRequests(A)).isEqualTo(1);
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatThrownBy(() -> Universe.of("a 1.0\n  wheels py3-none-any"))
                .hasMessage("Line 2 of the universe, '  wheels py3-none-any': unknown property 'wheels'");
        assertThatThrownBy(() -> Universe.of("  yanked")).hasMessageContaining("belongs under a release");
        assertThatThrownBy(() -> Universe.of("a")).hasMessageContaining("a release is");
    }
}
