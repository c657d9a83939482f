package org.compatserver.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.compatserver.round.Alone;
import org.compatserver.round.Clash;
import org.compatserver.round.Known;
import org.compatserver.round.Misfit;
import org.compatserver.round.Readings;
import org.compatserver.round.Readings.Reading;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.round.Row;
import org.compatserver.round.Whole;
import org.jspecify.annotations.Nullable;

/** A round on its way into the file. */
final class SqliteWriting implements RoundStore.Writing, Known {
    private static final long[] NOTHING = new long[4];
    private static final long OVERHEAD = 100;

    private final Database database;
    private final Begun begun;
    private final Holder holder;
    private final WriteBehind behind;
    private final Dictionary<Clash> clashes;
    private final Dictionary<String> texts;
    private final List<Progress> targets;
    private final Runnable afterwards;
    private @Nullable Round unsaved;
    /** Why the round is not stored to its end, as it was told. */
    private @Nullable RoundProblem told;
    /** Whether its end was given. */
    private volatile boolean finished;

    /**
     * What is known of a round when it is begun, or gone on with.
     *
     * @param id its number
     * @param earlier the number of the round whose results may be kept; null where none are to be
     * @param clashes what was numbered before
     * @param targets what was safe before
     */
    record Begun(
            long id,
            Instant begun,
            @Nullable Long earlier,
            List<@Nullable Clash> clashes,
            List<@Nullable String> texts,
            List<Progress> targets) {}

    /** @param afterwards is done when the round is whole */
    SqliteWriting(Database database, Begun begun, Holder holder, Runnable afterwards) {
        this.afterwards = afterwards;
        this.database = database;
        this.begun = begun;
        this.holder = holder;
        this.behind = new WriteBehind(database, "round-" + begun.id());
        this.clashes = new Dictionary<>(
                behind, begun.clashes(), entry("insert into clashes values (?, ?, ?)", ClashText::write));
        this.texts = new Dictionary<>(behind, begun.texts(), entry("insert into texts values (?, ?, ?)", text -> text));
        this.targets = begun.targets();
    }

    private <V> Dictionary.Entry<V> entry(String sql, java.util.function.Function<V, String> format) {
        return new Dictionary.Entry<>() {
            @Override
            public WriteBehind.Change of(int number, V value) {
                String text = format.apply(value);
                return connection -> Sql.update(connection, sql, begun.id(), number, text);
            }

            @Override
            public long size(V value) {
                return OVERHEAD;
            }
        };
    }

    @Override
    public long id() {
        return begun.id();
    }

    @Override
    public Known known() {
        return this;
    }

    @Override
    public Instant begun() {
        return begun.begun();
    }

    @Override
    public boolean hasRow(int target, int first) {
        return targets.get(target).isSafe(first);
    }

    @Override
    public @Nullable Earlier earlier(int target) {
        Long id = begun.earlier();
        if (id == null) {
            return null;
        }
        return database.read(connection -> {
            RoundReader reader = new RoundReader(connection);
            Readings readings = reader.readings(id, target);
            if (readings == null) {
                return null;
            }
            Renumbering renumbering = new Renumbering(reader.clashes(id), reader.texts(id));
            List<Alone> alone =
                    reader.alone(id, target).stream().map(renumbering::alone).toList();
            List<Row> rows =
                    reader.rows(id, target).stream().map(renumbering::row).toList();
            return new Earlier(alone, rows, readings);
        });
    }

    /** The numbers of this round for what another round numbered. */
    private final class Renumbering {
        private final List<@Nullable Clash> theirClashes;
        private final List<@Nullable String> theirTexts;
        private final int[] ourClashes;
        private final int[] ourTexts;

        Renumbering(List<@Nullable Clash> theirClashes, List<@Nullable String> theirTexts) {
            this.theirClashes = theirClashes;
            this.theirTexts = theirTexts;
            this.ourClashes = new int[theirClashes.size()];
            this.ourTexts = new int[theirTexts.size()];
        }

        private int clash(int number) {
            return number(number, ourClashes, () -> clashes.number(there(theirClashes, number)));
        }

        private int text(int number) {
            return number(number, ourTexts, () -> texts.number(there(theirTexts, number)));
        }

        private static <V> V there(List<@Nullable V> values, int number) {
            V value = values.get(number);
            if (value == null) {
                throw new Unpack.Damaged("number " + number + " is missing");
            }
            return value;
        }

        private static int number(int theirs, int[] ours, Supplier<Integer> find) {
            if (theirs != 0 && ours[theirs] == 0) {
                ours[theirs] = find.get();
            }
            return ours[theirs];
        }

        Alone alone(Alone one) {
            return new Alone(one.cell(), one.newest(), one.held(), one.pins(), clash(one.clash()), one.text());
        }

        Row row(Row row) {
            List<Misfit> misfits = new ArrayList<>(row.misfits().size());
            for (Misfit misfit : row.misfits()) {
                misfits.add(new Misfit(
                        misfit.second(), clash(misfit.clash()), text(misfit.heldFirst()), text(misfit.heldSecond())));
            }
            return new Row(row.first(), row.cells(), misfits);
        }
    }

    @Override
    public int clash(Clash clash) {
        return clashes.number(clash);
    }

    @Override
    public int text(String text) {
        return texts.number(text);
    }

    @Override
    public void alone(int target, List<Alone> alone) {
        part(target, "alone", Formats.counts(alone), Formats.alone(alone));
    }

    @Override
    public void told(int target, List<Alone> alone) {
        alone(target, alone);
    }

    @Override
    public void whole(int target, List<Whole> wholes) {
        part(target, "wholes", NOTHING, Formats.wholes(wholes));
    }

    @Override
    public void readings(int target, Readings readings) {
        part(target, "readings", NOTHING, Formats.readings(readings));
    }

    private void part(int target, String kind, long[] counts, byte[] data) {
        behind.add(
                data.length + OVERHEAD,
                connection -> Sql.update(
                        connection,
                        "insert or replace into parts values (?, ?, ?, ?, ?, ?, ?, ?)",
                        id(),
                        target,
                        kind,
                        counts[0],
                        counts[1],
                        counts[2],
                        counts[3],
                        data));
    }

    @Override
    public void row(int target, Row row) {
        targets.get(target).give(row.first());
        long[] counts = Formats.counts(row);
        byte[] data = Formats.row(row);
        behind.add(
                data.length + OVERHEAD,
                connection -> Sql.update(
                        connection,
                        "insert into pairs values (?, ?, ?, ?, ?, ?, ?, ?)",
                        id(),
                        target,
                        row.first(),
                        counts[0],
                        counts[1],
                        counts[2],
                        counts[3],
                        data));
    }

    @Override
    public void looked(int target, List<Reading> projects) {
        Progress progress = targets.get(target);
        synchronized (progress) {
            List<Integer> forgotten = progress.look(projects);
            if (!forgotten.isEmpty()) {
                behind.add(OVERHEAD, connection -> forget(connection, target, forgotten));
            }
            behind.add(projects.size() * OVERHEAD, connection -> name(connection, target, projects));
        }
    }

    private void forget(Connection connection, int target, List<Integer> rows) throws SQLException {
        for (Integer first : rows) {
            Sql.update(
                    connection, "delete from pairs where round = ? and target = ? and first = ?", id(), target, first);
        }
    }

    private void name(Connection connection, int target, List<Reading> projects) throws SQLException {
        for (Reading reading : projects) {
            Sql.update(
                    connection,
                    "insert or replace into looked values (?, ?, ?, ?)",
                    id(),
                    target,
                    reading.project().normalized(),
                    reading.digest());
        }
    }

    @Override
    public @Nullable RoundProblem finish(Instant now) {
        int missing = targets.stream().mapToInt(Progress::missing).sum();
        if (missing > 0) {
            throw new RoundProblem(
                    "The index has changed since this round was cut off, and what rested on that, the pairs of "
                            + missing + " packages, has to be checked again: run the round again",
                    null);
        }
        behind.add(OVERHEAD, connection -> {
            List<Long> results = new RoundReader(connection).soFar(id());
            Sql.update(connection, "delete from looked where round = ?", id());
            Sql.update(
                    connection,
                    "update rounds set ended = ?, success = ?, warning = ?, error = ?, unknown = ? where id = ?",
                    now.toEpochMilli(),
                    results.get(0),
                    results.get(1),
                    results.get(2),
                    results.get(3),
                    id());
        });
        finished = true;
        told = behind.flush();
        if (told == null) {
            afterwards.run();
        }
        return told;
    }

    @Override
    public Round round() {
        if (told == null && behind.flush() == null) {
            return there(database.read(connection -> new RoundReader(connection).round(id())));
        }
        close();
        if (unsaved == null) {
            unsaved = there(InMemory.with(database, id(), behind::applyRest));
        }
        return unsaved;
    }

    private Round there(@Nullable Round round) {
        if (round == null) {
            throw new RoundProblem("Round " + id() + " was removed while it was written: run it again", null);
        }
        return round;
    }

    @Override
    public void close() {
        behind.close();
        try {
            if (finished && behind.isWhole()) {
                holder.closeForGood();
            } else {
                holder.close();
            }
        } catch (IOException e) {
            throw new RoundProblem("The lock of round " + id() + " cannot be given back: " + e.getMessage(), e);
        }
    }
}
