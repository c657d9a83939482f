package org.compatserver.pep.distribution;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The core metadata specification, read as Python's email parser and pip do. */
class CoreMetadataTest {
    private static final String HEAD = "Metadata-Version: 2.4\nName: Foo.Bar\nVersion: 1.0\n";

    @Test
    void saysWhatInstallingNeeds() {
        CoreMetadata metadata = read("""
                Metadata-Version: 2.4
                Name: Foo.Bar
                Version: 1.0
                Summary: A thing: with a colon
                Requires-Python: >=3.8, <4
                Requires-Dist: requests (>=2,<3)
                Requires-Dist: tomli >= 1 ; python_version < "3.11"
                Requires-Dist: pytest ; extra == 'test'
                Provides-Extra: Test_All
                Provides-Extra: docs
                Dynamic: Requires-Dist

                # The description
                Requires-Dist: not-this-one
                """);

        assertThat(metadata.metadataVersion()).isEqualTo("2.4");
        assertThat(metadata.name()).isEqualTo("Foo.Bar");
        assertThat(metadata.version()).isEqualTo(Version.of("1.0"));
        assertThat(metadata.requiresPython()).isEqualTo(SpecifierSet.of(">=3.8,<4"));
        assertThat(metadata.requiresDist())
                .extracting(Object::toString)
                .containsExactly("requests<3,>=2", "tomli>=1; python_version < \"3.11\"", "pytest; extra == \"test\"");
        assertThat(metadata.providesExtra()).containsExactly(Extra.of("test-all"), Extra.of("docs"));
        assertThat(metadata.dynamic()).containsExactly("requires-dist");
    }

    @Test
    void needsNoMoreThanNameAndVersion() {
        assertThat(CoreMetadata.parse("Name: a\nVersion: 1"))
                .isEqualTo(Parsed.ok(
                        new CoreMetadata("1.0", "a", Version.of("1"), List.of(), null, List.of(), List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1.1", "1.2", "2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "9.9"})
    void readsAnyMetadataVersionTheSameWay(String version) {
        CoreMetadata metadata =
                read("Metadata-Version: " + version + "\nName: a\nVersion: 1\nRequires-Dist: b\nRequires: c\n");

        assertThat(metadata.metadataVersion()).isEqualTo(version);
        assertThat(metadata.requiresDist()).extracting(Object::toString).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesAnyLineBreak(String end) {
        CoreMetadata metadata = read((HEAD + "Requires-Dist: b\n\nRequires-Dist: c\n").replace("\n", end));

        assertThat(metadata.requiresDist()).extracting(Object::toString).containsExactly("b");
    }

    @Test
    void takesFieldNamesInAnyCase() {
        assertThat(read("NAME: a\nversion: 1\nrequires-DIST: b\n").requiresDist())
                .hasSize(1);
    }

    @Test
    void skipsAByteOrderMark() {
        assertThat(read("\ufeff" + HEAD).name()).isEqualTo("Foo.Bar");
    }

    @Test
    void readsFoldedLinesAsPartOfTheField() {
        CoreMetadata metadata =
                read(HEAD + "Description: one\n        two\n\tRequires-Dist: no\nRequires-Dist:\n  b\n");

        assertThat(metadata.requiresDist()).extracting(Object::toString).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a line without a field", "Na me: x", "\u00dcber: x"})
    void endsAtTheFirstLineThatIsNoField(String line) {
        assertThat(read(HEAD + line + "\nRequires-Dist: b\n").requiresDist()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"From somebody at some time", ": no name"})
    void stepsOverLinesThatTheEmailParserStepsOver(String line) {
        assertThat(read(HEAD + line + "\n folded\nRequires-Dist: b\n").requiresDist())
                .hasSize(1);
    }

    @Test
    void readsTextThatIsNotUtf8() {
        byte[] file = (HEAD + "Author: Zo\u00eb\nRequires-Dist: b\n").getBytes(ISO_8859_1);

        assertThat(CoreMetadata.parse(file).orElseThrow().requiresDist()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            b (>=1.0.*)
            b>=1<2
            b !=~5.0
            b ; python_version > 3
            b ; nonsense == "1"
            "b"
            b @
            """)
    void isAProblemWithOneRequirementThatCannotBeReadWhichItNames(String requirement) {
        var parsed =
                CoreMetadata.parse(HEAD + "Requires-Dist: a\nRequires-Dist: " + requirement + "\nRequires-Dist: c\n");

        assertThat(parsed).isInstanceOfSatisfying(Parsed.Bad.class, bad -> {
            assertThat(bad.problem().text()).isEqualTo(requirement);
            assertThat(bad.problem().message()).startsWith("Requires-Dist '" + requirement + "' cannot be read: ");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {">=3.12.*", "3", ">= 3.x", "nonsense"})
    void ignoresARequiresPythonThatCannotBeRead(String specifiers) {
        assertThat(read(HEAD + "Requires-Python: " + specifiers + "\n").requiresPython())
                .isNull();
    }

    @Test
    void leavesOutExtrasThatAreNoNames() {
        assertThat(read(HEAD + "Provides-Extra: a b\nProvides-Extra: c \nProvides-Extra: d\n")
                        .providesExtra())
                .containsExactly(Extra.of("d"));
    }

    @Test
    void takesTheFirstOfAFieldThatStandsTwice() {
        CoreMetadata metadata =
                read(HEAD + "Name: other\nVersion: 2\nRequires-Python: >=3.9\nRequires-Python: >=3.1\n");

        assertThat(metadata.name()).isEqualTo("Foo.Bar");
        assertThat(metadata.version()).isEqualTo(Version.of("1.0"));
        assertThat(metadata.requiresPython()).isEqualTo(SpecifierSet.of(">=3.9"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Version: 1               | The metadata has no Name
            Name: a                  | The metadata has no Version
            Name: -a                 | The metadata's Name cannot be read: A name starts and ends with an ASCII letter or digit
            """)
    void isAProblemWithoutNameOrVersion(String text, String message) {
        assertThat(CoreMetadata.parse(text + "\n"))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class,
                        bad -> assertThat(bad.problem().message()).isEqualTo(message));
    }

    @Test
    void isAProblemWithAVersionThatCannotBeRead() {
        assertThat(CoreMetadata.parse("Name: a\nVersion: one\n"))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class,
                        bad -> assertThat(bad.problem().message())
                                .startsWith("The metadata's Version cannot be read: "));
    }

    private static CoreMetadata read(String text) {
        return CoreMetadata.parse(text).orElseThrow();
    }
}
