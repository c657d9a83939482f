package org.compatserver.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.compatserver.round.Round;
import org.jspecify.annotations.Nullable;

/** A round that could not be written to the end, put together in memory: what the file has of it, and what it lacks. */
final class InMemory {
    private static final List<String> TABLES = List.of("clashes", "texts", "pairs", "parts", "looked");

    private InMemory() {}

    static @Nullable Round with(Database database, long id, WriteBehind.Change rest) {
        try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            new Migrations().run(memory, "memory");
            Sql.update(memory, "attach database ? as kept", database.file().toString());
            Sql.update(memory, "insert into main.rounds select * from kept.rounds where id = ?", id);
            for (String table : TABLES) {
                Sql.update(
                        memory, "insert into main." + table + " select * from kept." + table + " where round = ?", id);
            }
            rest.apply(memory);
            return new RoundReader(memory).round(id);
        } catch (SQLException e) {
            throw Problems.of(database.file(), e);
        }
    }
}
