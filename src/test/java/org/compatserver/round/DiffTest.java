package org.compatserver.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.round.Diff.Apart;
import org.compatserver.round.Diff.Part;
import org.compatserver.round.Diff.Step;
import org.compatserver.testing.SmallRound;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what is otherwise in a later round: regressed, fixed, still broken, unknown, and what only one of the two has. */
class DiffTest {
    private static Diff diff(String before, String after) {
        return Diff.of(SmallRound.of(before), SmallRound.of(after));
    }

    private static List<String> lines(Part part) {
        List<String> lines = new ArrayList<>();
        Plan plan = part.round().plan();
        TargetLabels labels = TargetLabels.of(plan.targets());
        for (Step step : part.steps()) {
            String first = plan.project(step.first()).normalized();
            lines.add((step.first() == step.second()
                            ? first
                            : first + " + " + plan.project(step.second()).normalized()) + " on "
                    + labels.name(step.target()) + ": " + step.before() + " -> " + step.after());
        }
        part.causes().forEach(cause -> lines.add(cause.pivot() + " " + cause.pairs()));
        return lines;
    }

    @Test
    void equalRoundsDifferInNothing() {
        String round = """
                python 3.12 3.13
                packages a b c
                a + b: SUCCESS
                """;

        Diff diff = diff(round, round);

        assertThat(diff.fine()).isEqualTo(12);
        assertThat(diff.regressed().steps()).isEmpty();
        assertThat(diff.fixed().steps()).isEmpty();
        assertThat(diff.stillBroken().steps()).isEmpty();
        assertThat(diff.unknown().steps()).isEmpty();
        assertThat(diff.wholes()).isEmpty();
        assertThat(diff.sameTerms()).isTrue();
        assertThat(diff.askedOtherwise()).isEmpty();
        assertThat(diff.onlyBefore().checks()).isZero();
        assertThat(diff.onlyAfter().checks()).isZero();
    }

    @Test
    void checksThatBothHaveGoOneOfFiveWays() {
        Diff diff = diff("""
                python 3.12 3.13
                packages a b c d e
                a + b: CHECK_WARNING: a 1 needs x<2 | b 1 needs x>=2
                a + c on 3.13: CHECK_WARNING: a 1 needs x<2 | c 1 needs x>=2
                a + d: UNKNOWN: files d-1.tar.gz
                a + e: INSTALL_ERROR: a 1 needs x<2 | e 1 needs x>=3
                all: SUCCESS
                """, """
                python 3.13 3.12
                packages a b c d e
                a + c: CHECK_WARNING: a 2 needs x<2 | c 1 needs x>=2
                b + c on 3.12: INSTALL_ERROR: b 2 needs y<2 | c 1 needs y>=2
                a + d on 3.12: INSTALL_ERROR: a 2 needs x<2 | d 1 needs x>=2
                c + d on 3.13: open
                a + e on 3.12: CHECK_WARNING: a 2 needs x<2 | e 1 needs x>=3
                e on 3.12: INSTALL_ERROR: e cannot be installed.
                all: CHECK_WARNING: a at 1
                """);

        assertThat(lines(diff.regressed()))
                .containsExactly(
                        "a + c on 3.12: SUCCESS -> CHECK_WARNING",
                        "b + c on 3.12: SUCCESS -> INSTALL_ERROR",
                        "e on 3.12: SUCCESS -> INSTALL_ERROR",
                        "Binding[project=a, versions=2, requirement=x<2, on=x] [0, 1]",
                        "Binding[project=b, versions=2, requirement=y<2, on=y] [0, 1]");
        assertThat(lines(diff.fixed()))
                .containsExactly(
                        "a + b on 3.13: CHECK_WARNING -> SUCCESS",
                        "a + e on 3.13: INSTALL_ERROR -> SUCCESS",
                        "a + b on 3.12: CHECK_WARNING -> SUCCESS",
                        "Binding[project=a, versions=1, requirement=x<2, on=x] [2, 1]".replace("[2, 1]", "[1, 2]"));
        assertThat(lines(diff.stillBroken()))
                .containsExactly(
                        "a + c on 3.13: CHECK_WARNING -> CHECK_WARNING",
                        "a + e on 3.12: INSTALL_ERROR -> CHECK_WARNING",
                        "Binding[project=a, versions=2, requirement=x<2, on=x] [1, 1]");
        assertThat(lines(diff.unknown()).subList(0, 3))
                .containsExactly(
                        "a + d on 3.13: UNKNOWN -> SUCCESS",
                        "c + d on 3.13: SUCCESS -> null",
                        "a + d on 3.12: UNKNOWN -> INSTALL_ERROR");
        assertThat(diff.fine()
                        + diff.regressed().steps().size()
                        + diff.fixed().steps().size()
                        + diff.stillBroken().steps().size()
                        + diff.unknown().steps().size())
                .isEqualTo(30);
        assertThat(diff.regressed().pairs()).isEqualTo(2);
        assertThat(diff.wholes())
                .containsExactly(
                        new Diff.WholeStep(0, Result.SUCCESS, Result.CHECK_WARNING),
                        new Diff.WholeStep(1, Result.SUCCESS, Result.CHECK_WARNING));
    }

    @Test
    void worseIsAPairOrAllTogetherThatFailsOrFailsHarder() {
        String[][] rounds = {
            {"a + b: SUCCESS", "a + b: SUCCESS", "false", "false"},
            {"a + b: SUCCESS", "a + b: CHECK_WARNING", "true", "false"},
            {"a + b: CHECK_WARNING", "a + b: INSTALL_ERROR", "true", "true"},
            {"a + b: INSTALL_ERROR", "a + b: CHECK_WARNING", "false", "false"},
            {"all: SUCCESS", "all: CHECK_WARNING: a at 1.0", "true", "false"},
            {"all: SUCCESS", "all: INSTALL_ERROR", "true", "true"},
            {"all: CHECK_WARNING: a at 1.0", "all: INSTALL_ERROR", "true", "true"},
            {"all: INSTALL_ERROR", "all: SUCCESS", "false", "false"},
            {"all: UNKNOWN", "all: INSTALL_ERROR", "false", "false"},
        };
        String plan = "python 3.13\npackages a b\n";
        for (String[] each : rounds) {
            Diff diff = diff(plan + each[0] + "\n", plan + each[1] + "\n");
            assertThat(List.of(String.valueOf(diff.isWorse(false)), String.valueOf(diff.isWorse(true))))
                    .as(each[0] + ", then " + each[1])
                    .containsExactly(each[2], each[3]);
        }
    }

    @Test
    void whatOnlyOneOfThemHasIsApart() {
        Diff diff = diff("""
                python 3.11 3.12
                packages a b d
                a + d: CHECK_WARNING: a 1 needs x<2 | d 1 needs x>=2
                """, """
                python 3.12 3.13
                packages a<9 b c d
                a + d on 3.12: CHECK_WARNING: a 1 needs x<2 | d 1 needs x>=2
                a + b on 3.13: CHECK_WARNING: a 1 needs y<2 | b 1 needs y>=2
                b + c: INSTALL_ERROR: b 1 needs z<2 | c 1 needs z>=2
                """);

        assertThat(lines(diff.stillBroken())).first().isEqualTo("a + d on 3.12: CHECK_WARNING -> CHECK_WARNING");
        assertThat(diff.regressed().steps()).isEmpty();
        assertThat(diff.fine()).isEqualTo(5);
        assertThat(diff.askedOtherwise()).extracting(Object::toString).containsExactly("a");
        Apart gone = diff.onlyBefore();
        assertThat(gone.projects()).isEmpty();
        assertThat(gone.targets())
                .extracting(target -> target.python().minorVersion())
                .containsExactly("3.11");
        assertThat(gone.checks()).isEqualTo(6);
        assertThat(gone.causes()).extracting(Cause::pairs).containsExactly(List.of(1, 0));
        Apart added = diff.onlyAfter();
        assertThat(added.projects()).extracting(Object::toString).containsExactly("c");
        assertThat(added.targets())
                .extracting(target -> target.python().minorVersion())
                .containsExactly("3.13");
        assertThat(added.checks()).isEqualTo(14);
        assertThat(added.causes()).extracting(Cause::pairs).containsExactly(List.of(1, 1), List.of(0, 1));
    }

    @Test
    void whatARoundHasNotComeToIsUnknown() {
        Diff diff = diff("""
                python 3.13
                packages a b c
                due b
                """, """
                python 3.13
                packages a b c
                b + c: CHECK_WARNING: b 1 needs x<2 | c 1 needs x>=2
                """);

        assertThat(lines(diff.unknown()).getFirst()).isEqualTo("b + c on 3.13: null -> CHECK_WARNING");
        assertThat(diff.fine()).isEqualTo(5);
    }
}
