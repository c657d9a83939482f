package org.compatserver.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Releases;
import org.junit.jupiter.api.Test;

/** Which versions have a file that counts, why the others have none, and which file of a version is taken (resolution semantics 3.2 to 3.5, and 4). */
class FilesThatCountTest {

    @Test
    void versionsAreAscendingAndTwoSpellingsAreOne() {
        CatalogSource source = Worlds.source("""
                a 1.10
                a 1.9
                a 1.10.0
                a 2.0rc1
                a 1!0.1
                """);

        Releases releases = source.releases(Worlds.project("a"));

        assertThat(releases.versions()).extracting(Version::toString).containsExactly("1.9", "1.10", "2.0rc1", "1!0.1");
        assertThat(Worlds.texts(releases.versions(), releases.preReleases())).containsExactly("2.0rc1");
        assertThat(chosen(source, "1.10")).isEqualTo("a-1.10.0-py3-none-any.whl");
        assertThat(source.chosen(Worlds.project("a"), 1))
                .isNotNull()
                .satisfies(file -> assertThat(file.version()).hasToString("1.10.0"));
    }

    @Test
    void filesWithUnreadableNamesDoNotExist() {
        CatalogSource source = Worlds.source("""
                a 1.5_1
                a 1.0
                """);

        assertThat(source.releases(Worlds.project("a")).versions())
                .extracting(Version::toString)
                .containsExactly("1.0");
    }

    @Test
    void saysWhyAVersionHasNoFile() {
        String universe = """
                a 1
                  wheel cp313-cp313-win_amd64
                a 2
                  sdist static
                a 3
                  python <3
                a 4
                  uploaded 2025-06-01
                a 5
                  wheel cp312-cp312-manylinux_2_17_x86_64
                  sdist static
                a 6
                  wheel cp312-cp312-manylinux_2_17_x86_64
                  python <3.13
                """;
        Scope scope = new Scope(Worlds.LINUX, java.time.Instant.parse("2025-06-01T00:00:00Z"), true, false, List.of());
        CatalogSource source = Worlds.source(universe, scope);

        assertThat(Worlds.usable(source, "a")).isEmpty();
        assertThat(why(source, "1")).isEqualTo(new Unavailable.NoMatchingWheel(List.of("cp313-cp313-win_amd64")));
        assertThat(why(source, "2")).isEqualTo(new Unavailable.SourceOnly());
        assertThat(why(source, "3")).isEqualTo(new Unavailable.RequiresPython("<3"));
        assertThat(why(source, "4")).isEqualTo(new Unavailable.UploadedLater());
        assertThat(why(source, "5"))
                .isEqualTo(new Unavailable.NoMatchingWheel(List.of("cp312-cp312-manylinux_2_17_x86_64")));
        assertThat(why(source, "6"))
                .as("tags are looked at before Requires-Python")
                .isEqualTo(new Unavailable.NoMatchingWheel(List.of("cp312-cp312-manylinux_2_17_x86_64")));
    }

    @Test
    void saysWhyAProjectHasNoVersion() {
        CatalogSource source = Worlds.source("project empty");

        assertThat(source.unavailable(Worlds.project("empty"), -1)).isEqualTo(new Unavailable.NoFile());
        assertThat(source.unavailable(Worlds.project("nowhere"), -1)).isEqualTo(new Unavailable.UnknownProject());
        assertThat(source.releases(Worlds.project("nowhere")).versions()).isEmpty();
    }

    @Test
    void sourceArchivesCountUnlessWheelsAreAskedFor() {
        String universe = """
                a 1
                a 2
                  sdist static
                a 3
                  sdist static
                  wheel cp313-cp313-win_amd64
                """;

        assertThat(Worlds.usable(Worlds.source(universe), "a")).containsExactly("1", "2", "3");
        assertThat(Worlds.usable(Worlds.source(universe, Worlds.wheelsOnly()), "a"))
                .containsExactly("1");
    }

    @Test
    void takesTheBestTagThenTheHighestBuildThenTheLastListed() {
        String[][] table = {
            {"wheel py3-none-any\n wheel cp313-cp313-manylinux_2_17_x86_64", "cp313-cp313-manylinux_2_17_x86_64.whl"},
            {
                "wheel cp313-cp313-manylinux_2_28_x86_64\n wheel cp313-cp313-manylinux_2_17_x86_64",
                "cp313-cp313-manylinux_2_28_x86_64.whl"
            },
            {
                "wheel cp313-abi3-manylinux_2_17_x86_64\n wheel cp313-cp313-manylinux_2_17_x86_64",
                "cp313-cp313-manylinux_2_17_x86_64.whl"
            },
            {"wheel py2.py3-none-any\n wheel py3-none-any", "py3-none-any.whl"},
            {"wheel py3-none-any\n wheel py2.py3-none-any", "py2.py3-none-any.whl"},
            {"wheel 10-py3-none-any\n wheel 9-py3-none-any\n wheel py3-none-any", "10-py3-none-any.whl"},
            {"wheel 1b-py3-none-any\n wheel 1a-py3-none-any", "1b-py3-none-any.whl"},
            {"wheel py3-none-any\n sdist static", "py3-none-any.whl"},
            {"wheel cp313-cp313-win_amd64\n sdist static", ".tar.gz"},
        };
        for (String[] row : table) {
            CatalogSource source = Worlds.source("a 1\n " + row[0]);
            assertThat(chosen(source, "1")).as(row[0]).endsWith(row[1]).hasSizeLessThan(row[1].length() + 5);
        }
    }

    @Test
    void aYankedFileIsPassedOverWhileTheVersionHasAnother() {
        String universe = """
                a 1
                  yanked broken wheel
                a 1
                  sdist static
                a 2
                  yanked
                a 3
                """;
        CatalogSource source = Worlds.source(universe);
        Releases releases = source.releases(Worlds.project("a"));

        assertThat(Worlds.texts(releases.versions(), releases.usable())).containsExactly("1", "2", "3");
        assertThat(Worlds.texts(releases.versions(), releases.yanked())).containsExactly("2");
        assertThat(chosen(source, "1")).isEqualTo("a-1.tar.gz");
        assertThat(chosen(source, "2")).isEqualTo("a-2-py3-none-any.whl");

        Releases wheels = Worlds.source(universe, Worlds.wheelsOnly()).releases(Worlds.project("a"));
        assertThat(Worlds.texts(wheels.versions(), wheels.yanked())).containsExactly("1", "2");
    }

    @Test
    void onlyFilesUploadedBeforeTheMomentExist() {
        String universe = """
                a 1
                  uploaded 2025-01-01
                a 2
                  uploaded 2025-01-02T00:00:00Z
                a 3
                  uploaded unknown
                a 4
                  uploaded 2025-01-01
                  sdist static
                a 4
                  uploaded 2025-01-03
                """;

        CatalogSource before = Worlds.source(universe, Worlds.asOf("2025-01-02T00:00:00Z"));
        assertThat(Worlds.usable(before, "a")).containsExactly("1", "3", "4");
        assertThat(chosen(before, "4")).isEqualTo("a-4.tar.gz");
        assertThat(before.notices(List.of(Worlds.project("a"))))
                .containsExactly("The index gives no upload time for 1 file of 'a': they count as uploaded in time.");

        CatalogSource after = Worlds.source(universe, Worlds.asOf("2025-01-02T00:00:00.000001Z"));
        assertThat(Worlds.usable(after, "a")).containsExactly("1", "2", "3", "4");
        assertThat(Worlds.usable(Worlds.source(universe, Worlds.asOf("2025-01-02T00:00:00.0000001Z")), "a"))
                .containsExactly("1", "2", "3", "4");
        assertThat(chosen(Worlds.source(universe), "4")).isEqualTo("a-4-py3-none-any.whl");
    }

    @Test
    void requiresPythonOfTheIndexIsHeldAgainstTheWholeVersion() {
        String universe = """
                a 1
                  python >=3.8
                a 2
                  python !=3.13.1
                a 3
                  python >=3.12.*
                a 4
                  python >=3.13.2
                """;

        assertThat(Worlds.usable(Worlds.source(universe), "a"))
                .as("what cannot be read is no restriction")
                .containsExactly("1", "3");
        Target newer = new Target(new PythonVersion(3, 13, 2), Platform.DEFAULT);
        assertThat(Worlds.usable(Worlds.source(universe, Scope.of(newer)), "a")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void anOldSourceArchivesEndingRestrictsItToThatPython() {
        String universe = """
                a 1-py2.7
                  metadata-version 1
                  sdist static
                a 2-py3.6
                  metadata-version 2
                  python >=3
                  sdist static
                a 3-py3
                  metadata-version 3
                  sdist static
                a 4-py3.6
                  metadata-version 4
                  python >=3.7
                  sdist static
                a 5-py3.6
                  metadata-version 5
                  python what
                  sdist static
                a 6
                  sdist static
                """;
        CatalogSource source = Worlds.source(universe);

        assertThat(Worlds.usable(source, "a")).containsExactly("6");
        assertThat(why(source, "1")).isEqualTo(new Unavailable.RequiresPython("==2.7.*"));
        assertThat(Worlds.usable(Worlds.source(universe, of(2, 7)), "a")).containsExactly("1", "6");
        assertThat(Worlds.usable(Worlds.source(universe, of(3, 6)), "a")).containsExactly("2", "5", "6");
    }

    private static Scope of(int major, int minor) {
        return Scope.of(new Target(new PythonVersion(major, minor, 1), Platform.DEFAULT));
    }

    @Test
    void newestIsWhatTheBareNameWouldGive() {
        assertThat(newest("a 1\na 2rc1\na 3\n yanked")).isEqualTo("1");
        assertThat(newest("a 1rc1\na 2rc1")).isEqualTo("2rc1");
        assertThat(newest("a 1\n yanked\na 2\n yanked")).isEqualTo("2");
        assertThat(newest("a 1\na 2\n python <3")).isEqualTo("1");
        assertThat(Worlds.source("a 1\n python <3").newest(Worlds.project("a"))).isEqualTo(-1);
    }

    @Test
    void aReleaseIsAsOldAsItsFirstFileThatCounts() {
        CatalogSource source = Worlds.source("""
                a 1
                  uploaded 2025-01-01
                  wheel cp313-cp313-win_amd64
                a 1
                  uploaded 2025-01-03
                a 1
                  uploaded 2025-01-02
                  sdist static
                a 2
                  uploaded unknown
                """);

        assertThat(source.released(Worlds.project("a"), 0)).isEqualTo("2025-01-02T00:00:00Z");
        assertThat(source.released(Worlds.project("a"), 1)).isNull();
    }

    private static String newest(String universe) {
        CatalogSource source = Worlds.source(universe);
        return source.releases(Worlds.project("a"))
                .versions()
                .get(source.newest(Worlds.project("a")))
                .toString();
    }

    private static Unavailable why(CatalogSource source, String version) {
        return source.unavailable(Worlds.project("a"), Worlds.position(source, "a", version));
    }

    private static String chosen(CatalogSource source, String version) {
        Chosen file = source.chosen(Worlds.project("a"), Worlds.position(source, "a", version));
        return file == null ? "none" : file.filename();
    }
}
