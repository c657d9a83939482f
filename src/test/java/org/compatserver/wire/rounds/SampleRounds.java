package org.compatserver.wire.rounds;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Cause;
import org.compatserver.round.Cause.Told;
import org.compatserver.round.Causes;
import org.compatserver.round.Expectation;
import org.compatserver.round.Judgement;
import org.compatserver.round.Round;
import org.compatserver.round.Summary;
import org.compatserver.testing.SmallRound;

/** Rounds to show. */
final class SampleRounds {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private SampleRounds() {}

    static final Round ROUND = SmallRound.of("""
            python 3.12 3.13
            packages app core data ghost iot unbuilt<3
            core + iot: CHECK_WARNING: iot 2.9.2 needs protobuf<5 | core 2.31.0 and later needs protobuf>=5.29.6
            data + iot on 3.13: INSTALL_ERROR: iot 2.9.2 needs protobuf<5 | data 1.0 needs protobuf>=6
            app + ghost, core: INSTALL_ERROR: alone ghost
            app + unbuilt: UNKNOWN: files unbuilt-2.tar.gz
            app + data: open
            ghost on 3.13: INSTALL_ERROR: ghost has no wheel for CPython 3.13.
            all: INSTALL_ERROR: It does not fit.
            rest 5: CHECK_WARNING: iot at 2.5.0
            """);

    /** With sections, a cause that is told, and expectations. */
    static Shown shown() {
        List<Cause> causes = Causes.of(ROUND).stream().map(SampleRounds::told).toList();
        return new Shown(
                Summary.of(ROUND, causes),
                Map.of(ProjectName.of("app"), "ours", ProjectName.of("iot"), "<cloud> & \"more\""),
                Judgement.of(
                        ROUND,
                        List.of(
                                expected(ProjectName.of("iot"), TODAY, "expected.toml:1"),
                                expected(ProjectName.of("app"), TODAY.minusDays(1), "expected.toml:7")),
                        TODAY),
                List.of("list.txt:7: app is there already, at list.txt:1; both lines count, as one package"));
    }

    private static Cause told(Cause cause) {
        return cause.pivot() == null
                ? cause
                : new Cause(
                        cause.pivot(),
                        cause.against(),
                        cause.clashes(),
                        cause.pairs(),
                        cause.example(),
                        new Told(
                                List.of("iot 2.9.2 needs protobuf<5", "core 2.31.0 and later need protobuf>=5.29.6"),
                                "They fitted until core 2.31.0 was uploaded.",
                                List.of("iot would have to allow protobuf>=5.29.6."),
                                List.of("iot: a release that allows protobuf>=5.29.6")));
    }

    private static Expectation expected(ProjectName name, LocalDate until, String place) {
        return new Expectation(new Expectation.OfPackage(name), null, null, null, "known", until, place);
    }
}
