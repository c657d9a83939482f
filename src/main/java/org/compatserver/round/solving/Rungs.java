package org.compatserver.round.solving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Lags;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** The versions that a requested package may have, as steps: the highest is its newest, with all that is newer. Of a package that has a newest. */
final class Rungs {
    private final Ask ask;
    private final int[] positions;
    private final @Nullable Duration[] lags;
    private final int[] skipped;
    private final boolean timed;
    private final boolean untimed;

    /** @param lags of this package alone */
    Rungs(Ask ask, Lags lags, VersionSet possible) {
        this.ask = ask;
        List<Integer> found = new ArrayList<>();
        VersionSet allowed = possible.and(ask.clause().allowed());
        for (int p = allowed.below(Math.max(0, ask.newest())); p >= 0; p = allowed.below(p)) {
            found.add(p);
        }
        this.positions = found.reversed().stream().mapToInt(Integer::intValue).toArray();
        int[] all = IntStream.rangeClosed(0, top()).map(this::position).toArray();
        this.lags = lags.lags(ask, all);
        this.skipped =
                IntStream.of(all).map(position -> ask.skipped(position).count()).toArray();
        this.timed = Stream.of(this.lags).allMatch(lag -> lag != null);
        this.untimed =
                IntStream.range(0, skipped.length).allMatch(rung -> skipped[rung] == 0 || this.lags[rung] == null);
    }

    /** The highest. */
    int top() {
        return positions.length;
    }

    int position(int rung) {
        return rung == positions.length ? ask.newest() : positions[rung];
    }

    /** Where a version is: that of the newest, if it is newer. */
    int rung(int position) {
        if (position >= ask.newest()) {
            return top();
        }
        int rung = java.util.Arrays.binarySearch(positions, position);
        if (rung < 0) {
            throw new IllegalArgumentException(ask.project() + " cannot have position " + position);
        }
        return rung;
    }

    /** The versions from one rung to another, both in. */
    VersionSet between(int low, int high) {
        int size = ask.releases().versions().size();
        VersionSet.Builder builder = new VersionSet.Builder(size);
        for (int rung = low; rung <= Math.min(high, positions.length - 1); rung++) {
            builder.add(positions[rung], positions[rung] + 1);
        }
        return high == top() ? builder.add(Math.max(0, ask.newest()), size).build() : builder.build();
    }

    /** Whether the lag of each is known. */
    boolean isTimed() {
        return timed;
    }

    /** Whether that of none is known that skips a release. */
    boolean isUntimed() {
        return untimed;
    }

    Duration lag(int rung) {
        Duration lag = lags[rung];
        if (lag == null) {
            throw new IllegalStateException("The lag of " + ask.project() + " is not known");
        }
        return lag;
    }

    int skipped(int rung) {
        return skipped[rung];
    }
}
