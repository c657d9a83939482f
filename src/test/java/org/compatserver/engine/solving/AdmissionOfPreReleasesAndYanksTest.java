package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Pre-releases and yanked versions come in by the clauses of the very set (resolution semantics 1.4 and 3.3). */
class AdmissionOfPreReleasesAndYanksTest {
    @Test
    void aPartnersClauseMakesAPreReleasePossible() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0b1
                        b 1.0: a>=1.5a1
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==2.0b1 b==1.0""");
    }

    @Test
    void aPackageMayBeNewerThanItsNewest() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0b1
                        b 1.0: a>=1.0a1
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==2.0b1 b==1.0""");
    }

    @Test
    void withoutAFinalReleaseAPreReleaseIsNewest() {
        assertThat(Asking.in("""
                        a 1.0a1
                        a 1.0b2
                        """).ask("a")).isEqualTo("""
                        SUCCESS a==1.0b2""");
    }

    @Test
    void theQuestionMayAdmitPreReleases() {
        assertThat(Asking.in("""
                        a 1.0
                        a 2.0b1
                        """).withPreReleases().ask("a")).isEqualTo("""
                        SUCCESS a==2.0b1""");
    }

    @Test
    void aPartnerThatPinsRescuesAYankedVersion() {
        assertThat(Asking.in("""
                        a 1.0
                          yanked
                        b 1.0: a==1.0
                        """).ask("a", "b")).isEqualTo("""
                        SUCCESS a==1.0 b==1.0
                        notice: a 1.0 is yanked.""");
    }

    @Test
    void aYankedVersionIsNotInstalled() {
        assertThat(Asking.in("""
                        a 1.0
                          yanked bad
                        """).ask("a")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed: a 1.0 is yanked, which only an exact requirement admits.
                        The reason given for yanking a 1.0: bad.
                        description: a cannot be installed: a 1.0 is yanked, which only an exact requirement admits.""");
    }

    @Test
    void aPackageThatFailsAloneIsToldApart() {
        assertThat(Asking.in("""
                        a 1.0
                          yanked bad
                        b 1.0
                        """).ask("a", "b")).isEqualTo("""
                        INSTALL_ERROR
                        explanation: a cannot be installed, even alone: a 1.0 is yanked, which only an exact requirement admits.
                        The reason given for yanking a 1.0: bad.
                        description: a cannot be installed, even alone: a 1.0 is yanked, which only an exact requirement admits.""");
    }

    /** With fewer releases of stock the one that admits price 2b1 is found: solver.md, "Rescued by a third". */
    @Test
    void whereThereAreTooManyReleasesToLookAtTheAnswerSaysWhatItLeavesAside() {
        assertThat(Asking.in(rescuedByAThird(50)).ask("shop", "tax>=2"))
                .startsWith("SUCCESS price==2b1 shop==1 stock==0.1 tax==2");
        assertThat(Asking.in(rescuedByAThird(250)).ask("shop", "tax>=2"))
                .startsWith("INSTALL_ERROR")
                .contains("Pre-releases and yanked versions of price were not tried: no release that was read asks"
                        + " for one, and there are too many releases to read all.");
    }

    private static String rescuedByAThird(int releasesOfStock) {
        StringBuilder universe = new StringBuilder("""
                shop 1: price, stock
                price 1: tax<2
                price 2b1: tax
                tax 1
                tax 2
                stock 0.1: price>=2b1
                """);
        for (int release = 1; release <= releasesOfStock; release++) {
            universe.append("stock ").append(release).append('\n');
        }
        return universe.toString();
    }
}
