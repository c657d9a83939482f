package org.compatserver.engine.solving;

import java.util.List;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.resolver.spi.Budget;

/**
 * What a question sees at one moment of its history, and what can be found there; to be closed when it has been seen, since there are many moments.
 *
 * @param asks the requested projects, sorted by name
 */
record Moment(CatalogSource source, World world, List<Ask> asks, Search search) implements AutoCloseable {

    static Moment of(CatalogSource source, List<Requirement> requirements, boolean strict, Budget budget) {
        World world = World.pessimistic(source, strict);
        List<Ask> asks = requirements.stream()
                .map(requirement -> Ask.of(requirement, source, world))
                .toList();
        return new Moment(source, world, asks, new Search(world, budget));
    }

    @Override
    public void close() {
        source.close();
    }
}
