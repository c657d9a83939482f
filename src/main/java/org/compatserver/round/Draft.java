package org.compatserver.round;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/** A round that nobody keeps: what comes is put together in memory. */
final class Draft implements Sink {
    private final Plan plan;
    private final RoundListener listener;
    private final List<List<Alone>> alone = new ArrayList<>();
    private final List<NavigableMap<Integer, Row>> rows = new ArrayList<>();
    private final List<List<Whole>> wholes = new ArrayList<>();
    private final NavigableSet<ProjectName> looked = new TreeSet<>();
    private final List<@Nullable Clash> clashes = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<Object, Integer> numbers = new HashMap<>();
    private long done;

    Draft(Plan plan, RoundListener listener) {
        this.plan = plan;
        this.listener = listener;
        plan.targets().forEach(target -> {
            alone.add(List.of());
            rows.add(new TreeMap<>());
            wholes.add(List.of());
        });
        clashes.add(null);
        texts.add("");
    }

    @Override
    public synchronized int clash(Clash clash) {
        return numbers.computeIfAbsent(clash, key -> {
            clashes.add(clash);
            return clashes.size() - 1;
        });
    }

    @Override
    public synchronized int text(String text) {
        return numbers.computeIfAbsent(text, key -> {
            texts.add(text);
            return texts.size() - 1;
        });
    }

    @Override
    public synchronized void looked(int target, List<Readings.Reading> projects) {
        projects.forEach(reading -> looked.add(reading.project()));
    }

    @Override
    public synchronized void alone(int target, List<Alone> found) {
        alone.set(target, List.copyOf(found));
        progress(found.size());
    }

    @Override
    public synchronized void told(int target, List<Alone> found) {
        alone.set(target, List.copyOf(found));
    }

    @Override
    public synchronized void row(int target, Row row) {
        rows.get(target).put(row.first(), row);
        progress(row.cells().length);
    }

    @Override
    public synchronized void whole(int target, List<Whole> found) {
        wholes.set(target, List.copyOf(found));
    }

    /** The next round will not know of it. */
    @Override
    public void readings(int target, Readings readings) {}

    private void progress(long more) {
        done += more;
        listener.progress(done, plan.checks());
    }

    /** The projects that were looked at. */
    synchronized NavigableSet<ProjectName> looked() {
        return new TreeSet<>(looked);
    }

    /** The round; it has number 0. */
    synchronized Round round(Instant begun, Instant ended) {
        List<Sheet> sheets = new ArrayList<>();
        for (int target = 0; target < plan.targets().size(); target++) {
            sheets.add(new Sheet(
                    plan.targets().get(target),
                    alone.get(target),
                    List.copyOf(rows.get(target).values()),
                    wholes.get(target)));
        }
        return new Round(0, plan, begun, ended, sheets, new ArrayList<>(clashes), texts);
    }
}
