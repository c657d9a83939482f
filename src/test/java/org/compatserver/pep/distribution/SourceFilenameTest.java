package org.compatserver.pep.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source archives: PEP 625 names and pip's rules for older ones. */
class SourceFilenameTest {

    @ParameterizedTest
    @CsvSource({
        "six-1.17.0.tar.gz,              six,      1.17.0,       .tar.gz",
        "foo_bar-1.0.tar.gz,             foo-bar,  1.0,          .tar.gz",
        "Foo.Bar-1.0.zip,                foo-bar,  1.0,          .zip",
        "foo-bar-1.0.tar.bz2,            foo-bar,  1.0,          .tar.bz2",
        "foo__bar-1.tar.gz,              foo-bar,  1,            .tar.gz",
        "a-1.0-1.tar.gz,                 a,        1.0.post1,    .tar.gz",
        "a-1-2.0.tar.gz,                 a-1,      2.0,          .tar.gz",
        "a-2.0.tgz,                      a,        2.0,          .tgz",
        "a-2.0.tar.lzma,                 a,        2.0,          .tar.lzma"
    })
    void hasTheVersionAfterTheFirstDashThatEndsTheProjectsName(
            String filename, String project, String version, String extension) {
        assertThat(parse(filename, project))
                .isEqualTo(Parsed.ok(new SourceFilename(ProjectName.of(project), Version.of(version), extension)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            a-b-6.0.tar.gz               | a   | 2 | 'b-6.0' is not a version
            a-3.0.linux-x86_64.tar.gz    | a   | 2 | '3.0.linux-x86_64' is not a version
            foo--1.0.tar.gz              | foo | 4 | '-1.0' is not a version
            a-.tar.gz                    | a   | 2 | '' is not a version
            b-1.0.tar.gz                 | a   | 0 | It does not start with 'a' and a dash
            a1.0.tar.gz                  | a   | 0 | It does not start with 'a' and a dash
            a-1.0-py3-none-any.whl       | b   | 0 | It is a file of 'a', not of 'b'
            a-1.0.egg                    | a   | 5 | It is neither a wheel nor a source archive that pip takes
            """)
    void rejectsNamesOfOtherProjectsAndWithoutAVersion(String filename, String project, int position, String message) {
        assertThat(parse(filename, project)).isEqualTo(Parsed.bad(filename, position, message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-1.0-py2.7.egg",
                "a-1.0.win32-py2.7.exe",
                "a-1.0.msi",
                "a-1.0-1.noarch.rpm",
                "a-1.0.TAR.GZ",
                "a-1.0.tar.Z",
                "a-1.0.gz",
                "a-1.0-py3-none-any.WHL",
                "a",
                "",
                ".zip"
            })
    void passesOverOtherKindsOfFiles(String filename) {
        assertThat(parse(filename, "a")).isInstanceOf(Parsed.Bad.class);
    }

    @ParameterizedTest
    @CsvSource({"a-1.0-macosx10.9.zip, false", "a-macosx10-1.0.zip, false", "a-1.0.zip, true"})
    void passesOverZipsForMacosx10(String filename, boolean taken) {
        assertThat(parse(filename, filename.startsWith("a-m") ? "a-macosx10" : "a") instanceof Parsed.Ok)
                .isEqualTo(taken);
    }

    /** Pip compares the ending with "major.minor" of the target's Python, and knows no minor version above 9 there. */
    @ParameterizedTest
    @CsvSource({
        "a-1.0-py2.7.tar.gz,    2,  7,   true",
        "a-1.0-py2.7.tar.gz,    3,  7,   false",
        "a-1.0-py3.6.tar.gz,    3,  6,   true",
        "a-1.0-py3.tar.gz,      3,  6,   false",
        "a-1.0.tar.gz,          3,  6,   true"
    })
    void holdsForOnePythonWhenAnOldNameEndsSo(String filename, int major, int minor, boolean fits) {
        SourceFilename source = (SourceFilename) parse(filename, "a").orElseThrow();

        assertThat(source.version()).isEqualTo(Version.of("1.0"));
        assertThat(source.fits(major, minor)).isEqualTo(fits);
    }

    private static Parsed<DistributionFilename> parse(String filename, String project) {
        return DistributionFilename.parse(filename, ProjectName.of(project));
    }
}
