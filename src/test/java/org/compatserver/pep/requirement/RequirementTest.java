package org.compatserver.pep.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.version.SpecifierSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requirements: their grammar and canonical text (PEP 508). */
class RequirementTest {

    @Test
    void hasParts() {
        Requirement requirement = Requirement.of("Foo_Bar[Beta,alpha,BETA] >=1.0, <2 ; python_version < '3.9'");

        assertThat(requirement.name()).isEqualTo("Foo_Bar");
        assertThat(requirement.project()).isEqualTo(ProjectName.of("foo-bar"));
        assertThat(requirement.extras()).isEqualTo(List.of(Extra.of("alpha"), Extra.of("beta")));
        assertThat(requirement.specifiers()).isEqualTo(SpecifierSet.of("<2,>=1.0"));
        assertThat(requirement.marker()).isEqualTo(Marker.of("python_version<'3.9'"));
        assertThat(requirement.address()).isNull();
    }

    @Test
    void mayBeADirectReference() {
        Requirement requirement = Requirement.of("foo[x]@https://files.example/foo.zip;a ; os_name=='nt'");

        assertThat(requirement.address()).isEqualTo("https://files.example/foo.zip;a");
        assertThat(requirement.specifiers().isEmpty()).isTrue();
        assertThat(requirement.marker()).hasToString("os_name == \"nt\"");
    }

    @ParameterizedTest(name = "{0} is printed as {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A                            | A",
                "A.B-C_D                      | A.B-C_D",
                "0                            | 0",
                "`  name\t`                   | name",
                "name<=1                      | name<=1",
                "name>=3                      | name>=3",
                "name>=3,<2                   | name<2,>=3",
                "name (>=3,<2)                | name<2,>=3",
                "name(>=3,<2)                 | name<2,>=3",
                "name ( >= 3 , < 2 ) ; os_name=='a' | name<2,>=3; os_name == \"a\"",
                "name ()                      | name",
                "name[]                       | name",
                "name [ ]                     | name",
                "name>=1,                     | name>=1",
                "name>=1 , ; os_name=='a'     | name>=1; os_name == \"a\"",
                "name(>=1,)                   | name>=1",
                "name[quux, strange];python_version<'2.7' and platform_version=='2' | name[quux,strange]; python_version < \"2.7\" and platform_version == \"2\"",
                "name[b,a,B]>1                | name[a,b]>1",
                "name @ https://files.example | name @ https://files.example",
                "name@https://files.example   | name @ https://files.example",
                "name @ ../a.whl ; os_name=='a' | name @ ../a.whl ; os_name == \"a\"",
                "name===1.0-anything*you/like | name===1.0-anything*you/like",
                "name===a,>=1                 | name===a,>=1",
                "name==1.*                    | name==1.*",
                "name== 1.0                   | name==1.0",
                "name;os_name=='a'            | name; os_name == \"a\"",
            })
    void hasOneCanonicalText(String text, String canonical) {
        assertThat(Requirement.of(text)).hasToString(canonical).isEqualTo(Requirement.of(canonical));
    }

    @ParameterizedTest(name = "{0} fails at {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                   | 0  | A requirement starts with the name of a project: ASCII letters, digits, '-', '_' and '.'",
                "`  `                 | 2  | A requirement starts with the name of a project: ASCII letters, digits, '-', '_' and '.'",
                "-name                | 0  | A requirement starts with the name of a project: ASCII letters, digits, '-', '_' and '.'",
                ">=1                  | 0  | A requirement starts with the name of a project: ASCII letters, digits, '-', '_' and '.'",
                "é                    | 0  | A requirement starts with the name of a project: ASCII letters, digits, '-', '_' and '.'",
                "name-                | 4  | Expected a version clause, ';' or the end",
                "name_                | 4  | Expected a version clause, ';' or the end",
                "naïve                | 2  | Expected a version clause, ';' or the end",
                "two names            | 4  | Expected a version clause, ';' or the end",
                "name 1.0             | 5  | Expected a version clause, ';' or the end",
                "`name\n`             | 4  | Expected a version clause, ';' or the end",
                "name,>=1             | 4  | Expected a version clause, ';' or the end",
                "name>=1 <2           | 8  | Expected ',', ';' or the end after a version clause",
                "name>=1,,<2          | 8  | Expected ',', ';' or the end after a version clause",
                "name>1.0<3           | 8  | The version clause >1.0 cannot be continued like this",
                "name (>=1            | 9  | Expected ',' or ')' in parentheses around version clauses",
                "name (>=1;           | 9  | Expected ',' or ')' in parentheses around version clauses",
                "name >=1)            | 8  | Expected ',', ';' or the end after a version clause",
                "name (>=1) <2        | 11 | Expected ',', ';' or the end after a version clause",
                "name (>=1.0.*)       | 11 | '.*' can only be used with '==' and '!='",
                "name>=1.0+x          | 9  | A local version label can only be used with '==' and '!='",
                "name==1.0a1.*        | 11 | '.*' cannot follow a pre-release, post-release, development release or local version label",
                "name!=~5.0           | 6  | A version is expected after '!='",
                "name>dev             | 5  | A version is expected after '>'",
                "name=1               | 4  | A version clause starts with one of '==', '!=', '<=', '>=', '<', '>', '~=' and '==='",
                "name[a               | 6  | Expected ',' or ']' after an extra",
                "name[a b]            | 7  | Expected ',' or ']' after an extra",
                "name[a,]             | 7  | Expected the name of an extra",
                "name[,a]             | 5  | Expected the name of an extra",
                "name[-]              | 5  | Expected the name of an extra",
                "name @               | 6  | Expected an address after '@'",
                "name @ u v           | 9  | Expected ';' or the end after an address and a blank",
                "name @ u; os_name=='a' | 10 | Expected ';' or the end after an address and a blank",
                "name;                | 5  | Expected a marker variable or a quoted text",
                "name; foo=='a'       | 6  | Expected a marker variable or a quoted text",
                "name; os_name        | 13 | Expected one of '==', '!=', '<=', '>=', '<', '>', '~=', '===', 'in' and 'not in'",
                "name; os_name=a      | 13 | Expected one of '==', '!=', '<=', '>=', '<', '>', '~=', '===', 'in' and 'not in'",
                "name; os_name=='a    | 15 | The quoted text has no end",
                "name; os_name==a     | 15 | Expected a marker variable or a quoted text",
                "name; os_name=='a' x | 19 | Expected 'and', 'or' or the end",
                "name; os_name=='a' and | 22 | Expected a marker variable or a quoted text",
                "name; (os_name=='a'  | 19 | Expected 'and', 'or' or ')'",
                "name; os_name not 'a' | 18 | Expected 'in' after 'not'",
                "name; python_version<'3'; | 24 | Expected 'and', 'or' or the end",
            })
    void isRefusedWithThePlaceThatIsWrong(String text, int position, String message) {
        assertThat(Requirement.parse(text)).isEqualTo(Parsed.bad(text, position, message));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 100, 101, 1_000, 4_000})
    void parenthesesAreRefusedWhereTheyAreNestedTooDeep(int depth) {
        Parsed<Requirement> parsed = Requirement.parse("a;" + "(".repeat(depth) + "os_name=='a'" + ")".repeat(depth));
        if (depth <= MarkerReader.MAX_DEPTH) {
            assertThat(parsed.orElseThrow()).hasToString("a; os_name == \"a\"");
        } else {
            assertThat(parsed)
                    .isEqualTo(Parsed.bad(
                            "a;" + "(".repeat(depth) + "os_name=='a'" + ")".repeat(depth),
                            2 + MarkerReader.MAX_DEPTH,
                            "Parentheses are nested more than 100 deep"));
        }
    }

    @Test
    void longTextsAreRefusedAndOthersAreReadInOneGo() {
        assertThat(Requirement.parse("a" + " ".repeat(Requirement.MAX_LENGTH))).isInstanceOf(Parsed.Bad.class);
        String many = "a;" + "os_name=='a' or ".repeat(1_000) + "os_name=='b'";
        assertThat(Requirement.parse(many)).isInstanceOf(Parsed.Ok.class);
        assertThat(Requirement.parse("a" + ">=1,".repeat(4_000))).isInstanceOf(Parsed.Ok.class);
    }
}
