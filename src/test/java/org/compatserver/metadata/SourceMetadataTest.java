package org.compatserver.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.compatserver.metadata.Archives.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.compatserver.metadata.MetadataAnswer.Broken;
import org.compatserver.metadata.MetadataAnswer.Known;
import org.compatserver.metadata.MetadataAnswer.Unknowable;
import org.compatserver.pep.distribution.SourceFilename;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FEATURE UNDER TEST: what a source archive says about itself without being built. */
class SourceMetadataTest {
    private static final String OLD_PKG_INFO = "Metadata-Version: 1.1\nName: demo\nVersion: 1.0\n";

    private static final String STATIC_PKG_INFO = """
            Metadata-Version: 2.2
            Name: demo
            Version: 1.0
            Requires-Python: >=3.8
            Requires-Dist: a>=1
            Dynamic: License
            """;

    private static final String DYNAMIC_PKG_INFO = """
            Metadata-Version: 2.4
            Name: demo
            Version: 1.0
            Requires-Dist: computed
            Dynamic: requires-dist
            Dynamic: Provides-Extra
            """;

    @TempDir
    private Path folder;

    private MetadataAnswer read(Map<String, String> files, String extension) throws IOException {
        return read(Archives.source(files, extension), extension);
    }

    private MetadataAnswer read(byte[] archive, String extension) throws IOException {
        Path file = Files.write(folder.resolve("archive"), archive);
        return SourceMetadata.read(file, (SourceFilename) Archives.name("demo-1.0" + extension));
    }

    private MetadataAnswer read(String... files) throws IOException {
        return read(files(files), ".tar.gz");
    }

    @Test
    void aVersionThatIsLeftToTheBuildIsThatOfTheFileName() throws IOException {
        assertThat(read("demo-1.0/pyproject.toml", """
                        [project]
                        name = "demo"
                        dynamic = ["version", "readme"]
                        requires-python = ">=3.8"
                        dependencies = ["a>=1"]
                        """)).isEqualTo(known("""
                        Metadata-Version: 2.2
                        Name: demo
                        Version: 1.0
                        Requires-Python: >=3.8
                        Requires-Dist: a>=1
                        """));
    }

    private static Known known(String text) {
        return new Known(text, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {".tar.gz", ".tgz", ".tar", ".zip", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tar.lzma", ".tlz"})
    void readsEveryFormOfArchive(String extension) throws IOException {
        assertThat(read(files("demo-1.0/setup.py", "", "demo-1.0/PKG-INFO", STATIC_PKG_INFO), extension))
                .isEqualTo(known(STATIC_PKG_INFO));
    }

    @Test
    void doesNotKnowLzip() throws IOException {
        assertThat(read(new byte[10], ".tar.lz"))
                .isEqualTo(new Unknowable("source archives of the form .tar.lz are not read"));
    }

    @Test
    void takesStaticPkgInfoFirst() throws IOException {
        assertThat(read(
                        "demo-1.0/pyproject.toml",
                                "[project]\nname = 'demo'\nversion = '1.0'\ndependencies = ['other']",
                        "demo-1.0/demo.egg-info/PKG-INFO", OLD_PKG_INFO,
                        "demo-1.0/PKG-INFO", STATIC_PKG_INFO))
                .isEqualTo(known(STATIC_PKG_INFO));
    }

    @Test
    void takesTheStaticProjectTableNext() throws IOException {
        String project = """
                [build-system]
                requires = ["setuptools"]
                [project]
                name = "Demo"
                version = "1.0"
                requires-python = ">=3.9"
                dependencies = ["a>=1", "b; python_version < '3.10'"]
                dynamic = ["readme"]
                [project.optional-dependencies]
                z = ["c[d] ; os_name == 'nt' or os_name == 'posix'", "e @ https://files.example/e.zip ; os_name == 'nt'"]
                empty = []
                """;
        assertThat(read("demo-1.0/PKG-INFO", OLD_PKG_INFO, "demo-1.0/pyproject.toml", project))
                .isEqualTo(known("""
                                Metadata-Version: 2.2
                                Name: Demo
                                Version: 1.0
                                Requires-Python: >=3.9
                                Provides-Extra: empty
                                Provides-Extra: z
                                Requires-Dist: a>=1
                                Requires-Dist: b; python_version < '3.10'
                                Requires-Dist: c[d] ; (os_name == 'nt' or os_name == 'posix') and extra == "z"
                                Requires-Dist: e @ https://files.example/e.zip ; (os_name == 'nt') and extra == "z"
                                """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[project]\nname='demo'\nversion='1.0'\ndynamic=['dependencies']",
                "[project]\nname='demo'\nversion='1.0'\ndynamic=['optional-dependencies']",
                "[project]\nname='demo'\nversion='1.0'\ndynamic=['requires-python']",
                "[project]\nname='demo'\ndynamic=['version', 'dependencies']",
                "[project]\nname='demo'\ndependencies=['a']",
                "[project]\nname='demo'",
                "[project]\nname='demo'\nversion=1",
                "[project]\nname='demo'\nversion='1.0'\ndependencies='six'",
                "[project]\nname='demo'\nversion='1.0'\ndependencies=[1]",
                "[project]\nname='demo'\nversion='1.0'\noptional-dependencies=[]",
                "[project",
                "[tool.poetry]\nname='demo'\nversion='1.0'",
                "",
                "\u0000\u0001",
            })
    void passesOverAProjectTableThatIsNotStatic(String pyproject) throws IOException {
        assertThat(read("demo-1.0/pyproject.toml", pyproject)).isInstanceOf(Unknowable.class);
        assertThat(read("demo-1.0/pyproject.toml", pyproject, "demo-1.0/demo.egg-info/PKG-INFO", OLD_PKG_INFO))
                .isEqualTo(new Known(OLD_PKG_INFO, true));
    }

    @Test
    void survivesDeeplyNestedToml() throws IOException {
        assertThat(read("demo-1.0/pyproject.toml", "a = " + "[".repeat(200_000)))
                .isInstanceOf(Unknowable.class);
    }

    @Test
    void aProjectTableCannotSmuggleFields() throws IOException {
        String project = "[project]\nname='demo'\nversion='1.0'\ndependencies=[\"a\\nName: b\"]";
        assertThat(read("demo-1.0/pyproject.toml", project))
                .isEqualTo(known("Metadata-Version: 2.2\nName: demo\nVersion: 1.0\nRequires-Dist: a Name: b\n"));
    }

    @Test
    void assumesEggInfoLast() throws IOException {
        assertThat(read(
                        "demo-1.0/PKG-INFO",
                        DYNAMIC_PKG_INFO,
                        "demo-1.0/src/demo.egg-info/PKG-INFO",
                        DYNAMIC_PKG_INFO + "Requires-Python: >=3.6\n",
                        "demo-1.0/src/demo.egg-info/requires.txt",
                        """
                        a>=1
                        # a comment
                        b

                        [:python_version < "3"]
                        c ; os_name == 'nt'

                        [x]
                        d[e]

                        [y:sys_platform == "win32"]
                        f>=2,<3
                        """))
                .isEqualTo(new Known("""
                                Metadata-Version: 2.4
                                Name: demo
                                Version: 1.0
                                Requires-Python: >=3.6
                                Provides-Extra: x
                                Provides-Extra: y
                                Requires-Dist: a>=1
                                Requires-Dist: b
                                Requires-Dist: c ; (os_name == 'nt') and (python_version < "3")
                                Requires-Dist: d[e] ; extra == "x"
                                Requires-Dist: f>=2,<3 ; (sys_platform == "win32") and extra == "y"
                                """, true));
    }

    @Test
    void eggInfoWithoutRequirementsMeansThatThereAreNone() throws IOException {
        assertThat(read("demo-1.0/PKG-INFO", OLD_PKG_INFO, "demo-1.0/demo.egg-info/PKG-INFO", OLD_PKG_INFO))
                .isEqualTo(new Known(OLD_PKG_INFO, true));
    }

    @Test
    void takesTheProjectsOwnEggInfo() throws IOException {
        assertThat(read(
                        "demo-1.0/aaa.egg-info/PKG-INFO",
                        OLD_PKG_INFO,
                        "demo-1.0/aaa.egg-info/requires.txt",
                        "wrong",
                        "demo-1.0/tests/deeper/Demo.egg-info/PKG-INFO",
                        OLD_PKG_INFO,
                        "demo-1.0/tests/deeper/Demo.egg-info/requires.txt",
                        "also-wrong",
                        "demo-1.0/src/Demo.egg-info/PKG-INFO",
                        OLD_PKG_INFO,
                        "demo-1.0/src/Demo.egg-info/requires.txt",
                        "right"))
                .isEqualTo(new Known(OLD_PKG_INFO + "Requires-Dist: right\n", true));
    }

    @Test
    void saysWhyItCannotBeKnown() throws IOException {
        assertThat(read("demo-1.0/setup.py", "", "demo-1.0/PKG-INFO", OLD_PKG_INFO))
                .isEqualTo(new Unknowable("it has no static metadata and no egg-info: only a build can tell"));
        assertThat(read("demo-1.0/PKG-INFO", DYNAMIC_PKG_INFO))
                .isEqualTo(
                        new Unknowable("it says itself that only a build can tell its requires-dist, provides-extra"));
        assertThat(read("demo-1.0/pyproject.toml", "[project]\nname='demo'\nversion='1'\ndynamic=['dependencies']"))
                .isEqualTo(new Unknowable("its pyproject.toml leaves dependencies to the build"));
        assertThat(read("readme", "no folder at all")).isInstanceOf(Unknowable.class);
    }

    @Test
    void namesInTheArchiveLeadNowhere() throws IOException {
        assertThat(read("../PKG-INFO", STATIC_PKG_INFO, "/etc/demo.egg-info/PKG-INFO", OLD_PKG_INFO))
                .isIn(known(STATIC_PKG_INFO), new Known(OLD_PKG_INFO, true));
        assertThat(folder.toFile().list()).containsExactly("archive");
        assertThat(read("./demo-1.0/PKG-INFO", STATIC_PKG_INFO)).isEqualTo(known(STATIC_PKG_INFO));
        assertThat(read("._demo-1.0/PKG-INFO", "x", "demo-1.0/PKG-INFO", STATIC_PKG_INFO))
                .isEqualTo(known(STATIC_PKG_INFO));
    }

    @Test
    void refusesABombInOneFile() throws IOException {
        assertThat(read("demo-1.0/PKG-INFO", "x".repeat(5_000_000)))
                .isEqualTo(new Unknowable("its demo-1.0/PKG-INFO has more than 4194304 bytes"));
        assertThat(read(files("demo-1.0/PKG-INFO", "x".repeat(5_000_000)), ".zip"))
                .isInstanceOf(Unknowable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {".tar.gz", ".tar", ".zip", ".tar.bz2", ".tar.xz", ".tar.lzma"})
    void callsWhatIsNoArchiveBroken(String extension) throws IOException {
        assertThat(read(
                        "<html>not here</html>".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        extension))
                .isInstanceOf(Broken.class);
    }

    /** Cut anywhere or damaged anywhere, an archive never makes the reader fail. */
    @ParameterizedTest
    @ValueSource(strings = {".tar.gz", ".tar", ".zip", ".tar.bz2", ".tar.xz"})
    void alwaysAnswersAboutDamagedArchives(String extension) throws IOException {
        byte[] archive = Archives.source(
                files("demo-1.0/data", Archives.noise(2_000), "demo-1.0/PKG-INFO", STATIC_PKG_INFO), extension);
        Random random = new Random(3);
        for (int i = 0; i < 150; i++) {
            byte[] damaged = Arrays.copyOf(archive, i % 2 == 0 ? archive.length : random.nextInt(archive.length));
            for (int hits = 0; damaged.length > 0 && hits < 5; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(read(damaged, extension)).isNotNull();
        }
    }
}
