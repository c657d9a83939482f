package org.compatserver.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.CheckService;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.round.Diff.Step;
import org.compatserver.round.Turning.Found;
import org.compatserver.testing.SmallRound;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Question.EngineName;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: which upload turned a result between two rounds. */
class TurningTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final String UNIVERSE = """
            api 1: x>=1
              uploaded 2021-01-01
            api 2: x>=2
              uploaded 2024-05-06T07:08:09.123456Z
            iot 1: x<2
              uploaded 2021-01-01
            iot 2: x<3
              uploaded 2025-02-03T04:05:06Z
            x 1
              uploaded 2021-01-01
            x 2
              uploaded 2022-01-01
            """;

    /** Of the pair api and iot, from one moment to another. */
    private static Found found(String from, Result was, String to, Result is) {
        Universe universe = Universe.of(UNIVERSE);
        SolvingEngine engine = new SolvingEngine(
                new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED)),
                InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")),
                Limits.DEFAULT);
        try (CheckService checks =
                new CheckService(Map.of(EngineName.RESOLVER, engine), new CheckService.Limits(4, LONG, LONG))) {
            Diff diff = Diff.of(round(from, was), round(to, is));
            Diff.Part part = List.of(diff.regressed(), diff.fixed(), diff.stillBroken()).stream()
                    .filter(one -> !one.steps().isEmpty())
                    .findFirst()
                    .orElse(diff.unknown());
            Step step = part.steps().isEmpty()
                    ? new Step(0, 0, 1, was, is)
                    : part.steps().getFirst();
            return new Turning(checks).of(diff, part, step);
        }
    }

    @Test
    void whatIsNotFoundInTimeIsSaidToBeNotKnown() {
        Diff diff = Diff.of(round("2022-01-01", Result.SUCCESS), round("2026-01-01", Result.CHECK_WARNING));
        Step step = diff.regressed().steps().getFirst();
        CountDownLatch never = new CountDownLatch(1);
        Universe universe = Universe.of(UNIVERSE);
        InstantSource stuck = () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Instant.EPOCH;
        };
        SolvingEngine engine = new SolvingEngine(
                new Catalog(universe, universe, null, Duration.ofDays(1), stuck), stuck, Limits.DEFAULT);
        try (CheckService checks =
                new CheckService(Map.of(EngineName.RESOLVER, engine), new CheckService.Limits(4, LONG, LONG))) {
            assertThat(new Turning(checks).of(diff, Duration.ofMillis(20)))
                    .isEqualTo(Map.of(step, new Turning.NotKnown("Which upload did it was not found out in time.")));
        } finally {
            never.countDown();
        }
    }

    private static Round round(String moment, Result result) {
        Round round = SmallRound.of("python 3.13\npackages api iot\napi + iot: " + result + "\n");
        return new Round(
                round.id(),
                round.plan(),
                Instant.parse(moment + "T00:00:00Z"),
                round.ended(),
                round.sheets(),
                new ArrayList<>(round.clashes()),
                round.texts());
    }

    @Test
    void theUploadThatBrokeItIsTold() {
        assertThat(found("2024-01-01", Result.SUCCESS, "2025-01-01", Result.CHECK_WARNING))
                .isEqualTo(new Turning.Upload(
                        Instant.parse("2024-05-06T07:08:09.123456Z"),
                        List.of("api 2"),
                        "The newest releases fitted together until api 2 was uploaded, at 2024-05-06T07:08:09Z: it requires x>=2, where 1 required"
                                + " x>=1; iot 1 requires x<2."));
    }

    @Test
    void theUploadThatFreedItIsTold() {
        assertThat(found("2025-01-01", Result.CHECK_WARNING, "2025-05-01", Result.SUCCESS))
                .isEqualTo(new Turning.Upload(
                        Instant.parse("2025-02-03T04:05:06Z"),
                        List.of("iot 2"),
                        "iot 2 was uploaded, at 2025-02-03T04:05:06Z."));
    }

    @Test
    void whatNoUploadDidIsSaid() {
        assertThat(found("2024-06-01", Result.SUCCESS, "2025-01-01", Result.CHECK_WARNING)
                        .text())
                .startsWith("No upload did it: by what the index lists today");
    }

    @Test
    void betweenEqualMomentsThereIsNothing() {
        assertThat(found("2024-06-01", Result.SUCCESS, "2024-06-01", Result.CHECK_WARNING))
                .isInstanceOf(Turning.NotKnown.class);
    }
}
