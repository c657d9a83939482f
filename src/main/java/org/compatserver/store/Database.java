package org.compatserver.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.compatserver.round.RoundStore.RoundProblem;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import tools.jackson.core.JacksonException;

/**
 * A SQLite file, shared by threads and processes of one machine. Written ahead (WAL), so that readers and the one writer do not wait for each other, and what was
 * committed outlives the process; only a machine that loses power may lose the last commits, never the file.
 */
final class Database {
    /** How long a writer waits for another's transaction; ours take milliseconds, at most a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path file;
    private final Migrations migrations;
    private final SQLiteConfig config;
    private volatile boolean ready;

    Database(Path file, Migrations migrations) {
        this(file, migrations, new SQLiteConfig());
    }

    Database(Path file, Migrations migrations, SQLiteConfig config) {
        this.file = file;
        this.migrations = migrations;
        this.config = config;
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.NORMAL);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.enforceForeignKeys(true);
    }

    Path file() {
        return file;
    }

    /** What is done with a connection. */
    @FunctionalInterface
    interface Use<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    /** A connection to a file of this program's schema, made where it is not there. */
    Connection connect() throws SQLException {
        if (!ready) {
            makeFolder();
            prepare();
            ready = true;
        }
        return config.createConnection(url());
    }

    private String url() {
        return "jdbc:sqlite:" + file;
    }

    private void prepare() throws SQLException {
        SQLiteConfig plain = new SQLiteConfig();
        plain.setBusyTimeout((int) PATIENCE.toMillis());
        try (Connection connection = plain.createConnection(url())) {
            // It counts only before anything is in the file: what old rounds took can be given back.
            Sql.run(connection, "pragma auto_vacuum = incremental");
            migrations.run(connection, file.toString());
        }
    }

    private void makeFolder() {
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new RoundProblem(
                    "The folder " + folder + " cannot be made (" + e.getMessage() + "); pass another as --data-dir", e);
        }
    }

    /** Reads, in a transaction of its own: all that is read is of one moment. */
    <T extends @Nullable Object> T read(Use<T> use) {
        try {
            return use(connection -> {
                Sql.run(connection, "begin");
                T result = use.with(connection);
                Sql.run(connection, "rollback");
                return result;
            });
        } catch (Unpack.Damaged | IllegalArgumentException | IndexOutOfBoundsException | JacksonException e) {
            throw Problems.damaged(file, e);
        }
    }

    /** Writes, all of it or nothing. */
    <T extends @Nullable Object> T write(Use<T> use) {
        return use(connection -> Sql.transaction(connection, () -> use.with(connection)));
    }

    /** Does what is no part of a transaction. */
    <T extends @Nullable Object> T use(Use<T> use) {
        try (Connection connection = connect()) {
            return use.with(connection);
        } catch (SQLException e) {
            throw Problems.of(file, e);
        }
    }
}
