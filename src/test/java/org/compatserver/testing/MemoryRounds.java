package org.compatserver.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Alone;
import org.compatserver.round.Cell;
import org.compatserver.round.Clash;
import org.compatserver.round.Known;
import org.compatserver.round.Plan;
import org.compatserver.round.Readings;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore;
import org.compatserver.round.Row;
import org.compatserver.round.Sheet;
import org.compatserver.round.Whole;
import org.jspecify.annotations.Nullable;

/** Keeps rounds in memory, as plainly as possible. What was written to a round that was closed before its end is still there when it is gone on with. */
public final class MemoryRounds implements RoundStore {
    private final NavigableMap<Long, Kept> rounds = new TreeMap<>();

    @Override
    public synchronized Writing begin(Plan plan, Instant now, boolean again) {
        for (Kept kept : rounds.descendingMap().values()) {
            if (kept.ended == null && kept.plan.equals(plan)) {
                return kept;
            }
        }
        Kept earlier = again ? null : latest(plan);
        Kept begun = new Kept(rounds.isEmpty() ? 1 : rounds.lastKey() + 1, plan, now, earlier);
        rounds.put(begun.id, begun);
        return begun;
    }

    private @Nullable Kept latest(Plan plan) {
        return rounds.descendingMap().values().stream()
                .filter(kept -> kept.ended != null && kept.plan.equals(plan))
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized List<Header> rounds(int most) {
        return rounds.descendingMap().values().stream()
                .limit(most)
                .map(Kept::header)
                .toList();
    }

    @Override
    public synchronized @Nullable Round round(long id) {
        Kept kept = rounds.get(id);
        return kept == null ? null : kept.round();
    }

    @Override
    public synchronized int prune(int keep) {
        int before = rounds.size();
        while (rounds.size() > Math.max(1, keep)) {
            rounds.pollFirstEntry();
        }
        return before - rounds.size();
    }

    /** One round. */
    private static final class Kept implements Writing, Known {
        private final long id;
        private final Plan plan;
        private final Instant begun;
        private final @Nullable Kept earlier;
        private @Nullable Instant ended;
        private final List<List<Alone>> alone = new ArrayList<>();
        private final List<NavigableMap<Integer, Row>> rows = new ArrayList<>();
        private final List<Map<ProjectName, Readings.Reading>> looked = new ArrayList<>();
        private final List<List<Whole>> wholes = new ArrayList<>();
        private final Map<Integer, Readings> readings = new HashMap<>();
        private final List<@Nullable Clash> clashes = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final Map<Object, Integer> numbers = new HashMap<>();

        Kept(long id, Plan plan, Instant begun, @Nullable Kept earlier) {
            this.id = id;
            this.plan = plan;
            this.begun = begun;
            this.earlier = earlier;
            for (int target = 0; target < plan.targets().size(); target++) {
                alone.add(List.of());
                rows.add(new TreeMap<>());
                looked.add(new HashMap<>());
                wholes.add(List.of());
            }
            clashes.add(null);
            texts.add("");
            if (earlier != null) {
                clashes.addAll(earlier.clashes.subList(1, earlier.clashes.size()));
                texts.addAll(earlier.texts.subList(1, earlier.texts.size()));
                numbers.putAll(earlier.numbers);
            }
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public Known known() {
            return this;
        }

        @Override
        public Instant begun() {
            return begun;
        }

        @Override
        public synchronized void looked(int target, List<Readings.Reading> projects) {
            for (Readings.Reading now : projects) {
                Readings.Reading before = looked.get(target).put(now.project(), now);
                if (before != null && !before.equals(now)) {
                    rows.get(target).clear();
                }
            }
        }

        @Override
        public synchronized boolean hasRow(int target, int first) {
            return rows.get(target).containsKey(first);
        }

        @Override
        public @Nullable Earlier earlier(int target) {
            return earlier == null || !earlier.readings.containsKey(target)
                    ? null
                    : new Earlier(
                            earlier.alone.get(target),
                            List.copyOf(earlier.rows.get(target).values()),
                            Objects.requireNonNull(earlier.readings.get(target)));
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
        public void told(int target, List<Alone> found) {
            alone(target, found);
        }

        @Override
        public synchronized void alone(int target, List<Alone> found) {
            alone.set(target, List.copyOf(found));
        }

        @Override
        public synchronized void row(int target, Row row) {
            if (rows.get(target).putIfAbsent(row.first(), row) != null) {
                throw new IllegalStateException("Row " + row.first() + " of target " + target + " was given twice");
            }
        }

        @Override
        public synchronized void whole(int target, List<Whole> found) {
            wholes.set(target, List.copyOf(found));
        }

        @Override
        public synchronized void readings(int target, Readings found) {
            readings.put(target, found);
        }

        @Override
        public synchronized @Nullable RoundProblem finish(Instant now) {
            ended = now;
            return null;
        }

        @Override
        public void close() {}

        @Override
        public synchronized Round round() {
            List<Sheet> sheets = new ArrayList<>();
            for (int target = 0; target < plan.targets().size(); target++) {
                sheets.add(new Sheet(
                        plan.targets().get(target),
                        alone.get(target),
                        List.copyOf(rows.get(target).values()),
                        wholes.get(target)));
            }
            return new Round(id, plan, begun, ended, sheets, new ArrayList<>(clashes), texts);
        }

        synchronized Header header() {
            long[] results = new long[Result.values().length];
            for (int target = 0; target < plan.targets().size(); target++) {
                alone.get(target).forEach(one -> count(one.cell(), results));
                for (Row row : rows.get(target).values()) {
                    for (byte cell : row.cells()) {
                        count(Cell.of(cell), results);
                    }
                }
            }
            return new Header(
                    id,
                    plan.project(0) + " and others",
                    begun,
                    ended,
                    plan.asOf(),
                    plan.sources(),
                    plan.checks(),
                    Arrays.stream(results).sum(),
                    Arrays.stream(results).boxed().toList());
        }

        @SuppressWarnings("EnumOrdinal")
        private static void count(@Nullable Cell cell, long[] results) {
            if (cell != null) {
                results[cell.result().ordinal()]++;
            }
        }
    }
}
