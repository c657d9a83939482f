package org.compatserver.wire.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.round.Causes;
import org.compatserver.round.Round;
import org.compatserver.round.Summary;
import org.compatserver.testing.Golden;
import org.compatserver.testing.SmallRound;
import org.compatserver.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A round as JSON, as a table, as a picture. */
class ShownRoundsTest {
    private static Shown of(Round round) {
        return Shown.of(Summary.of(round, Causes.of(round)));
    }

    @Test
    void asJson() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Json.prettyTo(out, RoundReplies.of(SampleRounds.shown()));
        Golden.check("round/round.json", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void asATable() throws IOException {
        StringBuilder all = new StringBuilder();
        RoundCsv.write(SampleRounds.shown(), true, all);
        assertThat(all.toString().lines().count())
                .isEqualTo(1 + SampleRounds.ROUND.plan().checks());
        StringBuilder failures = new StringBuilder();
        RoundCsv.write(SampleRounds.shown(), false, failures);
        Golden.check("round/failures.csv", failures.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            six          | six
            a,b          | "a,b"
            "x"          | \"""x\"""
            =1+1         | '=1+1
            @x,y         | "'@x,y"
            -1           | '-1
            +1           | '+1
            a=b          | a=b
            """)
    void fieldsAreQuotedAndNoneIsAFormula(String text, String field) {
        assertThat(RoundCsv.field(text)).isEqualTo(field);
    }

    @Test
    void asAPicture() {
        Golden.check("round/matrix.svg", RoundPicture.of(SampleRounds.shown()));
    }

    @Test
    void whereAllFitsThePictureHasNoCauses() {
        assertThat(RoundPicture.of(of(SmallRound.of("python 3.13\npackages a b\n"))))
                .contains("2 packages, 1 pair<")
                .doesNotContain("Causes");
    }

    @Test
    void aClashOnOneTargetIsDrawnThoughAPackageFailsByItselfOnAnother() {
        String picture = RoundPicture.of(of(SmallRound.of("""
                python 3.12 3.13
                packages a b
                a on 3.12: INSTALL_ERROR: a cannot be installed, even alone.
                a + b on 3.12: INSTALL_ERROR: alone a
                a + b on 3.13: CHECK_WARNING: a 1.0 needs x<2 | b 2.0 needs x>=2
                """)));
        assertThat(picture)
                .containsPattern(
                        "fill=\"#f0a830\" fill-opacity=\"1\"[^>]*><title>a with b[^<]*INSTALL_ERROR[^<]*CHECK_WARNING")
                .contains("CPython 3.12, 3.13 on ");
    }

    @Test
    void ofALargeRoundThePackagesWithMostFailuresAreDrawn() {
        String names = IntStream.range(0, 300).mapToObj(i -> "p" + i).collect(Collectors.joining(" "));
        String others = IntStream.range(1, 150).mapToObj(i -> "p" + i).collect(Collectors.joining(", "));
        Round round = SmallRound.of("python 3.13\npackages " + names + "\np0 + " + others
                + ": CHECK_WARNING: p0 1.0 needs x<2 | p1 1.0 needs x>=2\n");
        String picture = RoundPicture.of(of(round));
        assertThat(picture).contains("shown: the 100 packages with most failures, of 300");
        assertThat(picture.length()).isLessThan(200_000);
    }
}
