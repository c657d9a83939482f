package org.compatserver.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore;
import org.compatserver.store.SqliteWriting.Begun;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Rounds in one SQLite file. Results are written as they come, a round that was cut off is gone on with, and a round has one writer at a time.
 */
public final class SqliteRounds implements RoundStore {
    /** A round without a moment of its own that was cut off longer ago is begun anew: who runs it again means today. */
    private static final Duration GOES_ON = Duration.ofHours(24);

    private final Database database;
    private final String source;
    private final Limits limits;

    /**
     * How much is kept. What is more goes, oldest first, when a round ends; that round itself stays.
     *
     * @param rounds how many
     * @param bytes how long the file may be
     */
    public record Limits(int rounds, long bytes) {
        /** Sixteen months of daily rounds of a portfolio, or some of a whole index. */
        public static final Limits DEFAULT = new Limits(500, 2L << 30);
    }

    /**
     * A store in a file, which is made when it is first used.
     *
     * @param source says where answers come from, and what gives them: what was found for another is neither gone on with nor kept
     */
    public SqliteRounds(Path file, String source, Limits limits) {
        this(new Database(file, new Migrations()), source, limits);
    }

    SqliteRounds(Database database, String source, Limits limits) {
        this.database = database;
        this.source = source;
        this.limits = limits;
    }

    /** Makes ready what the first use would wait for: the library of machine code, the file. What is wrong is said by the first use. */
    public void prepare() {
        try {
            database.use(connection -> null);
        } catch (RoundProblem e) {
            LoggerFactory.getLogger(SqliteRounds.class).debug("The store cannot be used: {}", e.getMessage());
        }
    }

    @Override
    public Writing begin(Plan plan, Instant now, boolean again) {
        List<Holder> held = new ArrayList<>();
        try {
            Began began = database.write(connection -> {
                Began resumed = resumed(connection, plan, now, again);
                Began one = resumed == null ? anew(connection, plan, now, again) : resumed;
                held.add(one.holder());
                return one;
            });
            Begun begun = database.read(connection -> began(connection, began, plan, again));
            return new SqliteWriting(database, begun, began.holder(), this::prune);
        } catch (RuntimeException e) {
            held.forEach(SqliteRounds::letGo);
            throw e;
        }
    }

    private static void letGo(Holder holder) {
        try {
            holder.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(SqliteRounds.class).warn("A lock was not given back: {}", e.getMessage());
        }
    }

    /** A round that this process may write now. */
    private record Began(long id, Instant at, Holder holder) {}

    private @Nullable Began resumed(Connection connection, Plan plan, Instant now, boolean again) throws SQLException {
        record Unfinished(long id, Instant begun, String holder) {}
        List<Unfinished> found = Sql.rows(
                connection,
                row -> new Unfinished(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), row.getString(3)),
                "select id, begun, holder from rounds"
                        + " where question = ? and source = ? and ended is null and fresh >= ? order by id desc limit 1",
                PlanText.question(plan),
                source,
                again ? 1 : 0);
        if (found.isEmpty() || plan.asOf() == null && found.getFirst().begun().isBefore(now.minus(GOES_ON))) {
            return null;
        }
        Unfinished one = found.getFirst();
        Holder holder = hold(one.id());
        if (holder == null) {
            throw new RoundProblem(
                    "Round " + one.id() + " is this very one, and " + one.holder()
                            + " is at it: wait for its end, or end that process",
                    null);
        }
        Sql.update(connection, "update rounds set holder = ? where id = ?", Holder.name(), one.id());
        return new Began(one.id(), one.begun(), holder);
    }

    private Began anew(Connection connection, Plan plan, Instant now, boolean again) throws SQLException {
        Sql.update(
                connection,
                "insert into rounds (question, source, plan, title, begun, fresh, holder, checks)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                PlanText.question(plan),
                source,
                PlanText.write(plan),
                PlanText.title(plan),
                now.toEpochMilli(),
                again ? 1 : 0,
                Holder.name(),
                plan.checks());
        long id = Sql.number(connection, "select last_insert_rowid()");
        Holder holder = hold(id);
        if (holder == null) {
            throw new RoundProblem("Round " + id + " is new and held already; try again", null);
        }
        return new Began(id, Instant.ofEpochMilli(now.toEpochMilli()), holder);
    }

    private @Nullable Holder hold(long id) {
        try {
            return Holder.of(database.file(), id);
        } catch (IOException e) {
            throw new RoundProblem(
                    "The folder of " + database.file() + " cannot be written (" + e.getMessage()
                            + "); pass another one as --data-dir",
                    e);
        }
    }

    private Begun began(Connection connection, Began round, Plan plan, boolean again) throws SQLException {
        RoundReader reader = new RoundReader(connection);
        List<Progress> targets = new ArrayList<>();
        for (int target = 0; target < plan.targets().size(); target++) {
            targets.add(
                    new Progress(plan.size(), reader.firsts(round.id(), target), reader.looked(round.id(), target)));
        }
        return new Begun(
                round.id(),
                round.at(),
                again ? null : earlier(connection, plan),
                reader.clashes(round.id()),
                reader.texts(round.id()),
                targets);
    }

    /** The latest finished round of an equal plan of which is known what it rests on. */
    private @Nullable Long earlier(Connection connection, Plan plan) throws SQLException {
        List<Long> found = Sql.rows(
                connection,
                row -> row.getLong(1),
                "select id from rounds where question = ? and source = ? and ended is not null"
                        + " and (select count(*) from parts where round = id and kind = 'readings') = ?"
                        + " order by id desc limit 1",
                PlanText.question(plan),
                source,
                plan.targets().size());
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public List<Header> rounds(int most) {
        return database.read(connection -> new RoundReader(connection).headers(most));
    }

    @Override
    public @Nullable Round round(long id) {
        return database.read(connection -> new RoundReader(connection).round(id));
    }

    /** What is more than is to be kept goes; that it cannot is no failure of the round that has ended. */
    private void prune() {
        try {
            prune(limits.rounds());
        } catch (RoundProblem e) {
            LoggerFactory.getLogger(SqliteRounds.class).warn("Old rounds were not removed: {}", e.getMessage());
        }
    }

    @Override
    public int prune(int keep) {
        int removed = database.write(connection -> {
            List<Long> oldestFirst = Sql.rows(connection, row -> row.getLong(1), "select id from rounds order by id");
            int gone = 0;
            for (int left = oldestFirst.size();
                    left > 1 && (left > keep || bytes(connection) > limits.bytes());
                    left--) {
                gone += remove(connection, oldestFirst.get(oldestFirst.size() - left)) ? 1 : 0;
            }
            return gone;
        });
        if (removed > 0) {
            database.use(connection -> {
                Sql.run(connection, "pragma incremental_vacuum");
                return null;
            });
        }
        return removed;
    }

    /** What is used of the file. */
    private static long bytes(Connection connection) throws SQLException {
        return Sql.number(connection, "pragma page_size")
                * (Sql.number(connection, "pragma page_count") - Sql.number(connection, "pragma freelist_count"));
    }

    /** Whether it could be: one that is being written stays. */
    private boolean remove(Connection connection, long id) throws SQLException {
        Holder holder = hold(id);
        if (holder == null) {
            return false;
        }
        try {
            Sql.update(connection, "delete from rounds where id = ?", id);
            holder.closeForGood();
        } catch (IOException e) {
            throw new RoundProblem("A lock beside " + database.file() + " cannot be removed: " + e.getMessage(), e);
        } finally {
            letGo(holder);
        }
        return true;
    }
}
