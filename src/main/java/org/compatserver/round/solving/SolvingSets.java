package org.compatserver.round.solving;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.Merging;
import org.compatserver.engine.solving.SolvingEngine;
import org.compatserver.engine.solving.World;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.Plan;
import org.compatserver.round.sets.SetEngine;
import org.compatserver.round.sets.Trials;
import org.compatserver.verdict.Question;
import org.jspecify.annotations.Nullable;

/** Tries sets of packages with catalog and resolver. */
public final class SolvingSets implements SetEngine {
    private final Catalog catalog;
    private final InstantSource clock;
    private final Limits limits;

    /** @param limits of one trial */
    public SolvingSets(Catalog catalog, InstantSource clock, Limits limits) {
        this.catalog = catalog;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public Trials trials(Plan plan, Target target) {
        Question whole =
                plan.question(target, IntStream.range(0, plan.size()).boxed().toList());
        SolvingEngine.refuseWhatNeedsABuild(whole);
        Merging merging = Merging.of(whole);
        try {
            CatalogSource source = catalog.source(SolvingEngine.scope(whole));
            World world = World.pessimistic(source, plan.strict());
            return new SolvingTrials(
                    source, world, asks(plan, merging, source, world), merging.notices(), limits, clock);
        } catch (IndexFault fault) {
            throw SolvingEngine.index(fault);
        }
    }

    /** By the packages' numbers. */
    private static List<@Nullable Ask> asks(Plan plan, Merging merging, CatalogSource source, World world) {
        merging.requirements().forEach(requirement -> source.expect(requirement.project(), VersionSet.none(0)));
        Map<ProjectName, Requirement> merged = new HashMap<>();
        merging.requirements().forEach(requirement -> merged.put(requirement.project(), requirement));
        List<@Nullable Ask> asks = new ArrayList<>();
        for (int number = 0; number < plan.size(); number++) {
            Requirement requirement = merged.get(plan.project(number));
            asks.add(requirement == null ? null : Ask.of(requirement, source, world));
        }
        return asks;
    }
}
