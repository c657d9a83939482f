package org.compatserver.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The few things that are done with a connection. */
final class Sql {
    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");

    private Sql() {}

    /** What is done inside of a transaction. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run() throws SQLException;
    }

    /** What is made of a result's row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Does all of it or nothing. Takes the file's one place for writers at once, so that what was read in it still holds when it is written. */
    static <T extends @Nullable Object> T transaction(Connection connection, Work<T> work) throws SQLException {
        run(connection, "begin immediate");
        boolean done = false;
        try {
            T result = work.run();
            run(connection, "commit");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    /** The first failure is the one to be told. */
    private static void rollBack(Connection connection) {
        try {
            run(connection, "rollback");
        } catch (SQLException e) {
            // SQLite has rolled back by itself, or the connection is of no more use
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Statements, each ended by a semicolon; comments begin with two hyphens; no text in them has either. */
    static void script(Connection connection, String script) throws SQLException {
        for (String statement : COMMENT.matcher(script).replaceAll("").split(";")) {
            if (!statement.isBlank()) {
                run(connection, statement);
            }
        }
    }

    static long number(Connection connection, String sql, Object... parameters) throws SQLException {
        return rows(connection, row -> row.getLong(1), sql, parameters).getFirst();
    }

    static int update(Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> rows(Connection connection, Reader<T> reader, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, parameters);
            List<T> result = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
            }
            return result;
        }
    }

    static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
