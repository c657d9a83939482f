package org.compatserver.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.compatserver.round.RoundStore.RoundProblem;

/**
 * Brings a file to this program's schema: numbered scripts, each of which is run once, in a transaction with the number of the next
 * ({@code PRAGMA user_version}).
 */
final class Migrations {
    /** What the file's header says that it is ({@code PRAGMA application_id}): "CoRo". */
    static final int OURS = 0x436f526f;

    private static final List<String> SCRIPTS = List.of("0001-rounds.sql");

    private final List<String> scripts;

    /** With all that this program has. */
    Migrations() {
        this(SCRIPTS.stream().map(Migrations::read).toList());
    }

    Migrations(List<String> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    private static String read(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The program lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The program's resource " + name + " cannot be read", e);
        }
    }

    /**
     * Runs what the file lacks.
     *
     * @throws RoundProblem if the file is of a newer program, or of another one
     */
    void run(Connection connection, String file) throws SQLException {
        if (Sql.number(connection, "pragma user_version") == scripts.size()
                && Sql.number(connection, "pragma application_id") == OURS) {
            return;
        }
        // What was read above may be outdated: another process may be at it.
        Sql.transaction(connection, () -> {
            long version = Sql.number(connection, "pragma user_version");
            complainUnlessOurs(connection, file, version);
            for (int next = (int) version; next < scripts.size(); next++) {
                Sql.script(connection, scripts.get(next));
            }
            Sql.run(connection, "pragma user_version = " + scripts.size());
            Sql.run(connection, "pragma application_id = " + OURS);
            return null;
        });
    }

    private void complainUnlessOurs(Connection connection, String file, long version) throws SQLException {
        boolean empty = Sql.number(connection, "select count(*) from sqlite_schema") == 0;
        if (!empty && Sql.number(connection, "pragma application_id") != OURS) {
            throw new RoundProblem(file + " is a database of another program; pass another folder as --data-dir", null);
        }
        if (version > scripts.size()) {
            throw new RoundProblem(
                    file + " was written by a newer version of this program (its schema is " + version
                            + ", this one knows " + scripts.size()
                            + "); use that version, or pass another folder as --data-dir",
                    null);
        }
    }
}
