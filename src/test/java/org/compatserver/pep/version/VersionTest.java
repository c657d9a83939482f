package org.compatserver.pep.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.compatserver.pep.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions: spellings, normal form and order (PEP 440; the order is that of Python's {@code packaging}). */
class VersionTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "1.0, 1.0",
                "v1.0, 1.0",
                "V1.0, 1.0",
                "' 1.0\t', 1.0",
                "01.02, 1.2",
                "1.0.0, 1.0.0",
                "00, 0",
                "1!2.0, 1!2.0",
                "0!2.0, 2.0",
                "007!2, 7!2",
                "1.0a, 1.0a0",
                "1.0a., 1.0a0",
                "1.0alpha1, 1.0a1",
                "1.0-ALPHA.1, 1.0a1",
                "1.0_beta_02, 1.0b2",
                "1.0c, 1.0rc0",
                "1.0-c4, 1.0rc4",
                "1.0pre, 1.0rc0",
                "1.0.preview.3, 1.0rc3",
                "1.0RC1, 1.0rc1",
                "1.0-1, 1.0.post1",
                "1.0-r, 1.0.post0",
                "1.0.post, 1.0.post0",
                "1.0post5, 1.0.post5",
                "1.0_rev-2, 1.0.post2",
                "1.0r1, 1.0.post1",
                "1.0a--1, 1.0a0.post1",
                "1.0a-.post1, 1.0a0.post1",
                "1.0.DEV4, 1.0.dev4",
                "1.0dev, 1.0.dev0",
                "1.0-dev-, 1.0.dev0",
                "1.0a1.post2.dev3, 1.0a1.post2.dev3",
                "1.0rc1-1dev, 1.0rc1.post1.dev0",
                "1.0+Ubuntu-1_2, 1.0+ubuntu.1.2",
                "1.0+001.a01, 1.0+1.a01",
                "1.0.dev1+abc, 1.0.dev1+abc",
                "2012.4, 2012.4",
                "20240101120000, 20240101120000",
                "123456789012345678901234567890.1, 123456789012345678901234567890.1",
            })
    void hasOneNormalForm(String spelling, String normal) {
        assertThat(Version.of(spelling.replace("'", ""))).hasToString(normal);
        assertThat(Version.of(normal)).hasToString(normal).isEqualTo(Version.of(spelling.replace("'", "")));
    }

    @ParameterizedTest(name = "{0} fails at {1}: {2}")
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = true,
            delimiter = '|',
            value = {
                "''        | 0 | A version starts with a number",
                "'  '      | 2 | A version starts with a number",
                "french    | 0 | A version starts with a number",
                "v         | 1 | A version starts with a number",
                ".1        | 0 | A version starts with a number",
                "1_0       | 1 | The version 1 cannot be continued like this",
                "1.0-      | 3 | The version 1.0 cannot be continued like this",
                "1.0--1    | 3 | The version 1.0 cannot be continued like this",
                "1.0-4.post1 | 5 | The version 1.0.post4 cannot be continued like this",
                "2004d     | 4 | The version 2004 cannot be continued like this",
                "1.0.linux | 3 | The version 1.0 cannot be continued like this",
                "1..0      | 1 | The version 1 cannot be continued like this",
                "1!        | 1 | The version 1 cannot be continued like this",
                "1!2!3     | 3 | The version 1!2 cannot be continued like this",
                "1.0dev1a1 | 7 | The version 1.0.dev1 cannot be continued like this",
                "1.0post1a1 | 8 | The version 1.0.post1 cannot be continued like this",
                "1.0+      | 3 | A local version label consists of ASCII letters and digits, separated by '.', '-' or '_'",
                "1.0+_a    | 3 | A local version label consists of ASCII letters and digits, separated by '.', '-' or '_'",
                "1.0+a+b   | 5 | A local version label consists of ASCII letters and digits, separated by '.', '-' or '_'",
                "1.0+a.    | 5 | The version 1.0+a cannot be continued like this",
                "1.0 1     | 3 | The version 1.0 cannot be continued like this",
                "١.0       | 0 | A version starts with a number",
                "1.0poſt1  | 3 | The version 1.0 cannot be continued like this",
            })
    void isRefusedWithThePlaceThatIsWrong(String text, int position, String message) {
        String spelling = text.replace("'", "");
        assertThat(Version.parse(spelling)).isEqualTo(Parsed.bad(spelling, position, message));
    }

    @Test
    void longerThanAThousandCharactersIsRefused() {
        assertThat(Version.parse("1".repeat(1000))).isInstanceOf(Parsed.Ok.class);
        assertThat(Version.parse("1".repeat(1001))).isInstanceOf(Parsed.Bad.class);
        assertThat(Version.parse("1.".repeat(1_000_000))).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void ofThrowsOnWhatIsNotAVersion() {
        assertThatThrownBy(() -> Version.of("1.x")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Ascending. */
    private static final List<String> ORDER = List.of(
            "0.dev0",
            "0.dev1",
            "0a0",
            "0",
            "0.0.1.dev0",
            "1.dev0",
            "1.0.dev1",
            "1.0.dev456",
            "1.0a1.dev1",
            "1.0a1",
            "1.0a1+x",
            "1.0a1.post1.dev1",
            "1.0a1.post1",
            "1.0a2.dev456",
            "1.0a12.dev456",
            "1.0a12",
            "1.0a222",
            "1.0a20240101",
            "1.0b1.dev456",
            "1.0b2",
            "1.0b2.post345.dev456",
            "1.0b2.post345",
            "1.0rc1.dev456",
            "1.0rc1",
            "1.0",
            "1.0+abc",
            "1.0+abc.5",
            "1.0+abc.7",
            "1.0+abd",
            "1.0+1",
            "1.0+1.abc",
            "1.0+1.0",
            "1.0+5",
            "1.0+1000",
            "1.0.post0.dev0",
            "1.0.post0",
            "1.0.post1.dev1",
            "1.0.post1",
            "1.0.post1+a",
            "1.0.post456",
            "1.0.post1000000",
            "1.0.0.0.1.dev0",
            "1.0.1.dev1",
            "1.0.1",
            "1.1.dev1",
            "1.1",
            "1.9",
            "1.10",
            "1.207",
            "1.208",
            "1.999",
            "1.1000",
            "2",
            "207",
            "208",
            "2024.1",
            "20240101",
            "20240101120000",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999999",
            "999999999999999999999999999999",
            "9999999999999999999999999999999",
            "99999999999999999999999999999999",
            "100000000000000000000000000000000",
            "1!0.dev0",
            "1!0.1",
            "2!0",
            "300!0");

    @Test
    void areOrderedAsInPep440() {
        List<Version> versions = ORDER.stream().map(Version::of).toList();
        for (int i = 0; i < versions.size(); i++) {
            for (int j = 0; j < versions.size(); j++) {
                assertThat(Integer.signum(versions.get(i).compareTo(versions.get(j))))
                        .as("%s and %s", versions.get(i), versions.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void sortWhateverTheOrderBefore() {
        List<Version> shuffled = new ArrayList<>(ORDER.stream().map(Version::of).toList());
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);
        assertThat(shuffled).map(Version::toString).isEqualTo(ORDER);
    }

    @ParameterizedTest(name = "{0} equals {1}")
    @CsvSource({"1.0, 1", "1.0.0, 1", "0, 0.0.0", "1.0a1, 1.0.0A1", "1.0+A.1, 1+a-01", "1.0-1, 1.post1", "0!1, 1"})
    void equalSpellingsAreOneVersion(String one, String other) {
        assertThat(Version.of(one)).isEqualTo(Version.of(other)).isEqualByComparingTo(Version.of(other));
        assertThat(Version.of(one)).hasSameHashCodeAs(Version.of(other));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "1.0, false",
        "1.0.post1, false",
        "1.0+x, false",
        "1.0a1, true",
        "1.0b1, true",
        "1.0rc1, true",
        "1.0.dev0, true",
        "1.0.post1.dev2, true",
        "1.0rc1.post1, true"
    })
    void arePreReleasesWithAPreReleaseOrDevelopmentPart(String text, boolean expected) {
        assertThat(Version.of(text).isPreRelease()).isEqualTo(expected);
    }
}
