package org.compatserver.pep.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.version.SpecifierSet.Run;
import org.compatserver.pep.version.SpecifierSet.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Version clauses (PEP 440, "Version specifiers"; where it is silent, as Python's {@code packaging} reads them). */
class SpecifierSetTest {

    @ParameterizedTest(name = "{0} admits {1} and not {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                ">=1.0         | 1.0 1 1.0+x 1.0.post1 1.1.dev0 2 1!0.1  | 1.0rc1 1.0.dev1 0.9",
                ">=1.0rc1      | 1.0rc1 1.0rc1.post1 1.0                 | 1.0rc1.dev1 1.0b9",
                "<=1.0         | 1.0 1.0.0 1.0+cu9 1.0rc1 0.9 0.dev0     | 1.0.post0.dev0 1.0.post1 1.0.1.dev0 1!0",
                "<=1.0.dev2    | 1.0.dev2 1.0.dev2+x                     | 1.0.dev3 1.0a1",
                "<=1.0.post1   | 1.0.post1 1.0.post1+x 1.0               | 1.0.post2.dev0 1.0.1",
                ">1.7          | 1.7.1 1.7.0.1 1.7.0.1.dev0 1.8 1.8.dev0 | 1.7 1.7.0 1.7+x 1.7.post1 1.7.post1+x 1.7.post999 1.7rc1",
                ">1.7.0        | 1.7.1                                   | 1.7 1.7.post1 1.7.0.0.post1",
                ">1.7.post1    | 1.7.post2 1.7.post2.dev0 1.7.1          | 1.7.post1 1.7.post1+x 1.7",
                ">1.7.dev1     | 1.7.dev2 1.7a1 1.7 1.7.post1            | 1.7.dev1 1.7.dev1+x 1.7.dev0",
                ">1.7rc1       | 1.7rc2 1.7rc2.dev0 1.7 1.7.post1 1.8.dev1 | 1.7rc1 1.7rc1+x 1.7rc1.post1 1.7rc1.post1.dev0",
                ">1.7rc1.post1 | 1.7rc1.post2 1.7rc2 1.7                 | 1.7rc1.post1 1.7rc1",
                "<1.7          | 1.6 1.6.post1 1.7.dev0.0 0.dev0         | 1.7 1.7+x 1.7rc1 1.7.dev1 1.7.dev0 1.7a1.dev1 1.7.post1",
                "<1.7rc1       | 1.7b2 1.7rc1.dev1 1.7.dev1 1.6          | 1.7rc1 1.7rc1+x 1.7",
                "<1.7.dev2     | 1.7.dev1 1.6                            | 1.7.dev2 1.7a1",
                "<1.7.post1    | 1.7 1.7rc1 1.7+x                        | 1.7.post1 1.7.post1.dev1 1.7.post1.dev0",
                "==1.0         | 1.0 1 1.0.0.0 1.0+cu9 1.0+1             | 1.0.post0 1.0.post0.dev0 1.0rc1 1.0.1 1!1.0",
                "==1.0+abc     | 1.0+abc 1+ABC 1.0+abc                   | 1.0 1.0+abc.1 1.0+abd",
                "==1.0.post1   | 1.0.post1 1.0.post1+x 1.0-1             | 1.0 1.0.post2.dev0",
                "!=1.0         | 1.0.post1 1.0rc1 1.1 0.dev0             | 1.0 1.0.0 1.0+cu9",
                "!=1.0+abc     | 1.0 1.0+abc.1 1.0+ab                    | 1.0+abc",
                "==1.1.*       | 1.1 1.1.0 1.1.5 1.1rc1 1.1.dev0 1.1.post1 1.1+x 1.1.9.post1+y | 1.2.dev0 1.0 1.10 1 2.1 1!1.1",
                "==1.*         | 1 1.0 1.9.9 1.dev0                      | 2.dev0 0.9 1!1.0",
                "==1.0.*       | 1 1.0.5 1.post1 1rc1                    | 1.1.dev0 1.1",
                "==1!1.*       | 1!1 1!1.5                               | 1 1.5 1!2",
                "!=1.1.*       | 1.2.dev0 1.0 1.10 1.0.9                 | 1.1 1.1rc1 1.1.dev0 1.1.post1",
                "~=1.4.5       | 1.4.5 1.4.5.post1 1.4.99 1.4.5+x        | 1.4.5rc1 1.5.dev0 1.5 1.4.4",
                "~=2.2         | 2.2 2.9 2.99.1                          | 3.dev0 3 2.1 2.2rc1",
                "~=2.2.0       | 2.2 2.2.1                               | 2.3 2.3.dev0",
                "~=1.0a1       | 1.0a1 1.0a2 1.0 1.9 1.0a1.post1         | 2.dev0 1.0.dev5 1.0a1.dev1 2.0",
                "~=2.2.post3   | 2.2.post3 2.2.post4 2.3                 | 2.2 2.2.post2 3.0",
                "~=1!1.0       | 1!1.0 1!1.5                             | 1.0 1.5 1!2.dev0",
                ">1.0,<1.0.1   | 1.0.0.1                                 | 1.0.post1 1.0 1.0.1 1.0.1.dev0",
                ">=1,!=1.3,<2  | 1 1.2 1.3.post1 1.4 1.99                | 1.3 1.3+x 2 2.dev0 0.9",
                "===1.0        | 1.0 1.00                                | 1 1.0.0 1.0+x",
                "===1.0+CU11   | 1.0+cu11                                | 1.0 1.0+cu.11",
                "===foobar     | 2.0foobar                               | 1.0",
                ">=20240101120000 | 20240101120000 20240101120001        | 20240101119999 2024.1",
                "==99999999999999999999.* | 99999999999999999999.1       | 100000000000000000000.dev0 99999999999999999998",
                "''            | 0.dev0 1 1rc1 1!0+x                     | ",
            })
    void clausesHoldTheVersionsInTheirRange(String clauses, String in, String out) {
        SpecifierSet set = SpecifierSet.of(clauses);
        for (String version : words(in)) {
            if (Version.parse(version) instanceof Parsed.Ok<Version>(var value)) {
                assertThat(set.contains(value)).as("%s in %s", version, clauses).isTrue();
            }
        }
        for (String version : words(out)) {
            assertThat(set.contains(Version.of(version)))
                    .as("%s in %s", version, clauses)
                    .isFalse();
        }
    }

    private static List<String> words(String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }

    @ParameterizedTest(name = "no version is in {0}")
    @ValueSource(
            strings = {
                "<0",
                "<0.dev0",
                "<0.0.0",
                "==1.0,!=1.0",
                "==1.0+x,!=1.0",
                ">=2,<1",
                ">=1.0,<1.0",
                ">1.0,<=1.0.post5",
                ">1.0a1,<1.0a2.dev0",
                ">1.0.post1,<1.0.post2",
                ">1.0.dev1,<1.0.dev2",
                "==1.*,==2.*",
                "~=1.4,>=2",
                "<=1.0,>=1.0.post0.dev0",
                "!=1.*,==1.5",
                "===foo",
                "===1.0,<1",
            })
    void someSetsAreEmpty(String clauses) {
        SpecifierSet set = SpecifierSet.of(clauses);
        assertThat(set.ranges().isEmpty() || clauses.contains("===")).isTrue();
        assertThat(set.spans(
                        List.of(Version.of("0.dev0"), Version.of("1.0"), Version.of("1.0.post1"), Version.of("2"))))
                .isEmpty();
    }

    @ParameterizedTest(name = "some version is in {0}")
    @ValueSource(
            strings = {
                ">1.0,<1.0.1",
                ">1.0,<1.0.0.0.1",
                "==1.0,!=1.0+x",
                ">1.0.dev1,<1.0a1",
                ">=1.0,<=1.0",
                "<0.dev1",
                "!=1.0"
            })
    void othersAreNarrowButNotEmpty(String clauses) {
        assertThat(SpecifierSet.of(clauses).ranges().isEmpty()).isFalse();
    }

    @ParameterizedTest(name = "{0} is printed as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                      | ''",
                "' , ,'                  | ''",
                ">= 1.0 , <2,            | <2,>=1.0",
                ",>=1.0                  | >=1.0",
                ">=1.0,>=1.0             | >=1.0",
                "==1.0,==1.00            | ==1.0",
                "~=1.0,~=1.00            | ~=1.0",
                "~=1.0,~=1.0.0           | ~=1.0,~=1.0.0",
                "==1.*,==1.0.*           | ==1.*,==1.0.*",
                ">=V1.0-ALPHA            | >=V1.0-ALPHA",
                "===1.0 ,=== foo         | ===1.0,===foo",
                "!=1,==1,<1,>1,<=1,>=1   | !=1,<1,<=1,==1,>1,>=1",
            })
    void areSortedWithoutRepetition(String text, String canonical) {
        assertThat(SpecifierSet.of(text)).hasToString(canonical).isEqualTo(SpecifierSet.of(canonical));
    }

    @ParameterizedTest(name = "{0} fails at {1}: {2}")
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "1.0              | 0 | A version clause starts with one of '==', '!=', '<=', '>=', '<', '>', '~=' and '==='",
                "=1.0             | 0 | A version clause starts with one of '==', '!=', '<=', '>=', '<', '>', '~=' and '==='",
                ">=1.0, dev       | 7 | A version clause starts with one of '==', '!=', '<=', '>=', '<', '>', '~=' and '==='",
                ">=               | 2 | A version is expected after '>='",
                ">dev             | 1 | A version is expected after '>'",
                "!=~5.0           | 2 | A version is expected after '!='",
                "=>1.0            | 0 | A version clause starts with one of '==', '!=', '<=', '>=', '<', '>', '~=' and '==='",
                ">=1.0.*          | 5 | '.*' can only be used with '==' and '!='",
                "~=1.0.*          | 5 | '.*' can only be used with '==' and '!='",
                "==1.0a1.*        | 7 | '.*' cannot follow a pre-release, post-release, development release or local version label",
                "==1.0+x.*        | 7 | '.*' cannot follow a pre-release, post-release, development release or local version label",
                "==1.0.*+x        | 7 | The version clause ==1.0.* cannot be continued like this",
                ">=1.0+x          | 5 | A local version label can only be used with '==' and '!='",
                "~=1.0+x          | 5 | A local version label can only be used with '==' and '!='",
                "~=1              | 3 | The version after '~=' needs at least two numbers, as in '~=1.0'",
                "~=1!1            | 5 | The version after '~=' needs at least two numbers, as in '~=1.0'",
                ">1.0<3           | 4 | The version clause >1.0 cannot be continued like this",
                ">=1.0 <2         | 5 | The version clause >=1.0 cannot be continued like this",
                "==1.0;           | 5 | The version clause ==1.0 cannot be continued like this",
                "===a b           | 4 | The version clause ===a cannot be continued like this",
            })
    void areRefusedWithThePlaceThatIsWrong(String text, int position, String message) {
        assertThat(SpecifierSet.parse(text)).isEqualTo(Parsed.bad(text, position, message));
    }

    @Test
    void veryLongTextsAreRefused() {
        assertThat(SpecifierSet.parse(">=1,".repeat(5_000))).isInstanceOf(Parsed.Ok.class);
        assertThat(SpecifierSet.parse(">=1,".repeat(5_001))).isInstanceOf(Parsed.Bad.class);
        assertThat(SpecifierSet.parse("==" + "1".repeat(1_001))).isInstanceOf(Parsed.Bad.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''                | false",
                ">=1.0             | false",
                ">=1.0a1           | true",
                "<1.1rc1           | true",
                "==1.0.dev1        | true",
                "!=1.0a1           | false",
                "==1.1.*           | false",
                "~=1.1rc1          | true",
                "===1.0a1          | true",
                "===foo            | false",
                ">=1.0,!=2.0b1     | false",
                ">=1.0,<=2.0b1     | true",
                ">=1.0.post1       | false",
                ">=1.0.post1.dev1  | true",
            })
    void someClausesNamePreReleases(String clauses, boolean expected) {
        assertThat(SpecifierSet.of(clauses).namesPreRelease()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "''         | false",
                "==1.0      | true",
                "==1.0+x    | true",
                "==1.0.*    | false",
                "===1.0     | true",
                "===foo     | true",
                "!=1.0      | false",
                "~=1.0      | false",
                ">=1.0,==1.1 | true",
            })
    void someClausesPinAVersion(String clauses, boolean expected) {
        assertThat(SpecifierSet.of(clauses).pins()).isEqualTo(expected);
    }

    /** The table of pip's choices, resolved to sets: what would be chosen is the last of each. */
    @ParameterizedTest(name = "of {0}, {1} leaves {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0 2.0b1            | ''        | 1.0",
                "1.0 2.0b1            | >1.0      | 2.0b1",
                "1.0 2.0b1            | !=2.0b1   | 1.0",
                "1.0 2.0b1            | >=1.0a1   | 1.0 2.0b1",
                "1.0 1.1.dev1 1.1rc1  | <1.1rc1   | 1.0 1.1.dev1",
                "1.7 1.7.1 1.8.dev1   | >1.7rc1   | 1.7 1.7.1 1.8.dev1",
                "1.0 1.1.dev1 1.1rc1  | ==1.1.*   | 1.1.dev1 1.1rc1",
                "1.0 1.1.dev1 1.1rc1  | ~=1.1rc1  | 1.1rc1",
                "1.0a1 1.0b2          | <1.0      | ''",
                "1.0a1 1.0b2          | ''        | 1.0a1 1.0b2",
                "1.0 1.0.post1.dev2   | >=1.0     | 1.0",
            })
    void preReleasesAreAdmittedAsPipDoes(String versions, String clauses, String left) {
        List<Version> all = words(versions).stream().map(Version::of).toList();
        assertThat(SpecifierSet.of(clauses).filter(all)).map(Version::toString).isEqualTo(words(left));
    }

    @Test
    void andJoinsTheClausesOfBoth() {
        assertThat(SpecifierSet.of(">=1,<3").and(SpecifierSet.of("!=2,>=1.0"))).hasToString("!=2,<3,>=1");
        assertThat(SpecifierSet.any().and(SpecifierSet.of("<1"))).isEqualTo(SpecifierSet.of("<1"));
        assertThat(SpecifierSet.of("<1").and(SpecifierSet.any())).isEqualTo(SpecifierSet.of("<1"));
        assertThat(SpecifierSet.of(">=1").and(SpecifierSet.of("===1.5")).contains(Version.of("1.5")))
                .isTrue();
    }

    @Test
    void spansAreRunsOfIndices() {
        List<Version> versions = List.of("1.0", "1.1", "1.2rc1", "1.2", "1.3", "2.0").stream()
                .map(Version::of)
                .toList();
        assertThat(SpecifierSet.of("").spans(versions)).containsExactly(new Span(0, 6));
        assertThat(SpecifierSet.of("!=1.1,<2").spans(versions)).containsExactly(new Span(0, 1), new Span(2, 5));
        assertThat(SpecifierSet.of("!=1.15").spans(versions)).containsExactly(new Span(0, 6));
        assertThat(SpecifierSet.of("===1.2").spans(versions)).containsExactly(new Span(3, 4));
        assertThat(SpecifierSet.of("===1.2,<1").spans(versions)).isEmpty();
        assertThat(SpecifierSet.of(">=3").spans(versions)).isEmpty();
        assertThat(SpecifierSet.of(">=1").spans(List.of())).isEmpty();
    }

    /** As a requirement contains them: {@code name>=1,<2 ; marker}. */
    @ParameterizedTest(name = "{0} has {1} up to {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                ">=1,<2;x           | <2,>=1  | 6",
                ">= 1 , <2 ) ; x    | <2,>=1  | 10",
                ">=1,)              | >=1     | 4",
                ">=1,,<2            | >=1     | 4",
                ">=1 <2             | >=1     | 4",
                ",>=1               | ''      | 0",
                "; x                | ''      | 0",
                "===a,>=1;x         | ===a,>=1 | 8",
                "===;x              | ===     | 3",
                "===a,,<2)          | <2,===a | 8",
            })
    void areReadFromALongerText(String text, String clauses, int end) {
        assertThat(SpecifierSet.parseRun(text, 0)).isEqualTo(Parsed.ok(new Run(SpecifierSet.of(clauses), end)));
    }
}
