package org.compatserver.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.compatserver.catalog.Catalog;
import org.compatserver.check.CheckService;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.round.RoundService;
import org.compatserver.round.sets.SetService;
import org.compatserver.round.solving.SolvingRounds;
import org.compatserver.round.solving.SolvingSets;
import org.compatserver.verdict.Question.EngineName;

/** The program over a universe that is written as text, at a fixed moment; rounds are kept in memory. */
public record SmallWorld(CheckService checks, RoundService rounds, Catalog catalog) implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));

    public static SmallWorld of(String text) {
        Universe universe = Universe.of(text);
        Catalog catalog = new Catalog(universe, universe, null, Duration.ofDays(1), CLOCK);
        return new SmallWorld(
                new CheckService(
                        Map.of(EngineName.RESOLVER, new SolvingEngine(catalog, CLOCK, Limits.DEFAULT)),
                        new CheckService.Limits(4, Duration.ofSeconds(20), Duration.ofSeconds(20))),
                new RoundService(new SolvingRounds(catalog, CLOCK, Limits.DEFAULT), new MemoryRounds(), CLOCK),
                catalog);
    }

    /** The largest sets, of the same universe. */
    public SetService sets() {
        return new SetService(new SolvingSets(catalog, CLOCK, Limits.DEFAULT), checks, CLOCK);
    }

    @Override
    public void close() {
        checks.close();
        catalog.close();
    }
}
