package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.HeldBack;

/** Which of the requested packages it takes to hold one of them back: without any of these it could be newer. */
final class Involved {
    private final CatalogSource source;
    private final boolean strict;
    private final Budget budget;

    Involved(CatalogSource source, boolean strict, Budget budget) {
        this.source = source;
        this.strict = strict;
        this.budget = budget;
    }

    /** The requirements on these packages; each of the others is left out in turn, if it can be. */
    List<Requirement> of(HeldBack held, List<HeldBack> all, List<Requirement> requirements) {
        List<Requirement> needed = new ArrayList<>(requirements);
        for (Requirement requirement : requirements) {
            if (!requirement.project().equals(held.project())) {
                List<Requirement> fewer = new ArrayList<>(needed);
                fewer.remove(requirement);
                if (isHeld(held, all, fewer)) {
                    needed = fewer;
                }
            }
        }
        return needed;
    }

    /** Whether the package cannot be newer than it is in the set, whatever a build would tell, while the others are where they are, or newer. */
    private boolean isHeld(HeldBack held, List<HeldBack> all, List<Requirement> requirements) {
        Moment moment = Moment.of(source, requirements, strict, budget);
        Map<ProjectName, VersionSet> within = new HashMap<>();
        for (Ask ask : moment.asks()) {
            within.put(ask.project(), ask.from(bar(ask, held, all)));
        }
        return moment.search().ask(Search.request(moment.asks(), within, List.of()))
                instanceof Search.Answer.Impossible;
    }

    private static int bar(Ask ask, HeldBack held, List<HeldBack> all) {
        return all.stream()
                .filter(one -> one.project().equals(ask.project()))
                .findFirst()
                .map(one -> ask.releases().versions().indexOf(one.to()) + (one.equals(held) ? 1 : 0))
                .orElse(ask.newest());
    }
}
