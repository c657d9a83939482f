package org.compatserver.round.solving;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.World;
import org.jspecify.annotations.Nullable;

/**
 * What all checks of one target share. Safe for many threads.
 *
 * @param world the pessimistic one
 * @param moment to which lags are counted
 * @param asks of each package what is asked of its project; null where no requirement of it counts on the target
 * @param limits of one check
 */
record Scene(
        ReleaseSource source,
        World world,
        Instant moment,
        List<@Nullable Ask> asks,
        Limits limits,
        InstantSource clock) {}
