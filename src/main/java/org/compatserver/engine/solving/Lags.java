package org.compatserver.engine.solving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** How far versions are behind at a moment. */
public final class Lags {
    private final ReleaseSource source;
    private final List<Ask> asks;
    private final Instant moment;

    public Lags(ReleaseSource source, List<Ask> asks, Instant moment) {
        this.source = source;
        this.asks = asks;
        this.moment = moment;
    }

    public Standing standing(Point point) {
        List<@Nullable Duration> lags = new ArrayList<>();
        List<Integer> skipped = new ArrayList<>();
        int held = 0;
        for (int i = 0; i < asks.size(); i++) {
            Ask ask = asks.get(i);
            int position = point.position(i);
            lags.add(lag(ask, position));
            skipped.add(ask.skipped(position).count());
            held += ask.isHeldAt(position) ? 1 : 0;
        }
        return new Standing(point, lags, skipped, held);
    }

    /**
     * The time since the first of the skipped releases was uploaded: zero when nothing is held or no final release is skipped, never negative; null when some
     * upload time is not known, which keeps it from being smaller for an older version.
     */
    @Nullable
    Duration lag(Ask ask, int position) {
        return since(source, ask.project(), ask.skipped(position), moment);
    }

    /** The same of several positions of one package, ascending: each upload time is asked for once. */
    public @Nullable Duration[] lags(Ask ask, int[] positions) {
        @Nullable Duration[] lags = new @Nullable Duration[positions.length];
        Instant first = moment;
        int above = ask.newest() + 1;
        for (int i = positions.length - 1; i >= 0 && first != null; i--) {
            VersionSet skipped = ask.skipped(positions[i]);
            for (int p = skipped.below(above); p >= 0 && first != null; p = skipped.below(p)) {
                Instant uploaded = source.released(ask.project(), p);
                first = uploaded == null || uploaded.isBefore(first) ? uploaded : first;
                above = p;
            }
            lags[i] = first == null ? null : Duration.between(first, moment);
        }
        return lags;
    }

    /** The time since the first of these releases was uploaded; zero when there is none; null when some upload time is not known. */
    static @Nullable Duration since(ReleaseSource source, ProjectName project, VersionSet skipped, Instant moment) {
        Instant first = moment;
        for (int above = skipped.highest(); above >= 0; above = skipped.below(above)) {
            Instant uploaded = source.released(project, above);
            if (uploaded == null) {
                return null;
            }
            first = uploaded.isBefore(first) ? uploaded : first;
        }
        return Duration.between(first, moment);
    }
}
