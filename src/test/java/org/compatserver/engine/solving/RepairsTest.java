package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.engine.EngineFault;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Repair;
import org.compatserver.verdict.RepairSentences;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Repairs.Order;
import org.junit.jupiter.api.Test;

/** What to change in a question so that it fits, and what comes of it. */
class RepairsTest {
    private static final String THREE_PARTIES = """
            app 1: lib<3
              uploaded 2020-01-01
            app 2: lib>=2
              uploaded 2025-01-01
            lib 1
              uploaded 2019-01-01
            lib 2
              uploaded 2021-01-01
            lib 3
              uploaded 2022-01-01
            tool 1: lib<2
              uploaded 2023-01-01
            tool 2: lib>=3
              uploaded 2024-01-01
            """;

    private static String text(Repairs repairs) {
        List<String> lines = new ArrayList<>();
        for (Repair repair : repairs.repairs()) {
            lines.add(RepairSentences.changes(repair) + ": " + RepairSentences.outcome(repair));
        }
        for (Remedy remedy : repairs.remedies()) {
            lines.add("or " + RepairSentences.remedy(remedy));
        }
        if (repairs.repairs().isEmpty()) {
            lines.add(RepairSentences.nothing(repairs));
        } else if (!repairs.complete()) {
            lines.add("and more");
        }
        return String.join("\n", lines);
    }

    @Test
    void whatFitsNeedsNone() {
        assertThat(text(Asking.in("a 1").repairs("a")))
                .isEqualTo("Nothing to repair: what you ask for fits as it is, at its newest.");
    }

    @Test
    void fewestChangesComeFirstAndAPackageIsLeftOutLast() {
        assertThat(text(Asking.in(THREE_PARTIES).repairs("app>=2", "lib<3,>=1", "tool==2")))
                .isEqualTo("""
                        lib<3,>=1 -> lib>=1: gives app 2, lib 3 and tool 2; nothing held back
                        app>=2 -> app and tool==2 -> tool: gives app 1, lib 1 and tool 1; behind: lib by 1,826 days, tool by 731 days and app by 365 days; implausible: more than three years
                        leave out tool==2: gives app 2 and lib 2; nothing held back""");
    }

    @Test
    void orFirstWhatIsLeastBehind() {
        Repairs repairs = Asking.in(THREE_PARTIES).repairs("app>=2", "lib<3,>=1", "tool==2");
        assertThat(text(repairs.by(Order.LAG))).isEqualTo("""
                        lib<3,>=1 -> lib>=1: gives app 2, lib 3 and tool 2; nothing held back
                        leave out tool==2: gives app 2 and lib 2; nothing held back
                        app>=2 -> app and tool==2 -> tool: gives app 1, lib 1 and tool 1; behind: lib by 1,826 days, tool by 731 days and app by 365 days; implausible: more than three years""");
    }

    @Test
    void twoConflictsNeedTwoChanges() {
        assertThat(text(Asking.in("""
                        a 1: x<2
                        b 1: x>=2
                        b 2
                        c 1: y<2
                        c 2
                        d 1: y>=2
                        x 1
                        x 2
                        y 1
                        y 2
                        """).repairs("a", "b==1", "c<2", "d"))).isEqualTo("""
                        b==1 -> b and c<2 -> c: gives a 1, b 2, c 2 and d 1; nothing held back
                        b==1 -> b and leave out d: gives a 1, b 2 and c 1; nothing held back
                        leave out a and c<2 -> c: gives b 1, c 2 and d 1; nothing held back
                        leave out a and leave out d: gives b 1 and c 1; nothing held back
                        or b 2 (b==1 is asked for) and a release of c that allows y 2 (1 needs y<2)
                        or c 2 (c<2 is asked for) and a release of a that allows x 2 (1 needs x<2)
                        or a release of a that allows x 2 (1 needs x<2) and a release of c that allows y 2 (1 needs y<2)
                        or b 2 (b==1 is asked for) and a release of d that allows y 1 (1 needs y>=2)
                        or a release of a that allows x 2 (1 needs x<2) and a release of d that allows y 1 (1 needs y>=2)""");
    }

    @Test
    void anExtraCanBeInTheWay() {
        assertThat(text(Asking.in("""
                        a 1
                          extra x
                          requires c<2; extra == "x"
                        b 1: c>=2
                        c 1
                        c 2
                        """).repairs("a[x]>=1", "b"))).isEqualTo("""
                        a[x]>=1 -> a>=1: gives a 1 and b 1; nothing held back
                        leave out b: gives a 1; nothing held back
                        or a release of a that allows c 2 (1 needs c<2)
                        or a release of b that allows c 1 (1 needs c>=2)""");
    }

    @Test
    void constraintsCanBeLoosened() {
        assertThat(text(Asking.in("""
                        a 1: c>=2
                        c 1
                        c 2
                        """).constrainedBy("c<2", "c>=1", "c!=7,<2.5").repairs("a")))
                .isEqualTo("""
                        drop the constraint c<2: gives a 1; nothing held back
                        or a release of a that allows c 1 (1 needs c>=2)""");
        assertThat(text(Asking.in("""
                        a 1: c>=2
                        c 1
                        c 2
                        """).constrainedBy("c>=1,<2").repairs("a"))).isEqualTo("""
                        the constraint c<2,>=1 -> c>=1: gives a 1; nothing held back
                        or a release of a that allows c 1 (1 needs c>=2)""");
    }

    @Test
    void whatIsAskedTwiceIsChangedWhereItIsInTheWay() {
        assertThat(text(Asking.in("""
                        a 1
                        a 2
                        a 3
                        """).repairs("a>=2", "a<2", "A!=7"))).isEqualTo("""
                        a>=2 -> a: gives a 1; nothing held back
                        a<2 -> a: gives a 3; nothing held back""");
    }

    @Test
    void whatDoesNotCountOnTheTargetIsLeftAsItIs() {
        assertThat(text(Asking.in("""
                        a 1
                        b 1: a>=2
                        a 2
                        """).repairs("a<1; sys_platform == 'win32'", "a<2; python_version >= '3'", "b")))
                .isEqualTo("""
                        a<2; python_version >= '3' -> a; python_version >= "3": gives a 2 and b 1; nothing held back
                        leave out b: gives a 1; nothing held back
                        or a release of b that allows a 1 (1 needs a>=2)""");
    }

    @Test
    void whatIsHeldBackIsHeldByConstraintsOrFreedByOthers() {
        assertThat(text(Asking.in("""
                        core 1
                          uploaded 2020-01-01
                        core 2: proto>=5
                          uploaded 2025-01-01
                        iot 1
                          uploaded 2020-01-01
                        iot 2: proto<5
                          uploaded 2021-01-01
                        proto 4
                        proto 7
                        """).repairs("iot", "core"))).isEqualTo("""
                        hold core==1 (a constraint): gives iot 2 and core 1; behind: core by 365 days
                        hold iot==1 (a constraint): gives iot 1 and core 2; behind: iot by 1,826 days; implausible: more than three years
                        or a release of iot that allows proto 7 (2 needs proto<5)
                        or a release of core that allows proto 4 (2 needs proto>=5)""");
    }

    @Test
    void aPackageThatCannotBeInstalledHasNoRepair() {
        assertThat(text(Asking.in("""
                        a 1
                          python <3.12
                        """).repairs("a"))).isEqualTo("""
                        or Python 3.11 (a 1)
                        No change to what you ask for makes it fit, short of asking for nothing.""");
    }

    @Test
    void whatIsNotKnownIsNotRepaired() {
        assertThat(text(Asking.in("""
                        a 1
                          sdist unknowable
                        """).repairs("a"))).isEqualTo("Whether there is anything to repair is not known.");
    }

    @Test
    void afterAChangeItMayDependOnWhatIsNotKnown() {
        assertThat(text(Asking.in("""
                        a 1
                        a 2
                          sdist unknowable
                        b 1: a
                        """).repairs("a>7", "b")))
                .isEqualTo("a>7 -> a: gives a set; whether there is a newer one is not known."
                        + " The answer depends on what a-2.tar.gz needs, which cannot be known without building.");
    }

    @Test
    void whetherAChangeMakesItFitMayDependOnWhatIsNotKnown() {
        Asking asking = Asking.in("""
                a 1
                  wheel cp313-cp313-win_amd64
                a 2
                  sdist unknowable
                b 1
                """);
        assertThat(text(asking.repairs("a==1")))
                .isEqualTo("No change to what you ask for was found that makes it fit; there may be one.");
        assertThat(text(asking.repairs("a==1", "b"))).isEqualTo("""
                        leave out a==1: gives b 1; nothing held back
                        and more""");
    }

    @Test
    void whatWasFoundBeforeTheBudgetEndedIsTold() {
        List<String> answers = new ArrayList<>();
        for (long steps = 1; steps <= 300; steps++) {
            Asking asking = Asking.in(THREE_PARTIES).within(new Limits(steps, Duration.ofSeconds(20), 10));
            String answer;
            try {
                Repairs repairs = asking.repairs("app>=2", "lib<3,>=1", "tool==2");
                answer = repairs.repairs().size() + " " + (repairs.complete() ? "all" : "or more");
            } catch (EngineFault fault) {
                answer = "fault";
            }
            if (answers.isEmpty() || !answers.getLast().equals(answer)) {
                answers.add(answer);
            }
        }
        assertThat(answers).containsExactly("fault", "0 or more", "1 or more", "2 or more", "3 all");
    }

    @Test
    void noMoreThanEightAreTold() {
        Repairs repairs = Asking.in("""
                a 1
                a 2
                b 1
                b 2
                c 1
                c 2
                d 1
                d 2
                """).repairs("a<2", "a>=2", "b<2", "b>=2", "c<2", "c>=2", "d<2", "d>=2");
        assertThat(repairs.repairs()).hasSize(8).allMatch(repair -> repair.changes() == 4);
        assertThat(repairs.complete()).isFalse();
    }
}
