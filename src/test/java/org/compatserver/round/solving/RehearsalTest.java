package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.Outcome;
import org.compatserver.engine.solving.Limits;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Known;
import org.compatserver.round.Plan;
import org.compatserver.round.Rehearsal;
import org.compatserver.round.RehearsalWriter;
import org.compatserver.round.Rehearsed;
import org.compatserver.round.RoundEngine;
import org.compatserver.round.RoundListener;
import org.compatserver.round.RoundService;
import org.compatserver.round.Sink;
import org.compatserver.round.Unreleased;
import org.compatserver.testing.MemoryRounds;
import org.compatserver.testing.Universe;
import org.junit.jupiter.api.Test;

/** What files that are not released would break and fix. */
class RehearsalTest {
    private static final String INDEX = """
            core 1: proto>=5
            iot 1: proto<5
            storage 1: proto
            legacy 1: proto<5
            six 1
            proto 4
            proto 5
            """;

    @Test
    void aReleaseThatCatchesUpFixesWhatItWasInTheWayOf() {
        assertThat(rehearse("iot 2: proto>=4", "core", "iot", "six", "storage")).isEqualTo("""
                        What 1 unreleased file would change in 10 checks of 4 packages, beside round 1:
                          iot-2-py3-none-any.whl
                        It would break nothing.
                        It would fix 1 pair:
                          1 pair on 3.13: iot 1 needs proto<5, while core 1 needs proto>=5.
                            core with iot
                        All together on 3.13: INSTALL_ERROR without it, SUCCESS with it.
                        """);
    }

    @Test
    void aReleaseThatFallsBehindBreaksWhatFitted() {
        assertThat(rehearse("storage 2: proto<5", "core", "iot", "six", "storage"))
                .isEqualTo("""
                        What 1 unreleased file would change in 10 checks of 4 packages, beside round 1:
                          storage-2-py3-none-any.whl
                        It would break 1 pair:
                          1 pair on 3.13: storage 2 needs proto<5, while core 1 needs proto>=5.
                            core with storage
                        It would fix nothing.
                        1 check fails with it and without it.
                        """);
    }

    @Test
    void severalReleasesCountTogether() {
        assertThat(rehearse("""
                iot 2: proto>=6
                core 2: proto>=6
                proto 6
                """, "core", "iot", "legacy", "storage")).isEqualTo("""
                        What 3 unreleased files would change in 10 checks of 4 packages, beside round 1:
                          iot-2-py3-none-any.whl
                          core-2-py3-none-any.whl
                          proto-6-py3-none-any.whl
                        They would break 1 pair:
                          1 pair on 3.13: legacy 1 needs proto<5, while iot 2 needs proto>=6.
                            iot with legacy
                        They would fix 1 pair:
                          1 pair on 3.13: iot 1 needs proto<5, while core 1 needs proto>=5.
                            core with iot
                        1 check fails with them and without them.
                        """);
    }

    @Test
    void aReleaseThatCannotBeInstalledBreaksItsPackageAndAllItsPairs() {
        assertThat(rehearse("six 2: gone", "core", "six", "storage")).isEqualTo("""
                        What 1 unreleased file would change in 6 checks of 3 packages, beside round 1:
                          six-2-py3-none-any.whl
                        It would break 1 package by itself and 2 pairs:
                          six by itself on 3.13, SUCCESS -> CHECK_WARNING: six is held at 1, 1 release before 2 (newer ones have been out for 724 days),
                            because six 2 needs gone, which the index does not know.
                          2 pairs on 3.13: six is held back even by itself.
                            core with six and six with storage
                        It would fix nothing.
                        All together on 3.13: SUCCESS without it, CHECK_WARNING with it.
                        """);
    }

    @Test
    void whatChangesNothingSaysSo() {
        assertThat(rehearse("six 2", "core", "six")).isEqualTo("""
                        What 1 unreleased file would change in 3 checks of 2 packages, beside round 1:
                          six-2-py3-none-any.whl
                        It would break nothing.
                        It would fix nothing.
                        """);
    }

    @Test
    void whatNobodyNeedsSaysSo() {
        assertThat(rehearse("nobody 2", "core", "six")).isEqualTo("""
                        What 1 unreleased file would change in 3 checks of 2 packages, beside round 1:
                          nobody-2-py3-none-any.whl (nothing in the portfolio looks at nobody)
                        It would break nothing.
                        It would fix nothing.
                        """);
    }

    @Test
    void whatCannotBeInstalledThereSaysSo() {
        assertThat(rehearse("six 2\n  wheel cp312-cp312-win_amd64", "core", "six"))
                .isEqualTo("""
                        What 1 unreleased file would change in 3 checks of 2 packages, beside round 1:
                          six-2-cp312-cp312-win_amd64.whl (cannot be installed on 3.13)
                        It would break nothing.
                        It would fix nothing.
                        """);
    }

    @Test
    void whatIsOnlyThereIsKnown() {
        assertThat(rehearse("fresh 1: core", "core", "fresh")).isEqualTo("""
                        What 1 unreleased file would change in 3 checks of 2 packages, beside round 1:
                          fresh-1-py3-none-any.whl
                        It would break nothing.
                        It would fix 1 package by itself and 1 pair:
                          fresh by itself on 3.13, INSTALL_ERROR -> SUCCESS: The index does not know a project named 'fresh'.
                          1 pair on 3.13: fresh cannot be installed by itself.
                            core with fresh
                        All together on 3.13: INSTALL_ERROR without it, SUCCESS with it.
                        """);
    }

    @Test
    void bothRoundsCountLagsToTheSameMoment() {
        Instant[] now = {SetsIn.NOW};
        InstantSource clock = () -> now[0] = now[0].plus(Duration.ofDays(1));
        List<Instant> moments = new ArrayList<>();
        try (Catalog index = SetsIn.catalog(Universe.of(INDEX))) {
            SolvingRounds engine = new SolvingRounds(index, clock, Limits.DEFAULT);
            RoundEngine watched = new RoundEngine() {
                @Override
                public List<ProjectName> unknown(Plan plan) {
                    return engine.unknown(plan);
                }

                @Override
                public void run(Plan plan, Known known, Sink sink) {
                    moments.add(Objects.requireNonNull(known.begun()));
                    engine.run(plan, known, sink);
                }
            };
            RoundService released = new RoundService(watched, new MemoryRounds(), clock);
            new Rehearsal(List.of(), released, watched, clock).run(SetsIn.plan("six"), false, RoundListener.NONE);
        }
        assertThat(moments).hasSize(2).containsOnly(moments.getFirst());
    }

    private static String rehearse(String unreleased, String... packages) {
        Rehearsed rehearsed = rehearsed(unreleased, packages);
        return RehearsalWriter.text(rehearsed);
    }

    private static Rehearsed rehearsed(String unreleased, String... packages) {
        Universe files = Universe.of(unreleased);
        Plan plan = SetsIn.plan(packages);
        InstantSource clock = InstantSource.fixed(SetsIn.NOW);
        try (Catalog index = SetsIn.catalog(Universe.of(INDEX));
                Catalog both = SetsIn.catalog(Universe.of(INDEX + unreleased))) {
            RoundService released =
                    new RoundService(new SolvingRounds(index, clock, Limits.DEFAULT), new MemoryRounds(), clock);
            Rehearsal rehearsal =
                    new Rehearsal(unreleased(files), released, new SolvingRounds(both, clock, Limits.DEFAULT), clock);
            assertThat(rehearsal.unknown(plan)).isEqualTo(new Outcome.Answered<>(List.<ProjectName>of()));
            return ((Outcome.Answered<Rehearsed>) rehearsal.run(plan, false, RoundListener.NONE)).answer();
        }
    }

    private static List<Unreleased> unreleased(Universe universe) {
        List<Unreleased> files = new ArrayList<>();
        universe.pages()
                .values()
                .forEach(page -> page.files().forEach(file -> {
                    if (WheelFilename.parse(file.filename()) instanceof Parsed.Ok<WheelFilename>(var name)) {
                        files.add(new Unreleased(file.filename(), name.project(), name.version(), name.tags(), null));
                    }
                }));
        return files;
    }

    @Test
    void aCheckThatIsNotKnownEitherWayIsNoEffect() {
        Rehearsed rehearsed = rehearsed("six 2: built\nbuilt 1\n  sdist unknowable", "core", "six");
        assertThat(rehearsed.diff().unknown().steps()).hasSize(2);
        assertThat(RehearsalWriter.text(rehearsed)).isEqualTo("""
                        What 1 unreleased file would change in 3 checks of 2 packages, beside round 1:
                          six-2-py3-none-any.whl
                        Nothing is known that it would break.
                        Nothing is known that it would fix.
                        Of 2 checks it is not known what it would change.
                        All together on 3.13: SUCCESS without it, UNKNOWN with it.
                        """);
    }
}
