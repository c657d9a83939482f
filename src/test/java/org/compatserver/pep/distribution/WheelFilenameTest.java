package org.compatserver.pep.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wheel file names: PEP 427, "File name convention", as Python's packaging reads them. */
class WheelFilenameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            six-1.17.0-py2.py3-none-any.whl                   | six     | 1.17.0      |       | py2-none-any py3-none-any
            Zope.Interface-7.2-cp313-cp313-win_amd64.whl      | zope-interface | 7.2  |       | cp313-cp313-win_amd64
            foo_bar-1.02-1-py3-none-any.whl                   | foo-bar | 1.2         | 1     | py3-none-any
            foo-1.0-007build-py3-none-any.whl                 | foo     | 1.0         | 7build | py3-none-any
            foo-1.0+cu118-CP39-ABI3-Linux_X86_64.whl          | foo     | 1.0+cu118   |       | cp39-abi3-linux_x86_64
            foo-1!2.0rc1-py3-none-any.whl                     | foo     | 1!2.0rc1    |       | py3-none-any
            """)
    void hasAProjectAVersionAnOptionalBuildTagAndTags(
            String filename, String project, String version, String build, String tags) {
        WheelFilename wheel = WheelFilename.parse(filename).orElseThrow();

        assertThat(wheel.project()).isEqualTo(ProjectName.of(project));
        assertThat(wheel.version()).hasToString(version);
        assertThat(wheel.build()).hasToString(build == null ? "" : build);
        assertThat(wheel.tags().stream().map(Tag::toString).collect(Collectors.joining(" ")))
                .isEqualTo(tags);
    }

    @Test
    void expandsCompressedTagSetsInOrderOfWriting() {
        WheelFilename wheel = WheelFilename.parse("a-1-cp38.cp39-abi3.none-linux_x86_64.win_amd64.whl")
                .orElseThrow();

        assertThat(wheel.tags())
                .map(Tag::toString)
                .containsExactly(
                        "cp38-abi3-linux_x86_64",
                        "cp38-abi3-win_amd64",
                        "cp38-none-linux_x86_64",
                        "cp38-none-win_amd64",
                        "cp39-abi3-linux_x86_64",
                        "cp39-abi3-win_amd64",
                        "cp39-none-linux_x86_64",
                        "cp39-none-win_amd64");
    }

    @Test
    void namesATagTwiceOnlyOnce() {
        assertThat(WheelFilename.parse("a-1-py3.PY3-none-any.whl").orElseThrow().tags())
                .containsExactly(new Tag("py3", "none", "any"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            foo-1.0-py3-none-any.zip              | 24 | A wheel's name ends with .whl
            foo-1.0-py3-none.whl                  | 0  | A wheel's name has five or six parts, joined by dashes
            foo-1.0-1-2-py3-none-any.whl          | 0  | A wheel's name has five or six parts, joined by dashes
            foo__bar-1.0-py3-none-any.whl         | 3  | The project's name in a wheel's name has no '__'
            -1.0-py3-none-any.whl                 | 0  | A name is expected
            _foo-1.0-py3-none-any.whl             | 0  | A name starts and ends with an ASCII letter or digit
            foo-1.5_1-py3-none-any.whl            | 4  | '1.5_1' is not a version
            foo-1.0-a1-py3-none-any.whl           | 8  | A build tag starts with a digit
            foo-1.0-1-3py-none-any.whl            | 10 | '3py' is not a Python tag
            foo-1.0-py3-none-.whl                 | 17 | A part of a tag is empty
            foo-1.0-py2.-none-any.whl             | 8  | A part of a tag is empty
            """)
    void rejectsOtherNamesSayingWhatIsWrongAndWhere(String filename, int position, String message) {
        assertThat(WheelFilename.parse(filename)).isEqualTo(Parsed.bad(filename, position, message));
    }

    @Test
    void rejectsATagSetThatStandsForTooMany() {
        String many = "a" + ".a".repeat(99);

        assertThat(Tag.parseSet(many + "-" + many + "-any")).isInstanceOf(Parsed.Ok.class);
        assertThat(Tag.parseSet(many + "-" + many + "-any.b")).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void sortsBuildTagsByNumberThenByTextAndNoneBelowAll() {
        List<BuildTag> ascending = List.of(
                BuildTag.NONE,
                build("0"),
                build("1"),
                build("1a"),
                build("1b"),
                build("2"),
                build("10"),
                build("10_x"));

        assertThat(ascending.reversed().stream().sorted()).containsExactlyElementsOf(ascending);
        assertThat(build("010")).isEqualTo(build("10"));
    }

    private static BuildTag build(String text) {
        return BuildTag.parse(text).orElseThrow();
    }
}
