package org.compatserver.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.compatserver.testing.SmallRound;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: which causes failing pairs are grouped to, in which order, and by which pair each is shown. */
class CausesTest {

    /** A line a cause: pairs by target, what is said, the example. */
    private static List<String> causes(String text) {
        Round round = SmallRound.of(text);
        CauseSentences sentences = new CauseSentences(round);
        return Causes.of(round).stream()
                .map(cause -> sentences.sentence(cause) + " [" + sentences.example(cause) + "]")
                .toList();
    }

    @Test
    void whatMostPairsHaveInCommonIsTheCause() {
        assertThat(causes("""
                python 3.13
                packages api asset iot kms
                api + iot: CHECK_WARNING: iot 2.9.2 needs protobuf<5,!=4.21.0 | api 2.44.0 needs protobuf>=6.33.5,<8
                asset + iot: CHECK_WARNING: iot 2.9.2 needs protobuf<5,!=4.21.0 | asset 4.5.0 needs protobuf>=6.33.5,<8
                iot + kms: CHECK_WARNING: iot 2.9.2 needs protobuf<5,!=4.21.0 | kms 3.0 needs protobuf>=6.30,<8
                """))
                .containsExactly(
                        "3 pairs on 3.13: iot 2.9.2 needs protobuf<5, while api 2.44.0 and asset 4.5.0 need protobuf>=6.33.5; kms 3.0 needs protobuf>=6.30 [api with iot on 3.13]");
    }

    @Test
    void ofTwoSidesThatExplainAsManyTheOneThatAllowsNothingNewIsNamed() {
        assertThat(causes("""
                python 3.13
                packages a z
                a + z: CHECK_WARNING: a 1.0 needs x>=2,<9 | z 1.0 needs x<2
                """))
                .containsExactly("1 pair on 3.13: z 1.0 needs x<2, while a 1.0 needs x>=2 [a with z on 3.13]");
    }

    @Test
    void aPairIsOfOneCauseOnly() {
        assertThat(causes("""
                python 3.13
                packages a b c d e
                a + b, c: CHECK_WARNING: a 1.0 needs x<2 | n 3.0 needs x>=2
                a + d: CHECK_WARNING: a 1.0 needs x<2 | m 1.0 needs x>=2
                d + e: CHECK_WARNING: e 1.0 needs x<1 | m 1.0 needs x>=2
                """))
                .containsExactly(
                        "3 pairs on 3.13: a 1.0 needs x<2, while n 3.0 and m 1.0 need x>=2 [a with b on 3.13]",
                        "1 pair on 3.13: e 1.0 needs x<1, while m 1.0 needs x>=2 [d with e on 3.13]");
    }

    @Test
    void theSameOnSeveralTargetsIsOneCauseShownOnTheNewest() {
        assertThat(causes("""
                python 3.13 3.10 3.12
                packages a b c
                a + b: CHECK_WARNING: a 1.0 needs x<2 | b 1.0 needs x>=2
                a + c on 3.10: CHECK_WARNING: a 1.0 needs x<2 | c 1.0 needs x>=2
                """))
                .containsExactly(
                        "1 pair on each of 3.13 and 3.12; 2 on 3.10: a 1.0 needs x<2, while b 1.0 and c 1.0 need x>=2 [a with b on 3.13]");
    }

    @Test
    void anExampleWhosePackagesClashThemselvesIsBest() {
        assertThat(causes("""
                python 3.13
                packages a b c
                a + b: CHECK_WARNING: b 1.0 needs n>=3 | n 3.0 and later need x>=2 | a 1.0 needs x<2
                a + c: CHECK_WARNING: c 1.0 needs x>=2 | a 1.0 needs x<2
                """))
                .containsExactly(
                        "2 pairs on 3.13: a 1.0 needs x<2, while c 1.0 and n 3.0 and later need x>=2 [a with c on 3.13]");
    }

    @Test
    void whatIsRequiredOfTheOtherPackageItselfIsACause() {
        assertThat(causes("""
                python 3.13
                packages iot protobuf
                newest protobuf 7.36.2
                iot + protobuf: CHECK_WARNING: iot 2.9.2 needs protobuf!=4.21.0,<5,>=3
                """))
                .containsExactly(
                        "1 pair on 3.13: iot 2.9.2 needs protobuf<5, while the newest protobuf is 7.36.2 [iot with protobuf on 3.13]");
    }

    @Test
    void aNewestThatTheRequirementWouldAllowIsNotSaidToBeInTheWay() {
        assertThat(causes("""
                python 3.13
                packages iot protobuf
                newest protobuf 4.0
                iot + protobuf: CHECK_WARNING: iot 2.9.2 needs protobuf!=4.21.0,<5
                """))
                .containsExactly(
                        "1 pair on 3.13: iot 2.9.2 needs protobuf!=4.21.0,<5, while the newest protobuf is asked for [iot with protobuf on 3.13]");
    }

    @Test
    void clausesThatOthersHaveNoQuarrelWithAreLeftOut() {
        assertThat(causes("""
                python 3.13
                packages a b c d
                a + b: CHECK_WARNING: a 1.0 needs x!=1.3,<2,>=1 | b 1.0 needs x>=2,<9
                a + c: CHECK_WARNING: a 1.0 needs x!=1.3,<2,>=1 | c 1.0 needs x<1
                """))
                .containsExactly(
                        "2 pairs on 3.13: a 1.0 needs x<2,>=1, while b 1.0 needs x>=2; c 1.0 needs x<1 [a with b on 3.13]");
    }

    @Test
    void versionsOfOneProjectAreToldTogether() {
        assertThat(causes("""
                python 3.13
                packages a b c
                a + b: CHECK_WARNING: a 1.0 needs x<2 | n 1.0 needs x>=2
                a + c: CHECK_WARNING: a 1.0 needs x<2 | n 2.0 to 3.0 need x>=2
                """))
                .containsExactly(
                        "2 pairs on 3.13: a 1.0 needs x<2, while n 1.0 or 2.0 to 3.0 need x>=2 [a with b on 3.13]");
    }

    @Test
    void packagesThatFailByThemselvesComeAfterClashesThenWhatCannotBeKnown() {
        assertThat(causes("""
                python 3.13
                packages a b c d e
                d: INSTALL_ERROR: d cannot be installed, even alone.
                e: CHECK_WARNING: e is held at 1.0.
                a + b: CHECK_WARNING: a 1.0 needs x<2 | b 1.0 needs x>=2
                a + d: INSTALL_ERROR: alone d
                b + d: INSTALL_ERROR: alone d
                c + d: INSTALL_ERROR: alone d
                a + e: CHECK_WARNING: alone e
                a + c: UNKNOWN: files c-1.0.tar.gz, f-1.0.tar.gz
                b + c: UNKNOWN: files c-1.0.tar.gz
                """))
                .containsExactly(
                        "1 pair on 3.13: a 1.0 needs x<2, while b 1.0 needs x>=2 [a with b on 3.13]",
                        "3 pairs on 3.13: d cannot be installed by itself [d on 3.13]",
                        "1 pair on 3.13: e is held back even by itself [e on 3.13]",
                        "2 pairs on 3.13: what c-1.0.tar.gz needs cannot be known without building [a with c on 3.13]");
    }

    @Test
    void manyOthersAreCounted() {
        String pairs = String.join(
                "\n",
                IntStream.range(0, 6)
                        .mapToObj(i -> "a + b" + i + ": CHECK_WARNING: a 1.0 needs x<2 | b" + i + " 1.0 needs x>="
                                + (2 + i / 2))
                        .toList());
        assertThat(causes("python 3.13\npackages a b0 b1 b2 b3 b4 b5\n" + pairs))
                .containsExactly(
                        "6 pairs on 3.13: a 1.0 needs x<2, while b0 1.0 and b1 1.0 need x>=2; b2 1.0 and b3 1.0 need x>=3; b4 1.0 and b5 1.0 need x>=4 [a with b0 on 3.13]");
    }

    @Test
    void aClashOfWhichNothingIsKnownIsNone() {
        Round round = SmallRound.of("python 3.13\npackages a b\na + b: CHECK_WARNING: not known");
        assertThat(Causes.of(round)).isEmpty();
        assertThat(Summary.of(round, List.of()).unexplained()).containsExactly(1L);
    }

    @Test
    void aRoundInWhichAllFitsHasNone() {
        assertThat(causes("python 3.13\npackages a b")).isEmpty();
    }
}
