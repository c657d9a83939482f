package org.compatserver.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.compatserver.testing.SmallRound;
import org.junit.jupiter.api.Test;

/** The difference of two rounds in words. */
class DiffWriterTest {
    @Test
    void whatRegressedComesFirstThenWhatIsFixedStillBrokenAndUnknown() {
        Round before = SmallRound.of("""
                python 3.13
                packages a b c d e
                a + c: INSTALL_ERROR: a 1.0 needs x<2 | c 2.0 needs x>=2
                a + d: CHECK_WARNING: a 1.0 needs x<2 | d 2.0 needs x>=2
                d + e: open
                """);
        Round after = SmallRound.of("""
                python 3.13
                packages a b c d f
                a + b: CHECK_WARNING: a 1.0 needs x<2 | b 2.0 needs x>=2
                a + d: CHECK_WARNING: a 1.0 needs x<2 | d 2.0 needs x>=2
                b + c: open
                c on 3.13: INSTALL_ERROR: c has no wheel.
                all: INSTALL_ERROR
                """);
        Diff diff = Diff.of(before, after);
        Diff.Step regressed = diff.regressed().steps().getLast();
        String text = DiffWriter.text(
                diff,
                Map.of(
                        regressed,
                        new Turning.Upload(
                                Instant.parse("2026-11-01T00:00:00Z"),
                                List.of("b 2.0"),
                                "b 2.0 was uploaded, at 2026-11-01T00:00:00Z.")));
        assertThat(text).isEqualTo("""
                Round 7 (at 2026-11-22T12:00:00Z) to round 7 (at 2026-11-22T12:00:00Z): 2 regressed, 1 fixed, 1 still broken, 1 unknown; 5 checks
                  are SUCCESS in both.
                  Their packages differ, so all together is not compared.

                Regressed: 1 pair and 1 package by itself.
                  c by itself on 3.13: SUCCESS, then INSTALL_ERROR. b 2.0 was uploaded, at 2026-11-01T00:00:00Z.
                  1 pair on 3.13: a 1.0 needs x<2, while b 2.0 needs x>=2.
                    a with b on 3.13: SUCCESS, then CHECK_WARNING.

                Fixed: 1 pair.
                  1 pair on 3.13: a 1.0 needs x<2, while c 2.0 needs x>=2.
                    a with c on 3.13: INSTALL_ERROR, then SUCCESS.

                Still broken: 1 pair.
                  1 pair on 3.13: a 1.0 needs x<2, while d 2.0 needs x>=2.
                    a with d on 3.13: CHECK_WARNING, as before.

                Unknown: 1 pair.
                  b with c on 3.13: SUCCESS, then not decided.

                Only round 7 has e: 5 checks.
                Only round 7 has f: 5 checks.
                """);
    }

    @Test
    void wherePairsHaveNoKnownCauseSomeAreNamed() {
        Diff diff = Diff.of(
                SmallRound.of("python 3.13\npackages a b c d e\n"),
                SmallRound.of(
                        "python 3.13\npackages a b c d e\na + b, c, d, e: CHECK_WARNING\nb + c, d: CHECK_WARNING\n"));
        assertThat(DiffWriter.shown(diff.regressed())).hasSize(5);
        assertThat(DiffWriter.text(diff, Map.of())).endsWith("\n  And 1 pair more of which no cause is known.\n");
    }
}
