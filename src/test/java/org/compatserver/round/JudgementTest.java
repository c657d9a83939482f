package org.compatserver.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Expectation.OfCause;
import org.compatserver.round.Expectation.OfPackage;
import org.compatserver.round.Expectation.OfPair;
import org.compatserver.round.Expectation.OfWhole;
import org.compatserver.round.Expectation.What;
import org.compatserver.testing.SmallRound;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a round is worth beside what was expected of it. */
class JudgementTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final Round ROUND = SmallRound.of("""
            python 3.12 3.13
            packages a b c d
            a + b: CHECK_WARNING: a 1.0 needs x<2 | b 2.0 needs x>=2
            a + c on 3.13: INSTALL_ERROR: a 1.0 needs x<2 | c 2.0 needs x>=3
            """);

    private static ProjectName name(String text) {
        return ProjectName.of(text);
    }

    private static Expectation expect(What what) {
        return new Expectation(what, null, null, null, "known", TODAY, what.toString());
    }

    private static Expectation expect(What what, String python, @Nullable Result result) {
        return new Expectation(what, python, null, result, "known", TODAY, what.toString());
    }

    /** The judgement in a line: what is not expected, what is, expectations that are over or idle, the exit codes with and without warnings. */
    private static String judged(Round round, LocalDate today, Expectation... expectations) {
        Judgement judgement = Judgement.of(round, Arrays.asList(expectations), today);
        return judgement.unexpected() + " " + judgement.unexpectedWholes() + " covered " + judgement.covered()
                + " undecided " + judgement.undecided() + " over " + whats(judgement.over()) + " idle "
                + whats(judgement.idle()) + " exit " + judgement.exitCode(true) + " or " + judgement.exitCode(false);
    }

    private static String whats(List<Expectation> expectations) {
        return expectations.stream().map(each -> each.what().toString()).collect(Collectors.joining(", ", "[", "]"));
    }

    @Test
    void nothingIsExpectedWithoutAWord() {
        assertThat(judged(ROUND, TODAY))
                .isEqualTo("{CHECK_WARNING=2, INSTALL_ERROR=1} [] covered 0 undecided 0 over [] idle [] exit 1 or 1");
    }

    @Test
    void aPairIsExpectedWhicheverWayItIsWritten() {
        assertThat(judged(
                        ROUND,
                        TODAY,
                        expect(new OfPair(name("b"), name("a"))),
                        expect(new OfPair(name("a"), name("c")))))
                .isEqualTo("{} [] covered 3 undecided 0 over [] idle [] exit 0 or 0");
    }

    @Test
    void aPackageStandsForAllItsChecks() {
        assertThat(judged(ROUND, TODAY, expect(new OfPackage(name("a")))))
                .isEqualTo("{} [] covered 3 undecided 0 over [] idle [] exit 0 or 0");
    }

    @Test
    void aCauseIsWhoRequiresWhat() {
        assertThat(judged(ROUND, TODAY, expect(new OfCause(name("b"), name("x")))))
                .isEqualTo("{INSTALL_ERROR=1} [] covered 2 undecided 0 over [] idle [] exit 1 or 1");
        assertThat(judged(ROUND, TODAY, expect(new OfCause(name("a"), name("x")))))
                .isEqualTo("{} [] covered 3 undecided 0 over [] idle [] exit 0 or 0");
    }

    @Test
    void anEntryMayBeOfOnePythonAndOneResult() {
        assertThat(judged(ROUND, TODAY, expect(new OfPackage(name("a")), "3.13", null)))
                .isEqualTo("{CHECK_WARNING=1} [] covered 2 undecided 0 over [] idle [] exit 1 or 0");
        assertThat(judged(ROUND, TODAY, expect(new OfPackage(name("a")), "3.13", Result.CHECK_WARNING)))
                .isEqualTo("{CHECK_WARNING=1, INSTALL_ERROR=1} [] covered 1 undecided 0 over [] idle [] exit 1 or 1");
    }

    @Test
    void anEntryWhoseLastDayHasPassedFailsTheRound() {
        assertThat(judged(ROUND, TODAY.plusDays(1), expect(new OfPackage(name("a")))))
                .isEqualTo("{CHECK_WARNING=2, INSTALL_ERROR=1} [] covered 0 undecided 0 over [a] idle [] exit 1 or 1");
        assertThat(judged(
                        SmallRound.of("python 3.13\npackages a b\n"),
                        TODAY.plusDays(1),
                        expect(new OfPackage(name("a")))))
                .isEqualTo("{} [] covered 0 undecided 0 over [a] idle [] exit 1 or 1");
    }

    @Test
    void anEntryThatCoversNothingIsIdleAndFailsNothing() {
        assertThat(judged(
                        SmallRound.of("python 3.13\npackages a b\n"),
                        TODAY,
                        expect(new OfPackage(name("a"))),
                        expect(new OfPackage(name("not-there"))),
                        expect(new OfWhole())))
                .isEqualTo(
                        "{} [] covered 0 undecided 0 over [] idle [a, not-there, all packages together] exit 0 or 0");
    }

    @Test
    void allTogetherCountOnlyWhereTheyDoWorseThanEveryCheck() {
        assertThat(judged(SmallRound.of("python 3.13\npackages a b\nall: INSTALL_ERROR\n"), TODAY))
                .isEqualTo("{} [INSTALL_ERROR] covered 0 undecided 0 over [] idle [] exit 1 or 1");
        assertThat(judged(
                        SmallRound.of("python 3.13\npackages a b\nall: INSTALL_ERROR\n"), TODAY, expect(new OfWhole())))
                .isEqualTo("{} [] covered 0 undecided 0 over [] idle [] exit 0 or 0");
        assertThat(judged(
                        SmallRound.of(
                                "python 3.13\npackages a b\na + b: CHECK_WARNING\nall: CHECK_WARNING: a at 1.0\n"),
                        TODAY,
                        expect(new OfPackage(name("a")))))
                .isEqualTo("{} [] covered 1 undecided 0 over [] idle [] exit 0 or 0");
    }

    @Test
    void aFailureComesBeforeWhatIsUnknownAndThatBeforeSuccess() {
        assertThat(judged(SmallRound.of("python 3.13\npackages a b\na + b: UNKNOWN: files b-1.tar.gz\n"), TODAY))
                .isEqualTo("{UNKNOWN=1} [] covered 0 undecided 0 over [] idle [] exit 2 or 2");
        assertThat(judged(SmallRound.of("python 3.13\npackages a b\na + b: open\n"), TODAY))
                .isEqualTo("{} [] covered 0 undecided 1 over [] idle [] exit 2 or 2");
        assertThat(judged(SmallRound.of("python 3.13\npackages a b c\na + b: open\nb + c: CHECK_WARNING\n"), TODAY))
                .isEqualTo("{CHECK_WARNING=1} [] covered 0 undecided 1 over [] idle [] exit 1 or 2");
    }
}
