package org.compatserver.pep.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.pep.distribution.Tag;
import org.compatserver.pep.requirement.MarkerEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marker values (PEP 508) and supported tags (PEP 425, 600, 656) of targets. */
class TargetTest {

    /** The values that {@code packaging.markers.default_environment} gives on such machines. */
    @ParameterizedTest
    @CsvSource({
        "3.13.9, linux,         posix, x86_64,  Linux,   linux",
        "3.13.9, linux-arm64,   posix, aarch64, Linux,   linux",
        "3.13.9, alpine-arm64,  posix, aarch64, Linux,   linux",
        "3.13.9, macos,         posix, x86_64,  Darwin,  darwin",
        "3.13.9, macos-arm64,   posix, arm64,   Darwin,  darwin",
        "3.13.9, windows,       nt,    AMD64,   Windows, win32",
        "3.13.9, windows-arm64, nt,    ARM64,   Windows, win32",
        "3.6.15, alpine,        posix, x86_64,  Linux,   linux"
    })
    void hasTheMarkerValuesOfTheMachine(
            String python, String platform, String osName, String machine, String system, String sysPlatform) {
        assertThat(target(python, platform).environment())
                .isEqualTo(new MarkerEnvironment(
                        "cpython",
                        python,
                        osName,
                        machine,
                        "CPython",
                        "",
                        system,
                        "",
                        python,
                        python.substring(0, python.lastIndexOf('.')),
                        sysPlatform));
    }

    @Test
    void hasTheMarkerValuesThatPep508PrescribesForPythonTwo() {
        MarkerEnvironment linux = target("2.7.18", "linux").environment();

        assertThat(linux.implementationName()).isEmpty();
        assertThat(linux.implementationVersion()).isEqualTo("0");
        assertThat(linux.sysPlatform()).isEqualTo("linux2");
        assertThat(linux.pythonVersion()).isEqualTo("2.7");
        assertThat(target("2.7.18", "macos").environment().sysPlatform()).isEqualTo("darwin");
    }

    /** Resolution-semantics section 4, the seven groups, with one platform to show their order. */
    @Test
    void prefersExactAbiThenStableAbiThenNoneThenOlderStableAbisThenPlainPython() {
        assertThat(texts(target("3.6", "windows").tags())).isEqualTo("""
                        cp36-cp36m-win_amd64
                        cp36-abi3-win_amd64
                        cp36-none-win_amd64
                        cp35-abi3-win_amd64
                        cp34-abi3-win_amd64
                        cp33-abi3-win_amd64
                        cp32-abi3-win_amd64
                        py36-none-win_amd64
                        py3-none-win_amd64
                        py35-none-win_amd64
                        py34-none-win_amd64
                        py33-none-win_amd64
                        py32-none-win_amd64
                        py31-none-win_amd64
                        py30-none-win_amd64
                        cp36-none-any
                        py36-none-any
                        py3-none-any
                        py35-none-any
                        py34-none-any
                        py33-none-any
                        py32-none-any
                        py31-none-any
                        py30-none-any""");
    }

    @Test
    void hasNoStableAbiInPythonTwo() {
        assertThat(texts(target("2.7", "windows").tags()).lines().limit(5))
                .containsExactly(
                        "cp27-cp27m-win_amd64",
                        "cp27-none-win_amd64",
                        "py27-none-win_amd64",
                        "py2-none-win_amd64",
                        "py26-none-win_amd64");
    }

    @ParameterizedTest
    @CsvSource({
        "2.7,  linux,   cp27mu",
        "2.7,  alpine,  cp27mu",
        "2.7,  macos,   cp27m",
        "2.7,  windows, cp27m",
        "3.7,  linux,   cp37m",
        "3.8,  linux,   cp38",
        "3.15, macos,   cp315"
    })
    void hasTheAbiOfAnOrdinaryBuild(String python, String platform, String abi) {
        assertThat(target(python, platform).tags().ordered().getFirst().abi()).isEqualTo(abi);
    }

    @Test
    void listsManylinuxByGlibcWithTheOldNamesAfterTheirNewOnes() {
        assertThat(platforms("manylinux_2_18_x86_64"))
                .containsExactly(
                        "linux_x86_64",
                        "manylinux_2_18_x86_64",
                        "manylinux_2_17_x86_64",
                        "manylinux2014_x86_64",
                        "manylinux_2_16_x86_64",
                        "manylinux_2_15_x86_64",
                        "manylinux_2_14_x86_64",
                        "manylinux_2_13_x86_64",
                        "manylinux_2_12_x86_64",
                        "manylinux2010_x86_64",
                        "manylinux_2_11_x86_64",
                        "manylinux_2_10_x86_64",
                        "manylinux_2_9_x86_64",
                        "manylinux_2_8_x86_64",
                        "manylinux_2_7_x86_64",
                        "manylinux_2_6_x86_64",
                        "manylinux_2_5_x86_64",
                        "manylinux1_x86_64");
        assertThat(platforms("manylinux_2_18_aarch64"))
                .containsExactly(
                        "linux_aarch64", "manylinux_2_18_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64");
    }

    @Test
    void listsMusllinuxDownToItsFirstVersion() {
        assertThat(platforms("musllinux_1_2_x86_64"))
                .containsExactly(
                        "linux_x86_64", "musllinux_1_2_x86_64", "musllinux_1_1_x86_64", "musllinux_1_0_x86_64");
    }

    @Test
    void listsMacosDownTo11AndThen10Point16To10Point4() {
        List<String> intel = platforms("macosx_12_3_x86_64");
        List<String> arm = platforms("macosx_12_3_arm64");

        assertThat(intel.subList(0, 13))
                .containsExactly(
                        "macosx_12_0_x86_64",
                        "macosx_12_0_intel",
                        "macosx_12_0_fat64",
                        "macosx_12_0_fat3",
                        "macosx_12_0_universal2",
                        "macosx_12_0_universal",
                        "macosx_11_0_x86_64",
                        "macosx_11_0_intel",
                        "macosx_11_0_fat64",
                        "macosx_11_0_fat3",
                        "macosx_11_0_universal2",
                        "macosx_11_0_universal",
                        "macosx_10_16_x86_64");
        assertThat(intel).hasSize(6 * (2 + 13)).endsWith("macosx_10_4_universal");
        assertThat(arm.subList(0, 5))
                .containsExactly(
                        "macosx_12_0_arm64",
                        "macosx_12_0_universal2",
                        "macosx_11_0_arm64",
                        "macosx_11_0_universal2",
                        "macosx_10_16_universal2");
        assertThat(arm).hasSize(2 * 2 + 13).endsWith("macosx_10_4_universal2");
    }

    @Test
    void listsMacos10ByMinorVersion() {
        assertThat(platforms("macosx_10_5_x86_64").stream().filter(tag -> tag.endsWith("x86_64")))
                .containsExactly("macosx_10_5_x86_64", "macosx_10_4_x86_64");
    }

    /** The count that resolution-semantics section 4 reports of a real machine. */
    @Test
    void has914TagsOnPython311WithGlibc236() {
        assertThat(target("3.11", "manylinux_2_36_x86_64").tags().ordered())
                .hasSize(914)
                .doesNotHaveDuplicates();
    }

    @Test
    void ranksAWheelByItsBestTag() {
        SupportedTags tags = target("3.13", "manylinux_2_17_x86_64").tags();

        assertThat(tags.rank(List.of(tag("cp313-cp313-linux_x86_64")))).isZero();
        assertThat(tags.rank(List.of(tag("py3-none-any"), tag("cp313-cp313-manylinux2014_x86_64"))))
                .isEqualTo(2);
        assertThat(tags.rank(List.of(tag("cp312-cp312-linux_x86_64"), tag("cp313-cp313-win_amd64"))))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(tags.rank(List.of())).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void makesTheTagsOfAPythonAndPlatformOnce() {
        assertThat(target("3.13.1", "linux").tags())
                .isSameAs(target("3.13.2", "linux").tags());
        assertThat(target("3.12.1", "linux").tags())
                .isNotSameAs(target("3.13.2", "linux").tags());
    }

    private static List<String> platforms(String platform) {
        return Platform.parse(platform).orElseThrow().supported();
    }

    private static Tag tag(String text) {
        return Tag.parseSet(text).orElseThrow().getFirst();
    }

    private static String texts(SupportedTags tags) {
        return tags.ordered().stream().map(Tag::toString).collect(Collectors.joining("\n"));
    }

    private static Target target(String python, String platform) {
        return new Target(
                PythonVersion.parse(python, 13).orElseThrow(),
                Platform.parse(platform).orElseThrow());
    }
}
