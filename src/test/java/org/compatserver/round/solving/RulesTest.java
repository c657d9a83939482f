package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.compatserver.round.Round;
import org.compatserver.round.Rule;
import org.compatserver.round.Whole;
import org.junit.jupiter.api.Test;

/** By which rule a pair is settled, and how (rounds.md). Every answer is the engine's. */
class RulesTest {
    @Test
    void answersThatAgreeAreASetTogether() {
        assertThat(settled("""
            a 1: c>=1
            b 1: c<3, d
            c 1
            c 2
            d 1
            """)).isEqualTo("UNION SUCCESS {}");
    }

    @Test
    void oneAnswerIsLaidOverTheOther() {
        assertThat(settled("""
            a 1: c<2
            b 1: c
            c 1
            c 2
            """)).isEqualTo("PATCH SUCCESS {}");
    }

    @Test
    void whatAPatchDoesNotReachAnyMoreIsLeftOut() {
        assertThat(settled("""
            a 1: c<2, d<2
            b 1: c
            c 1
            c 2: e
            e 1: d>=2
            d 1
            d 2
            """)).isEqualTo("PATCH SUCCESS {}");
    }

    @Test
    void anExtraIsReadAtTheVersionThatIsThereNow() {
        assertThat(settled("""
            a 1: c<2
            b 1: c[x], e>=2
            c 1
              extra x
              requires e<2; extra == "x"
            c 2
              extra x
            e 1
            e 2
            """)).endsWith("INSTALL_ERROR {}");
    }

    @Test
    void aPackageThatCannotBeInstalledCannotBesideAnother() {
        assertThat(settled("""
            a 1: c>=2
            b 1
            c 1
            """)).isEqualTo("INHERITED INSTALL_ERROR {}");
    }

    @Test
    void aPackageThatIsHeldBackByItselfIsSoBesideAnother() {
        assertThat(settled("""
            a 1
            a 2: c>=2
            b 1: c
            c 1
            """)).isEqualTo("INHERITED CHECK_WARNING {a=1}");
    }

    @Test
    void aPartnerThatAdmitsAPreReleaseRescuesAPackage() {
        assertThat(settled("""
            a 1: c, d>=2
            b 1: c>=2b1
            c 1: d<2
            c 2b1
            d 1
            d 2
            """)).endsWith("SUCCESS {}").doesNotStartWith("INHERITED");
    }

    @Test
    void aCyclePassesThroughBothAnswers() {
        assertThat(settled("""
            a 1: b
            b 1: a
            """)).isEqualTo("UNION SUCCESS {}");
    }

    /** z 2 is impossible beside b alone, since d 2rc1 is not admitted while d 0.9 might do; beside c, which excludes that, it is not. */
    @Test
    void ofManyTheBestSetMayNeedAPreReleaseThatNoTwoOfThemAdmit() {
        try (RandomRound rounds = RandomRound.of("""
            z 1
              uploaded 2020-01-01
            z 2: d!=1
              uploaded 2021-01-01
            b 1
              uploaded 2025-01-01
            b 2: z<2
              uploaded 2025-01-02
            c 1: d>=1
            d 0.9: z<2
            d 1
            d 2rc1
            """, "b", "c", "z")) {
            Whole whole = rounds.run().sheets().getFirst().wholes().getFirst();
            String said = whole.result() + " " + whole.held();
            assertThat(said).isEqualTo(rounds.engine(RandomRound.TARGET, List.of(0, 1, 2)));
            assertThat(said).isEqualTo("CHECK_WARNING {b=1}");
        }
    }

    /** n has no version that its own clauses admit: c admits the yanked one. So n is not behind, and nothing is told by it of the others. */
    @Test
    void ofManyOneMayHaveNoNewestByItself() {
        assertThat(together("2021-01-01", "2025-01-01")).isEqualTo("CHECK_WARNING {b=1}");
        assertThat(together("2025-01-01", "2021-01-01")).isEqualTo("CHECK_WARNING {a=1}");
    }

    private static String together(String uploadOfA, String uploadOfB) {
        try (RandomRound rounds = RandomRound.of("""
            a 1
            a 2: x<2
              uploaded %s
            b 1
            b 2: x>=2
              uploaded %s
            c 1: n==1
            n 1
              yanked
            x 1
            x 2
            """.formatted(uploadOfA, uploadOfB), "a", "b", "c", "n<2")) {
            Whole whole = rounds.run().sheets().getFirst().wholes().getFirst();
            String said = whole.result() + " " + whole.held();
            assertThat(said).isEqualTo(rounds.engine(RandomRound.TARGET, List.of(0, 1, 2, 3)));
            return said;
        }
    }

    /** The rule, the result, and what is held back. */
    private static String settled(String universe) {
        try (RandomRound rounds = RandomRound.of(universe, "a", "b")) {
            Round round = rounds.run();
            String said = rounds.of(round, 0, 0, 1);
            assertThat(said).isEqualTo(rounds.engine(RandomRound.TARGET, List.of(0, 1)));
            Rule rule = Objects.requireNonNull(
                            round.sheets().getFirst().rows().getFirst().cell(1))
                    .rule();
            return rule + " " + said;
        }
    }
}
