package org.compatserver.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.testing.Golden;
import org.compatserver.testing.SmallRound;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: a round's summary, as people read it. */
class SummaryWriterTest {
    private static String text(String round) {
        Round small = SmallRound.of(round);
        return SummaryWriter.text(Summary.of(small, Causes.of(small)), 10);
    }

    @Test
    void aRoundInWhichAllFits() {
        Golden.check("round/all-fits.txt", text("python 3.13\npackages a b c\nall: SUCCESS"));
    }

    @Test
    void aRoundWithEveryKindOfFailure() {
        Golden.check("round/every-failure.txt", text("""
                python 3.12 3.13
                packages a b c d e f
                d on 3.12: INSTALL_ERROR: d cannot be installed, even alone: d 1.0 and later have no wheel for CPython 3.12.
                d on 3.13: INSTALL_ERROR: d cannot be installed, even alone: d 1.0 and later have no wheel for CPython 3.13.
                a + b: CHECK_WARNING: a 1.0 needs x<2 | b 1.0 needs x>=2
                a + c on 3.13: CHECK_WARNING: a 1.0 needs x<2 | c 1.0 needs x>=3
                a + d: INSTALL_ERROR: alone d
                b + d: INSTALL_ERROR: alone d
                c + d: INSTALL_ERROR: alone d
                d + e, f: INSTALL_ERROR: alone d
                b + c: UNKNOWN: files c-1.0.tar.gz
                e + f: open
                b + f on 3.12: INSTALL_ERROR
                all: INSTALL_ERROR: a and d cannot be installed together: d 1.0 has no wheel.
                rest 5 on 3.12: SUCCESS
                rest 5 on 3.13: CHECK_WARNING: a at 0.9
                """));
    }

    @Test
    void aRoundThatWasCutOff() {
        Golden.check("round/cut-off.txt", text("python 3.13\npackages a b c\ndue a"));
    }

    @Test
    void targetsOfOnePythonAreToldApartByTheirPlatforms() {
        Golden.check(
                "round/platforms.txt",
                text("python 3.13 3.13@macosx_14_0_arm64 3.12\npackages a b\na + b: CHECK_WARNING: a 1.0 needs b<2"));
    }

    @Test
    void whatIsNotAskedForOnATargetFailsNothing() {
        assertThat(
                        text(
                                "python 3.12 3.13\npackages a b c\nb on 3.13: SUCCESS: -\nall on 3.12: SUCCESS\nrest 2 on 3.13: SUCCESS\n"))
                .endsWith(
                        "\n  b is not asked for on 3.13: its marker is false there.\n  All together on 3.12 and 3.13: SUCCESS.\n");
    }

    @Test
    void packagesThatFailByThemselvesBeyondTheScreenAreCounted() {
        List<String> names = IntStream.range(10, 22).mapToObj(i -> "p" + i).toList();
        String ailing = names.stream()
                .map(name -> name + ": INSTALL_ERROR: " + name + " cannot be installed.\n")
                .collect(Collectors.joining());
        assertThat(text("python 3.13\npackages " + String.join(" ", names) + "\n" + ailing))
                .contains(
                        "\n  p19 by itself on 3.13: INSTALL_ERROR. p19 cannot be installed.\n  And 2 more by themselves.\n")
                .doesNotContain("p20 by itself");
    }

    @Test
    void causesBeyondTheScreenAreCounted() {
        Round small = SmallRound.of("""
                python 3.13
                packages a b c d e f
                a + b: CHECK_WARNING: a 1.0 needs x<2 | b 1.0 needs x>=2
                c + d: CHECK_WARNING: c 1.0 needs y<2 | d 1.0 needs y>=2
                e + f: CHECK_WARNING: e 1.0 needs z<2 | f 1.0 needs z>=2
                """);
        assertThat(SummaryWriter.text(Summary.of(small, Causes.of(small)), 1)).endsWith("""
                        1. 1 pair on 3.13: a 1.0 needs x<2, while b 1.0 needs x>=2.
                           For example a with b on 3.13; what would free it was not asked, or not answered in time: compat check tells more.
                        And 2 more causes, of 2 pairs.
                        """);
    }
}
