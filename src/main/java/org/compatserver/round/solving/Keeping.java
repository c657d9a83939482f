package org.compatserver.round.solving;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.Alone;
import org.compatserver.round.Cell;
import org.compatserver.round.Known.Earlier;
import org.compatserver.round.Misfit;
import org.compatserver.round.Origin;
import org.compatserver.round.Plan;
import org.compatserver.round.Readings.Reading;
import org.compatserver.round.Result;
import org.compatserver.round.Row;
import org.compatserver.round.Rule;
import org.jspecify.annotations.Nullable;

/**
 * What an earlier round found on a target and the new one need not find again, since the index says the same of all projects that it rests on (rounds.md, "Kept"). What is held
 * back in the set that is shown depends on the moment, too: lags grow, of two packages twice as fast as of one.
 */
final class Keeping {
    private final Earlier earlier;
    private final int size;
    private final boolean isSameMoment;
    private final BitSet changed = new BitSet();
    private final BitSet kept = new BitSet();
    private final @Nullable Row[] rows;
    private final Map<Long, Misfit> misfits = new HashMap<>();

    private Keeping(Earlier earlier, Plan plan) {
        this.earlier = earlier;
        this.size = plan.size();
        this.isSameMoment = plan.asOf() != null;
        this.rows = new @Nullable Row[size];
        for (Row row : earlier.rows()) {
            rows[row.first()] = row;
            row.misfits().forEach(misfit -> misfits.put(key(row.first(), misfit.second()), misfit));
        }
    }

    /** Compares what the index says now with what it said then; null where nothing is known of then. */
    static @Nullable Keeping of(@Nullable Earlier earlier, Plan plan, ReleaseSource source) {
        if (earlier == null
                || earlier.alone().size() != plan.size()
                || earlier.readings().alone().size() != plan.size()) {
            return null;
        }
        Keeping keeping = new Keeping(earlier, plan);
        keeping.compare(source);
        return keeping;
    }

    private void compare(ReleaseSource source) {
        List<Reading> then = earlier.readings().projects();
        boolean[] differs = new boolean[then.size()];
        then.forEach(reading -> source.expect(reading.project(), VersionSet.none(0)));
        Crew.each(
                differs.length,
                i -> differs[i] =
                        !source.digest(then.get(i).project()).equals(then.get(i).digest()));
        for (int i = 0; i < differs.length; i++) {
            changed.set(i, differs[i]);
        }
        for (int number = 0; number < size; number++) {
            boolean isDecided = earlier.alone().get(number).cell() != null;
            kept.set(
                    number, isDecided && !earlier.readings().alone().get(number).intersects(changed));
        }
    }

    /** The projects that what is kept may rest on. */
    Set<ProjectName> projects() {
        return earlier.readings().projects().stream().map(Reading::project).collect(Collectors.toSet());
    }

    /** Those that a package's own answer rested on. */
    Set<ProjectName> projects(int number) {
        return named(earlier.readings().alone().get(number));
    }

    /** Those that pairs rested on which the packages' own answers did not settle. */
    Set<ProjectName> ofPairs() {
        Set<ProjectName> all = new HashSet<>();
        earlier.readings().pairs().values().forEach(places -> all.addAll(named(places)));
        return all;
    }

    private Set<ProjectName> named(BitSet places) {
        return places.stream()
                .mapToObj(place -> earlier.readings().projects().get(place).project())
                .collect(Collectors.toSet());
    }

    /** Whether a package's own answer is what it was. */
    boolean keeps(int number) {
        return kept.get(number);
    }

    /**
     * A package's own answer that is kept; told anew where it was found anew: for how many days newer releases have been out depends on the moment.
     *
     * @param now null where it was not found anew
     */
    Alone alone(int number, @Nullable Stance now) {
        Alone anew = now == null ? null : now.alone(Origin.KEPT);
        if (anew != null && anew.cell() != null) {
            return anew;
        }
        Alone then = earlier.alone().get(number);
        Cell cell = then.cell();
        return new Alone(
                cell == null ? null : new Cell(cell.result(), cell.rule(), Origin.KEPT),
                then.newest(),
                then.held(),
                then.pins(),
                then.clash(),
                then.text());
    }

    /** A pair's result that is kept; null where it is to be found anew. */
    @Nullable
    Cell cell(int first, int second) {
        if (!kept.get(first) || !kept.get(second)) {
            return null;
        }
        Row row = rows[first];
        Cell cell = row == null ? null : row.cell(second);
        return cell != null && isLasting(cell) && !isTouched(cell, first, second)
                ? new Cell(cell.result(), cell.rule(), Origin.KEPT)
                : null;
    }

    private boolean isLasting(Cell cell) {
        return isSameMoment || cell.result() == Result.SUCCESS || cell.result() == Result.INSTALL_ERROR;
    }

    /** Whether something changed of what a pair rests on beside the packages' own answers. */
    private boolean isTouched(Cell cell, int first, int second) {
        if (cell.rule() != Rule.SOLVER && cell.rule() != Rule.SIGNATURE) {
            return false;
        }
        Map<Long, BitSet> pairs = earlier.readings().pairs();
        BitSet rests = pairs.getOrDefault(key(first, second), pairs.get(key(size, 0)));
        return rests == null || rests.intersects(changed);
    }

    private long key(int first, int second) {
        return (long) first * size + second;
    }

    /** What was said of a pair that is kept; null where there was nothing to say. */
    @Nullable
    Misfit misfit(int first, int second) {
        return misfits.get(key(first, second));
    }

    /** The packages whose own answers are needed for what is to be found anew. */
    BitSet needed() {
        BitSet needed = new BitSet();
        if (kept.cardinality() < size) {
            needed.set(0, size);
            return needed;
        }
        for (int first = 0; first < size; first++) {
            Cell alone = earlier.alone().get(first).cell();
            if (alone == null || !isLasting(alone)) {
                needed.set(first);
            }
            for (int second = first + 1; second < size; second++) {
                if (cell(first, second) == null) {
                    needed.set(first);
                    needed.set(second);
                }
            }
        }
        return needed;
    }
}
