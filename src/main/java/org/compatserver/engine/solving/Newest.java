package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.VersionSet;

/** Which version of a requested project was its newest, at any moment up to a last one. */
final class Newest {
    private final Requirement requirement;
    private final CatalogSource last;
    private final boolean strict;
    private final Budget budget;
    private final NavigableSet<Instant> uploads = new TreeSet<>();
    private final Map<Instant, Integer> known = new HashMap<>();

    /** @param last what is seen at the last moment */
    Newest(Requirement requirement, CatalogSource last, boolean strict, Budget budget) {
        this.requirement = requirement;
        this.last = last;
        this.strict = strict;
        this.budget = budget;
        VersionSet usable = last.releases(requirement.project()).usable();
        for (int position = usable.highest(); position >= 0; position = usable.below(position)) {
            uploads.addAll(last.uploads(requirement.project(), position));
        }
        uploads.remove(Instant.MIN);
    }

    /** When the first file was uploaded of which that is known. */
    Instant first() {
        return uploads.isEmpty() ? Instant.MIN : uploads.first();
    }

    /** Its position; -1 when there was none. */
    int at(Instant moment) {
        Integer position = known.get(moment);
        if (position == null) {
            budget.step();
            try (CatalogSource source = last.at(moment)) {
                position = Ask.of(requirement, source, World.pessimistic(source, strict))
                        .newest();
            }
            known.put(moment, position);
        }
        return position;
    }

    /**
     * The last moment, not after the given one, at which its newest version was below a bar; {@link Instant#MIN} when there was none.
     *
     * @param assured since when a version at the bar or above it has been there for certain
     */
    Instant lastBelow(int bar, Instant assured, Instant from) {
        Instant moment = assured.isBefore(from) ? assured : from;
        while (moment.isAfter(Instant.MIN)) {
            if (at(moment) < bar) {
                return moment;
            }
            moment = Objects.requireNonNullElse(uploads.lower(moment), Instant.MIN);
        }
        return moment;
    }

    /**
     * Since when a version at the bar or above it has been there that nothing keeps from being admitted, and that can be installed, from the same file as
     * now: as long as that, some version so new was the newest. {@code otherwise} where there is none.
     */
    static Instant assured(Ask ask, int bar, Moment moment, Instant otherwise) {
        CatalogSource source = moment.source();
        ProjectName project = ask.project();
        Instant best = otherwise;
        for (int position : oldestFirst(plain(ask).and(ask.from(bar)), project, source)) {
            if (!source.uploads(project, position).getFirst().isBefore(best)) {
                break;
            }
            Instant settled = source.settled(project, position);
            if (settled != null
                    && settled.isBefore(best)
                    && moment.world().dependencies(ask.node(), position) instanceof Dependencies.Known) {
                best = settled;
            }
        }
        return best;
    }

    /** What is admitted whatever else there is. */
    private static VersionSet plain(Ask ask) {
        return Admission.merged(ask.releases(), List.of(ask.clause()))
                .minus(ask.releases().preReleases())
                .minus(ask.releases().yanked());
    }

    private static List<Integer> oldestFirst(VersionSet versions, ProjectName project, CatalogSource source) {
        List<Integer> positions = new ArrayList<>();
        for (int position = versions.highest(); position >= 0; position = versions.below(position)) {
            positions.add(position);
        }
        positions.sort(Comparator.comparing(
                position -> source.uploads(project, position).getFirst()));
        return positions;
    }
}
