package org.compatserver.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.compatserver.check.Fault;
import org.compatserver.check.Outcome;
import org.compatserver.cli.Services;
import org.compatserver.cli.Settings;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Cell;
import org.compatserver.round.Origin;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.RoundListener;
import org.compatserver.round.RoundService;
import org.compatserver.verdict.Question.Sources;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: rounds of real packages, from the shipped snapshot, are kept in the data folder from one start of the program to the next. */
class WiredRoundsTest {
    private static final Plan PLAN = new Plan(
            Plan.byProject(List.of(Requirement.of("Django"), Requirement.of("requests"), Requirement.of("six"))),
            List.of(),
            List.of(new Target(PythonVersion.newest(3, 13), Platform.DEFAULT)),
            null,
            Sources.STATIC,
            false,
            false);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Services open(@Nullable Path data) throws Services.ConfigurationProblem {
        return Wiring.open(new Settings(
                null,
                List.of(),
                List.of(),
                null,
                true,
                null,
                folder.resolve("cache"),
                data,
                13,
                Platform.DEFAULT,
                Map.of("XDG_DATA_HOME", folder.resolve("home").toString())));
    }

    private static Round run(RoundService rounds, boolean again) {
        return switch (rounds.run(PLAN, again, RoundListener.NONE)) {
            case Outcome.Answered<Round>(Round round) -> round;
            case Outcome.Failed<Round>(Fault fault) -> throw new AssertionError(fault);
        };
    }

    private static Set<Origin> origins(Round round) {
        Set<Origin> origins = new HashSet<>();
        round.sheets().getFirst().rows().forEach(row -> {
            for (byte cell : row.cells()) {
                origins.add(Objects.requireNonNull(Cell.of(cell)).origin());
            }
        });
        return origins;
    }

    @Test
    void theNextStartKnowsAndKeepsThem() throws Services.ConfigurationProblem {
        try (Services services = open(folder.resolve("data"))) {
            Round round = run(services.rounds(), false);
            assertThat(origins(round)).containsExactly(Origin.COMPUTED);
            assertThat(Objects.requireNonNull(
                                    round.sheets().getFirst().rows().getFirst().cell(1))
                            .result())
                    .isEqualTo(Result.SUCCESS);
        }
        try (Services services = open(folder.resolve("data"))) {
            assertThat(services.rounds().store().rounds(10)).hasSize(1);
            assertThat(origins(run(services.rounds(), false))).contains(Origin.KEPT);
            assertThat(origins(run(services.rounds(), true))).containsExactly(Origin.COMPUTED);
            assertThat(services.rounds().store().rounds(10)).hasSize(3);
        }
    }

    @Test
    void theFolderIsTheUsersWhereNoneIsNamed() throws Services.ConfigurationProblem {
        try (Services services = open(null)) {
            run(services.rounds(), false);
        }
        assertThat(folder.resolve("home/compatibility-server/rounds.db")).exists();
    }

    @Test
    void aFolderThatCannotBeUsedIsSaidBeforeAnyWork() throws Services.ConfigurationProblem, IOException {
        Files.writeString(folder.resolve("file"), "");
        try (Services services = open(folder.resolve("file"))) {
            Outcome<Round> outcome = services.rounds().run(PLAN, false, RoundListener.NONE);

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.fault().kind()).isEqualTo(Fault.Kind.STORE);
                assertThat(failed.fault().message())
                        .startsWith("The folder " + folder.resolve("file") + " cannot be made (")
                        .endsWith("); pass another as --data-dir");
            });
        }
    }
}
