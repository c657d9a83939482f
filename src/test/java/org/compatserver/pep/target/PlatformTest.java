package org.compatserver.pep.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.compatserver.pep.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user may write for a platform: design.md section 3, "platform". */
class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "linux,                        manylinux_2_41_x86_64",
        "linux-arm64,                  manylinux_2_41_aarch64",
        "alpine,                       musllinux_1_2_x86_64",
        "alpine-arm64,                 musllinux_1_2_aarch64",
        "macos,                        macosx_15_0_x86_64",
        "macos-arm64,                  macosx_15_0_arm64",
        "windows,                      win_amd64",
        "windows-arm64,                win_arm64",
        "Linux,                        manylinux_2_41_x86_64",
        "manylinux_2_28_aarch64,       manylinux_2_28_aarch64",
        "manylinux_2_5_x86_64,         manylinux_2_5_x86_64",
        "manylinux2014_aarch64,        manylinux_2_17_aarch64",
        "manylinux2010_x86_64,         manylinux_2_12_x86_64",
        "manylinux1_x86_64,            manylinux_2_5_x86_64",
        "musllinux_1_0_x86_64,         musllinux_1_0_x86_64",
        "macosx_10_9_x86_64,           macosx_10_9_x86_64",
        "macosx_26_1_arm64,            macosx_26_1_arm64",
        "win_amd64,                    win_amd64"
    })
    void isAPlatformTagOrAShortName(String text, String tag) {
        assertThat(Platform.parse(text)).isEqualTo(Parsed.ok(new Platform(tag)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "any",
                "solaris",
                "linux-x86",
                "linux_x86_64",
                "win32",
                "manylinux_2_17_i686",
                "manylinux_2_4_x86_64",
                "manylinux_2_16_aarch64",
                "manylinux1_aarch64",
                "manylinux2011_x86_64",
                "manylinux_3_0_x86_64",
                "manylinux_2_100_x86_64",
                "musllinux_2_0_x86_64",
                "macosx_10_3_x86_64",
                "macosx_10_15_arm64",
                "macosx_9_0_x86_64",
                "macosx_11_arm64",
                "macosx_11_0_universal2",
                " linux"
            })
    void rejectsPlatformsThatItHasNoTagsFor(String text) {
        assertThat(Platform.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class,
                        bad -> assertThat(bad.problem().message())
                                .startsWith(
                                        "Invalid platform specified. Must be one of: linux, alpine, macos, windows"));
    }

    @Test
    void cannotBeMadeOfATagThatIsNotOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Platform("linux"))
                .withMessageContaining("linux");
    }

    @Test
    void isTheOfficialImagesWhenNotSaid() {
        assertThat(Platform.parse("linux")).isEqualTo(Parsed.ok(Platform.DEFAULT));
    }
}
