package org.compatserver.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.CheckService;
import org.compatserver.engine.Engine;
import org.compatserver.engine.EngineFault;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.testing.AnsweringEngine;
import org.compatserver.testing.Golden;
import org.compatserver.testing.SmallRound;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Question.EngineName;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what is said of a cause: the minimal core of its example with both chains, since which upload, what would free it, who can act. */
class TellingTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final String UNIVERSE = """
            api 1: protobuf>=3
              uploaded 2021-01-01
            api 2: protobuf>=6
              uploaded 2024-05-06T07:08:09Z
            asset 1: api>=1
              uploaded 2021-01-01
            asset 2: api>=2
              uploaded 2024-06-01
            iot 1: protobuf<5&!=4
              uploaded 2021-01-01
            protobuf 3
              uploaded 2021-01-01
            protobuf 4
              uploaded 2021-01-01
            protobuf 6
              uploaded 2023-01-01
            protobuf 7
              uploaded 2024-01-01
            """;

    private static final String ROUND = """
            python 3.13 3.12
            packages api asset iot
            api + iot: CHECK_WARNING: api 2 needs protobuf>=6 | iot 1 needs protobuf<5,!=4
            asset + iot: CHECK_WARNING: asset 2 needs api>=2 | api 2 needs protobuf>=6 | iot 1 needs protobuf<5,!=4
            """;

    private static Engine solving() {
        return solving(UNIVERSE);
    }

    private static Engine solving(String... parts) {
        Universe universe = Universe.of(String.join("\n", parts));
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
        return new SolvingEngine(
                new Catalog(universe, universe, null, Duration.ofDays(1), InstantSource.fixed(Universe.FETCHED)),
                clock,
                Limits.DEFAULT);
    }

    private static List<Cause> told(Round round, Engine engine, int most, Duration within) {
        try (CheckService checks =
                new CheckService(Map.of(EngineName.RESOLVER, engine), new CheckService.Limits(4, LONG, LONG))) {
            return new Telling(checks).of(round, Causes.of(round), most, within);
        }
    }

    private static String text(Round round, List<Cause> causes) {
        return SummaryWriter.text(Summary.of(round, causes), 10);
    }

    @Test
    void aCauseIsToldByItsExample() {
        Round round = SmallRound.of(ROUND);
        Golden.check("round/told.txt", text(round, told(round, solving(), 10, LONG)));
    }

    @Test
    void chainsAreTold() {
        Round round = SmallRound.of(ROUND.replaceAll("api \\+ iot.*", ""));
        Golden.check("round/told-chain.txt", text(round, told(round, solving(), 10, LONG)));
    }

    @Test
    void ofWhatOnePackageCannotDoByItselfThatOneIsAskedAbout() {
        Round round = SmallRound.of("""
                python 3.12 3.13
                packages api asset iot
                asset on 3.12: INSTALL_ERROR: asset cannot be installed.
                asset on 3.13: CHECK_WARNING: asset is held back.
                api + asset: INSTALL_ERROR: alone asset
                asset + iot: INSTALL_ERROR: alone asset
                api + iot on 3.12: UNKNOWN: files api-3.tar.gz
                """);
        Engine engine = solving(
                "asset 3: gone>=2\n  uploaded 2025-01-01\nasset 2: gone>=2",
                UNIVERSE.replaceAll("(?s)asset 1.*?06-01\n", ""));
        Golden.check("round/told-alone.txt", text(round, told(round, engine, 10, LONG)));
    }

    @Test
    void anExampleThatFitsByNowIsSaidToDoSo() {
        Round round = SmallRound.of(ROUND.replace("iot", "protobuf"));
        assertThat(told(round, solving(), 10, LONG).getFirst().told())
                .isEqualTo(new Cause.Told(
                        List.of("by now it fits: the index has changed since the round"), null, List.of(), List.of()));
    }

    @Test
    void onlySoManyAreTold() {
        Round round = SmallRound.of(ROUND);
        assertThat(told(round, solving(), 0, LONG)).isEqualTo(Causes.of(round));
    }

    @Test
    void whatIsNotToldInTimeIsTheCauseAsItWas() {
        Round round = SmallRound.of(ROUND);
        CountDownLatch never = new CountDownLatch(1);
        Engine slow = new AnsweringEngine(
                question -> {
                    throw waited(never);
                },
                question -> {
                    throw waited(never);
                });
        assertThat(told(round, slow, 10, Duration.ofMillis(50))).isEqualTo(Causes.of(round));
    }

    private static EngineFault waited(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new EngineFault(EngineFault.Kind.BUDGET, "interrupted");
    }

    @Test
    void withoutSinceWhenTheRestIsTold() {
        Round round = SmallRound.of(ROUND);
        Engine withoutDates = new AnsweringEngine(solving()::answer, question -> {
            throw new EngineFault(EngineFault.Kind.BUDGET, "it took too long");
        });
        Cause.Told whole = told(round, solving(), 10, LONG).getFirst().told();
        assertThat(told(round, withoutDates, 10, LONG).getFirst().told())
                .isEqualTo(whole == null ? null : new Cause.Told(whole.lines(), null, whole.freedBy(), whole.actors()));
    }
}
