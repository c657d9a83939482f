package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.Outcome;
import org.compatserver.engine.solving.Limits;
import org.compatserver.pep.Parsed;
import org.compatserver.pep.distribution.WheelFilename;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Plan;
import org.compatserver.round.Rehearsal;
import org.compatserver.round.RehearsalWriter;
import org.compatserver.round.Rehearsed;
import org.compatserver.round.RoundListener;
import org.compatserver.round.RoundService;
import org.compatserver.round.Turn.Effect;
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
        assertThat(rehearse("iot 2: proto>=4", "core", "iot", "six", "storage")).isEqualTo("");
    }

    @Test
    void aReleaseThatFallsBehindBreaksWhatFitted() {
        assertThat(rehearse("storage 2: proto<5", "core", "iot", "six", "storage")).isEqualTo("");
    }

    @Test
    void severalReleasesCountTogether() {
        assertThat(rehearse("""
                iot 2: proto>=6
                core 2: proto>=6
                proto 6
                """, "core", "iot", "legacy", "storage")).isEqualTo("");
    }

    @Test
    void aReleaseThatCannotBeInstalledBreaksItsPackageAndAllItsPairs() {
        assertThat(rehearse("six 2: gone", "core", "six", "storage")).isEqualTo("");
    }

    @Test
    void whatChangesNothingSaysSo() {
        assertThat(rehearse("six 2", "core", "six")).isEqualTo("");
    }

    @Test
    void whatNobodyNeedsSaysSo() {
        assertThat(rehearse("nobody 2", "core", "six")).isEqualTo("");
    }

    @Test
    void whatCannotBeInstalledThereSaysSo() {
        assertThat(rehearse("six 2\n  wheel cp312-cp312-win_amd64", "core", "six")).isEqualTo("");
    }

    @Test
    void whatIsOnlyThereIsKnown() {
        assertThat(rehearse("fresh 1: core", "core", "fresh")).isEqualTo("");
    }

    private static String rehearse(String unreleased, String... packages) {
        Rehearsed rehearsed = rehearsed(unreleased, packages);
        return rehearsed.counts() + "\n" + RehearsalWriter.text(rehearsed);
    }

    private static Rehearsed rehearsed(String unreleased, String... packages) {
        Universe files = Universe.of(unreleased);
        Plan plan = SetsIn.plan(packages);
        InstantSource clock = InstantSource.fixed(SetsIn.NOW);
        try (Catalog index = SetsIn.catalog(Universe.of(INDEX));
                Catalog both = SetsIn.catalog(Universe.of(INDEX + unreleased))) {
            RoundService released = new RoundService(
                    new SolvingRounds(index, clock, Limits.DEFAULT), new MemoryRounds(), clock);
            Rehearsal rehearsal = new Rehearsal(
                    unreleased(files), released, new SolvingRounds(both, clock, Limits.DEFAULT), clock);
            assertThat(rehearsal.unknown(plan)).isEqualTo(new Outcome.Answered<>(List.<ProjectName>of()));
            return ((Outcome.Answered<Rehearsed>) rehearsal.run(plan, false, RoundListener.NONE)).answer();
        }
    }

    private static List<Unreleased> unreleased(Universe universe) {
        List<Unreleased> files = new ArrayList<>();
        universe.pages().values().forEach(page -> page.files().forEach(file -> {
            if (WheelFilename.parse(file.filename()) instanceof Parsed.Ok<WheelFilename>(var name)) {
                files.add(new Unreleased(file.filename(), name.project(), name.version(), name.tags(), null));
            }
        }));
        return files;
    }

    @Test
    void aCheckThatIsNotKnownEitherWayIsNoEffect() {
        Rehearsed rehearsed = rehearsed("six 2: built\nbuilt 1\n  sdist unknowable", "core", "six");
        assertThat(rehearsed.counts()).isEqualTo(java.util.Map.of(Effect.UNKNOWN, 2));
        assertThat(RehearsalWriter.text(rehearsed)).isEqualTo("");
    }
}
