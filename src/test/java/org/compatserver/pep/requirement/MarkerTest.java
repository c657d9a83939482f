package org.compatserver.pep.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import org.compatserver.pep.Parsed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Markers: canonical text and evaluation (PEP 508; where it is silent, as Python's {@code packaging} evaluates them). */
class MarkerTest {

    private static MarkerEnvironment python(String fullVersion) {
        return new MarkerEnvironment(
                "cpython",
                fullVersion,
                "posix",
                "x86_64",
                "CPython",
                "6.1.0-rc1-amd64",
                "Linux",
                "#1 SMP Debian",
                fullVersion,
                fullVersion.substring(0, fullVersion.lastIndexOf('.')),
                "linux");
    }

    private static Parsed<Boolean> evaluate(String marker, String python, @Nullable String extra) {
        return Marker.of(marker).evaluate(python(python), extra == null ? null : Extra.of(extra));
    }

    @ParameterizedTest(name = "{0} is printed as {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "os_name=='a'                        | os_name == \"a\"",
                "os.name == 'a'                      | os_name == \"a\"",
                "sys.platform=='a'                   | sys_platform == \"a\"",
                "platform.version=='a'               | platform_version == \"a\"",
                "platform.machine=='a'               | platform_machine == \"a\"",
                "platform.python_implementation=='a' | platform_python_implementation == \"a\"",
                "python_implementation=='a'          | platform_python_implementation == \"a\"",
                "'a'==os_name                        | \"a\" == os_name",
                "\"it's\"==os_name                   | \"it's\" == os_name",
                "'a\"b'==os_name                     | 'a\"b' == os_name",
                "os_name=='a'and'b'not\tin os_name   | os_name == \"a\" and \"b\" not in os_name",
                "(os_name=='a')                      | os_name == \"a\"",
                "((os_name=='a' or os_name=='b'))    | os_name == \"a\" or os_name == \"b\"",
                "(os_name=='a' or os_name=='b') and ((os_name=='c')) | (os_name == \"a\" or os_name == \"b\") and os_name == \"c\"",
                "os_name=='a' or ((os_name=='b' and os_name=='c')) | os_name == \"a\" or (os_name == \"b\" and os_name == \"c\")",
                "extra == 'Dev_Test..x'              | extra == \"dev-test-x\"",
                "'Dev_Test' == extra                 | \"dev-test\" == extra",
                "'Dev_Test' in extras                | \"dev-test\" in extras",
                "os_name == 'Dev_Test'               | os_name == \"Dev_Test\"",
                "os_name == 'a\\x62\\'               | invalid",
                "os_name == 'a\\x62\\\\'             | os_name == \"ab\\\"",
                "os_name == 'a\\d'                   | os_name == \"a\\d\"",
                "os_name == '\\N{BULLET}\\101\\u0042' | os_name == \"•AB\"",
                "os_name == '\\xg0'                  | invalid",
                "os_name == '\\UFFFFFFFF'            | invalid",
                "`os_name == 'a\nb'`                 | invalid",
            })
    void hasOneCanonicalText(String text, String canonical) {
        if (canonical.equals("invalid")) {
            assertThat(Marker.parse(text)).isInstanceOf(Parsed.Bad.class);
        } else {
            assertThat(Marker.of(text)).hasToString(canonical);
        }
    }

    @ParameterizedTest(name = "on {1}, {0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // python_version has two numbers, so it is equal to 3.10 on 3.10.4
                "python_version > '3.10'             | 3.10.4 | false",
                "python_full_version > '3.10'        | 3.10.4 | true",
                "python_version >= '3.10'            | 3.9.1  | false",
                "python_version < '3.10'             | 3.9.1  | true",
                "python_version == '3.*'             | 3.10.4 | true",
                "python_version == '2.*'             | 3.10.4 | false",
                "python_version ~= '3.8'             | 3.10.4 | true",
                "python_version === '3.10'           | 3.10.4 | true",
                "python_version === '3.10.0'         | 3.10.4 | false",
                "python_version != '3.10'            | 3.10.4 | false",
                "python_full_version < '3.10.5'      | 3.10.4 | true",
                "python_full_version == '3.11.0rc1'  | 3.11.0rc1 | true",
                "python_full_version < '3.11'        | 3.11.0rc1 | false",
                "python_full_version >= '3.11'       | 3.12.0b1  | true",
                "python_full_version == '3.12.0+local' | 3.12.0+ | true",
                "'3.9' < python_version              | 3.10.4 | true",
                "'3.9' > python_version              | 3.10.4 | false",
                "'3.11' >= python_version            | 3.10.4 | true",
                // a substring, even of versions
                "python_version in '2.7 3.1'         | 3.10.4 | false",
                "python_version in '3.10 3.11'       | 3.1.5  | true",
                "python_version in '3.10 3.11'       | 3.10.4 | true",
                "python_version not in '3.10, 3.11'  | 3.10.4 | false",
                "'3.1' in python_version             | 3.10.4 | true",
                // what is no version clause is compared as a text
                "python_version == 'three'           | 3.10.4 | false",
                "python_version != 'three'           | 3.10.4 | true",
                "python_version >= '3.10.*'          | 3.10.4 | false",
                "python_version <= ''                | 3.10.4 | false",
                "python_version > 'three'            | 3.10.4 | false",
                "python_version < '=3.10'            | 3.10.4 | true",
                "platform_release >= '5'             | 3.10.4 | false",
                "platform_release != '5'             | 3.10.4 | false",
                "platform_release == '6.1.0-rc1-amd64' | 3.10.4 | true",
                "implementation_version >= '3.10'    | 3.10.4 | true",
                // texts have no order
                "os_name == 'posix'                  | 3.10.4 | true",
                "os_name >= 'posix'                  | 3.10.4 | true",
                "os_name <= 'posix'                  | 3.10.4 | true",
                "os_name <= 'zzz'                    | 3.10.4 | false",
                "os_name < 'zzz'                     | 3.10.4 | false",
                "os_name > 'a'                       | 3.10.4 | false",
                "'a' < os_name                       | 3.10.4 | false",
                "platform_version > '#0'             | 3.10.4 | false",
                "platform_machine in 'x86_64 arm64'  | 3.10.4 | true",
                "'linux' in sys_platform             | 3.10.4 | true",
                "'Lin' in sys_platform               | 3.10.4 | false",
                "'' in sys_platform                  | 3.10.4 | true",
                // and binds tighter than or
                "os_name=='posix' or os_name=='nt' and os_name=='nt' | 3.10.4 | true",
                "(os_name=='posix' or os_name=='nt') and os_name=='nt' | 3.10.4 | false",
                "os_name=='nt' and os_name=='nt' or os_name=='posix' | 3.10.4 | true",
                "os_name=='posix' and (os_name=='nt' or sys_platform=='linux') | 3.10.4 | true",
                // a variable on the right of a variable is its name; a text on the right of a text names a variable
                "os_name == os_name                  | 3.10.4 | false",
                "'posix' == 'os_name'                | 3.10.4 | true",
                // without an extra
                "extra == ''                         | 3.10.4 | true",
                "extra == 'a'                        | 3.10.4 | false",
                "extra != 'a'                        | 3.10.4 | true",
                "extra in 'a,b'                      | 3.10.4 | true",
            })
    void holdsOrNot(String marker, String python, boolean expected) {
        assertThat(evaluate(marker, python, null)).isEqualTo(Parsed.ok(expected));
    }

    @ParameterizedTest(name = "for {1}, {0}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "extra == 'dev'                  | dev      | true",
                "extra == 'Dev_Test'             | dev-TEST | true",
                "'Dev_Test' == extra             | dev.test | true",
                "extra != 'dev'                  | dev      | false",
                "extra == 'a' and extra == 'b'   | a        | false",
                "extra == 'a' or extra == 'b'    | b        | true",
                "extra == 'a' and os_name=='nt'  | a        | false",
                "extra in 'a_b'                  | a-b      | true",
                "extra > 'a'                     | b        | false",
            })
    void namesOneExtraAtATime(String marker, String extra, boolean expected) {
        assertThat(evaluate(marker, "3.10.4", extra)).isEqualTo(Parsed.ok(expected));
    }

    @ParameterizedTest(name = "{0} is undefined, because of {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "os_name ~= 'x'                         | os_name ~= \"x\"",
                "os_name === 'x'                        | os_name === \"x\"",
                "python_version ~= '3'                  | python_version ~= \"3\"",
                "python_version ~= 'three'              | python_version ~= \"three\"",
                "python_version === 'a b'               | python_version === \"a b\"",
                "os_name == 'posix' or os_name ~= 'x'   | os_name ~= \"x\"",
                "os_name == 'nt' and (os_name ~= 'x')   | os_name ~= \"x\"",
                "'dev' in extras                        | \"dev\" in extras",
                "extras == 'dev'                        | extras == \"dev\"",
                "'dev' in dependency_groups             | \"dev\" in dependency_groups",
                "'a' == 'b'                             | \"a\" == \"b\"",
                "'a' == 'os.name'                       | \"a\" == \"os.name\"",
            })
    void someComparisonsAreUndefined(String marker, String culprit) {
        assertThat(evaluate(marker, "3.10.4", null))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class,
                        bad -> assertThat(bad.problem().text()).isEqualTo(culprit));
    }

    @Test
    void printingAndReadingAgainChangesNothing() {
        String text =
                "(python_version < \"3.8\" or os_name == 'a\"b') and extra == \"x\" and \"win\" not in sys_platform";
        assertThat(Marker.of(text)).hasToString(text).isEqualTo(Marker.of(text));
        assertThat(Marker.of(Marker.of(text).toString()))
                .isEqualTo(Marker.of(text))
                .hasSameHashCodeAs(Marker.of(text));
    }

    @Test
    void tellsWhetherAnExtraMatters() {
        assertThat(Marker.of("os_name=='a' or (os_name=='b' and 'x'==extra)").mentionsExtra())
                .isTrue();
        assertThat(Marker.of("os_name=='a' or (os_name=='b' and 'x'==os_name)").mentionsExtra())
                .isFalse();
    }
}
