package org.compatserver.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.CoreMetadata;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: core metadata reduced to what matters for installing. */
class EssentialFieldsTest {
    private static String reduced(String metadata) {
        return EssentialFields.reduced(metadata);
    }

    @Test
    void keepsSevenFieldsInTheirOrder() {
        assertThat(reduced("""
                        Metadata-Version: 2.4
                        Name: Demo
                        Version: 1.0
                        Summary: something
                        Home-page: https://example.invalid/
                        Requires-Dist: b>=1
                        Provides-Extra: x
                        Requires-Dist: a; extra == "x"
                        Requires-Python: >=3.9
                        Dynamic: License
                        Description-Content-Type: text/markdown

                        Requires-Dist: not-a-field
                        """)).isEqualTo("""
                        Metadata-Version: 2.4
                        Name: Demo
                        Version: 1.0
                        Requires-Dist: b>=1
                        Provides-Extra: x
                        Requires-Dist: a; extra == "x"
                        Requires-Python: >=3.9
                        Dynamic: License
                        """);
    }

    @Test
    void isTheSameWhenDoneTwice() {
        String once = reduced(Archives.METADATA + "License: any\n");
        assertThat(reduced(once)).isEqualTo(once).isEqualTo(Archives.METADATA);
    }

    @Test
    void readsFieldNamesInAnyCase() {
        assertThat(reduced("REQUIRES-dist: a\nname:b\n")).isEqualTo("Requires-Dist: a\nName: b\n");
    }

    @Test
    void keepsContinuationLines() {
        assertThat(reduced("Requires-Dist: a\n >=1\n\t<2\nAuthor: x\n Name: y\nName: z\n"))
                .isEqualTo("Requires-Dist: a\n >=1\n\t<2\nName: z\n");
    }

    @Test
    void readsAllLineEnds() {
        assertThat(reduced("Name: a\r\nVersion: 1\r\nRequires-Dist: b\r\n c\r\n\r\nName: x"))
                .isEqualTo("Name: a\nVersion: 1\nRequires-Dist: b\n c\n");
        assertThat(reduced("Name: a\rVersion: 1\r\rName: x")).isEqualTo("Name: a\nVersion: 1\n");
    }

    @Test
    void stopsWhereTheHeaderStops() {
        assertThat(reduced("Name: a\nno field here\nVersion: 1\n")).isEqualTo("Name: a\n");
        assertThat(reduced("Name: a\nTwo words: x\nVersion: 1\n")).isEqualTo("Name: a\n");
        assertThat(reduced("\nName: a\n")).isEmpty();
        assertThat(reduced("")).isEmpty();
    }

    @Test
    void passesOverWhatPythonsEmailParserPassesOver() {
        assertThat(reduced("Name: a\n: nothing\nVersion: 1\n")).isEqualTo("Name: a\nVersion: 1\n");
        assertThat(reduced("From somebody\nName: a\n")).isEqualTo("Name: a\n");
        assertThat(reduced(" continues nothing\nName: a\n")).isEqualTo("Name: a\n");
    }

    /** What the metadata says is the same before and after, whatever the text, line ends apart. */
    @Test
    void keepsTheMeaning() {
        Random random = new Random(5);
        List<String> pieces = List.of(
                "Name: a",
                "Version: 1",
                "Requires-Dist: b>=1",
                "Requires-Dist:c",
                "requires-python: >=3",
                "Provides-Extra: x",
                "Dynamic: License",
                "Author: y",
                " ",
                "\t<2",
                "\n",
                "\r\n",
                "\r",
                "\n",
                "\n",
                ":",
                "From x",
                "junk",
                "é",
                "\n Name: z");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder("Name: a\nVersion: 1\n");
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            String reduced = reduced(text.toString());
            assertThat(meaning(reduced)).as(text.toString()).isEqualTo(meaning(text.toString()));
        }
    }

    private static String meaning(String metadata) {
        return switch (CoreMetadata.parse(metadata)) {
            case Parsed.Ok<CoreMetadata>(var read) -> read.toString().replaceAll("\\r\\n?", "\n");
            case Parsed.Bad<CoreMetadata> bad -> "bad";
        };
    }

    @Test
    void passesOverAByteOrderMark() {
        assertThat(reduced("\uFEFFName: a\n")).isEqualTo("Name: a\n");
    }

    @Test
    void toleratesOtherEncodingsOnlyWhereTheyDoNotMatter() throws BrokenArchive {
        byte[] author = "Name: a\nAuthor: J\u00e9r\u00f4me\nVersion: 1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(EssentialFields.text(EssentialFields.read(author))).isEqualTo("Name: a\nVersion: 1\n");
        byte[] name = "Name: J\u00e9r\u00f4me\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> EssentialFields.read(name))
                .isInstanceOf(BrokenArchive.class)
                .hasMessage("Its metadata's Name is not UTF-8 text");
    }
}
