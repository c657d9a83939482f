package org.compatserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.testing.RandomRounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: a file of an older schema is brought to this program's, one of a newer or of another program is left alone. */
class MigrationsTest {
    private static final String FIRST =
            "create table a (b integer); -- a remark; with a semicolon\ninsert into a values (1);";
    private static final String SECOND = "alter table a add column c integer default 7;";
    private static final String WRONG = "create table d (e integer); insert into missing values (1);";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file() {
        return folder.resolve("rounds.db");
    }

    private List<String> columns(String... scripts) {
        return new Database(file(), new Migrations(List.of(scripts)))
                .read(connection ->
                        Sql.rows(connection, row -> row.getString(1), "select name from pragma_table_info('a')"));
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            Sql.run(connection, sql);
        }
    }

    @Test
    void runsEachScriptOnce() {
        assertThat(columns(FIRST)).containsExactly("b");
        assertThat(columns(FIRST)).containsExactly("b");
        assertThat(columns(FIRST, SECOND)).containsExactly("b", "c");
        assertThat(columns(FIRST, SECOND)).containsExactly("b", "c");
        List<Integer> sums = new Database(file(), new Migrations(List.of(FIRST, SECOND)))
                .read(connection -> Sql.rows(connection, row -> row.getInt(1) + row.getInt(2), "select * from a"));
        assertThat(sums).containsExactly(8);
    }

    @Test
    void leavesTheFileAsItWasWhenAScriptFails() throws SQLException {
        columns(FIRST);

        assertThatThrownBy(() -> columns(FIRST, WRONG))
                .isInstanceOf(RoundProblem.class)
                .hasMessageContaining("no such table: missing");

        assertThat(columns(FIRST, SECOND)).containsExactly("b", "c");
        assertThatThrownBy(() -> change("select * from d")).hasMessageContaining("no such table: d");
    }

    @Test
    void runsThemOnceThoughManyBeginAtOnce() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> columns(FIRST, SECOND)));
            }
            for (Future<List<String>> one : all) {
                assertThat(one.get()).containsExactly("b", "c");
            }
        }
    }

    @Test
    void refusesAFileOfANewerProgram() {
        columns(FIRST, SECOND);

        assertThatThrownBy(() -> columns(FIRST))
                .isInstanceOf(RoundProblem.class)
                .hasMessage(file()
                        + " was written by a newer version of this program (its schema is 2, this one knows 1); use that version,"
                        + " or pass another folder as --data-dir");
    }

    @Test
    void refusesAFileOfAnotherProgram() throws SQLException {
        change("create table somebodys (own integer)");

        assertThatThrownBy(() -> columns(FIRST))
                .isInstanceOf(RoundProblem.class)
                .hasMessage(file() + " is a database of another program; pass another folder as --data-dir");
    }

    /** Every program to come reads what this one writes. */
    @Test
    void theProgramsOwnScriptsMakeAStoreThatWorks() {
        RandomRounds random = new RandomRounds(1);
        SqliteRounds store = new SqliteRounds(file(), "source", SqliteRounds.Limits.DEFAULT);
        store.begin(random.plan(), Instant.EPOCH, false).close();

        assertThat(store.rounds(1)).hasSize(1);
    }
}
