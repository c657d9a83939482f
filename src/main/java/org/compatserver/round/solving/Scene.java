package org.compatserver.round.solving;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.Merging;
import org.compatserver.engine.solving.World;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.Plan;
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
        InstantSource clock) {

    /** Reads what is asked for; may wait for the network. */
    static Scene of(Plan plan, Target target, ReleaseSource source, Instant now, Limits limits, InstantSource clock) {
        World world = World.pessimistic(source, plan.strict());
        @Nullable Ask[] asks = new @Nullable Ask[plan.size()];
        @Nullable Requirement[] requirements = new @Nullable Requirement[plan.size()];
        for (int number = 0; number < plan.size(); number++) {
            List<Requirement> merged =
                    Merging.of(plan.question(target, List.of(number))).requirements();
            if (!merged.isEmpty()) {
                requirements[number] = merged.getFirst();
                source.expect(merged.getFirst().project(), VersionSet.none(0));
            }
        }
        Crew.each(plan.size(), number -> {
            Requirement requirement = requirements[number];
            asks[number] = requirement == null ? null : Ask.of(requirement, source, world);
        });
        List<@Nullable Ask> all = new ArrayList<>();
        for (Ask ask : asks) {
            all.add(ask);
        }
        return new Scene(
                source,
                world,
                Objects.requireNonNullElse(plan.asOf(), now),
                Collections.unmodifiableList(all),
                limits,
                clock);
    }

    /** The same over a source that tells the same. */
    Scene over(ReleaseSource other, boolean strict) {
        return new Scene(other, World.pessimistic(other, strict), moment, asks, limits, clock);
    }
}
