package org.compatserver.pep.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.compatserver.pep.Parsed;
import org.compatserver.pep.version.SpecifierSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user may write for a Python: design.md section 3, "python-version". */
class PythonVersionTest {

    @ParameterizedTest
    @CsvSource({
        "2,       2.7.18",
        "2.7,     2.7.18",
        "2.7.5,   2.7.5",
        "3,       3.13.16",
        "3.6,     3.6.15",
        "3.7,     3.7.17",
        "3.8,     3.8.20",
        "3.9,     3.9.25",
        "3.10,    3.10.22",
        "3.11,    3.11.17",
        "3.12,    3.12.15",
        "3.13,    3.13.16",
        "3.14,    3.14.8",
        "3.15,    3.15.0",
        "3.13.0,  3.13.0",
        "3.13.9,  3.13.9"
    })
    void meansTheNewestPatchUnlessThePatchIsGiven(String text, String exact) {
        assertThat(PythonVersion.parse(text, 13).orElseThrow()).hasToString(exact);
    }

    @Test
    void takesThreeForTheDefaultOfTheServer() {
        assertThat(PythonVersion.parse("3", 11).orElseThrow().minorVersion()).isEqualTo("3.11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "4",
                "2.6",
                "2.8",
                "3.5",
                "3.16",
                "3.",
                "3.13.",
                "3.13.1.2",
                "3.013",
                "3.13.01",
                "03",
                "3.x",
                "py3",
                "3.13.0rc1",
                "-3",
                " 3",
                "3\n",
                "\u0663",
                "3.13.1000",
                "99999999999"
            })
    void rejectsAllElseWithOneSentence(String text) {
        assertThat(PythonVersion.parse(text, 13))
                .isEqualTo(Parsed.bad(
                        text,
                        0,
                        "Invalid Python version specified. Must be one of: 2, 3, 2.7, 3.6 to 3.15, or X.Y.Z of these"));
    }

    @Test
    void comparesWithRequiresPythonByAllThreeNumbers() {
        PythonVersion python = new PythonVersion(3, 10, 4);

        assertThat(SpecifierSet.of(">=3.10").contains(python.version())).isTrue();
        assertThat(SpecifierSet.of(">3.10.4").contains(python.version())).isFalse();
        assertThat(SpecifierSet.of("<=3.10").contains(python.version())).isFalse();
    }

    @Test
    void knowsNoNewestPatchOfOtherPythons() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonVersion.newest(3, 5))
                .withMessage("Not a supported Python: 3.5");
    }
}
