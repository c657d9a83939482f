package org.compatserver.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.round.RoundStore.Writing;
import org.compatserver.testing.MemoryRounds;
import org.compatserver.testing.RandomRounds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** FEATURE UNDER TEST: what a file can have against being written or read is said with what to do, and no result is lost to it. */
class TroubleTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant END = NOON.plusSeconds(60);

    private final RandomRounds random = new RandomRounds(5);
    private final Plan plan = random.plan(300, 2);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file() {
        return folder.resolve("rounds.db");
    }

    private SqliteRounds store() {
        return new SqliteRounds(file(), "source", SqliteRounds.Limits.DEFAULT);
    }

    /** Of so many pages of 4 KiB. */
    private SqliteRounds diskOf(int pages) {
        SQLiteConfig config = new SQLiteConfig();
        config.setMaxPageCount(pages);
        return new SqliteRounds(new Database(file(), new Migrations(), config), "source", SqliteRounds.Limits.DEFAULT);
    }

    private Round expected() {
        try (Writing writing = new MemoryRounds().begin(plan, NOON, false)) {
            Written.write(random, plan, writing);
            writing.finish(END);
            return writing.round();
        }
    }

    @Test
    void withoutRoomTheResultsAreThereThisOnceAndTheRoundIsGoneOnWithLater() {
        try (Writing writing = diskOf(24).begin(plan, NOON, false)) {
            Written.write(random, plan, writing);

            RoundProblem problem = Objects.requireNonNull(writing.finish(END));

            assertThat(problem)
                    .hasMessage("There is no room left for " + file()
                            + ": free some, or pass a folder elsewhere as --data-dir");
            assertThat(Written.lines(writing.round())).isEqualTo(Written.lines(expected()));
            assertThat(Written.lines(writing.round())).isEqualTo(Written.lines(expected()));
        }
        assertThat(Objects.requireNonNull(store().round(1)).ended()).isNull();

        try (Writing writing = store().begin(plan, NOON.plusSeconds(1), false)) {
            Written.write(random, plan, writing);
            assertThat(writing.finish(END)).isNull();
            assertThat(writing.id()).isEqualTo(1);
            assertThat(Written.lines(writing.round())).isEqualTo(Written.lines(expected()));
        }
    }

    @Test
    void aRoundThatIsStoredAfterAllLeavesNoLock() {
        SQLiteConfig config = new SQLiteConfig();
        Database impatient = new Database(file(), new Migrations(), config);
        config.setBusyTimeout(1);
        SqliteRounds rounds = new SqliteRounds(impatient, "source", SqliteRounds.Limits.DEFAULT);
        try (Writing writing = rounds.begin(plan, NOON, false)) {
            new Database(file(), new Migrations()).write(connection -> {
                Written.write(random, plan, writing);
                return assertThat(writing.finish(END)).isNotNull();
            });
            assertThat(Written.lines(writing.round())).isEqualTo(Written.lines(expected()));
        }
        assertThat(Objects.requireNonNull(store().round(1)).ended()).isEqualTo(END);
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".lock"));
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");
        Path file = folder.resolve("file/rounds.db");

        assertThatThrownBy(() -> new SqliteRounds(file, "source", SqliteRounds.Limits.DEFAULT).rounds(1))
                .isInstanceOf(RoundProblem.class)
                .hasMessageStartingWith("The folder " + folder.resolve("file") + " cannot be made (")
                .hasMessageEndingWith("); pass another as --data-dir");
    }

    @Test
    void aFileThatCannotBeOpenedIsSaid() throws IOException {
        Files.createDirectories(file());

        assertThatThrownBy(() -> store().rounds(1))
                .isInstanceOf(RoundProblem.class)
                .hasMessage(file()
                        + " cannot be written: give this user the right to, or pass another folder as --data-dir");
    }

    @Test
    void whatIsNoDatabaseIsSaid() throws IOException {
        Files.writeString(file(), "These are no rounds. ".repeat(1000), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> store().begin(plan, NOON, false))
                .isInstanceOf(RoundProblem.class)
                .hasMessage(file()
                        + " is damaged, or no file of this program: move it away, and the next round begins a new one");
        assertThat(folder.toFile().list()).containsExactly("rounds.db");
    }

    @Test
    void damagedPagesAreSaid() throws IOException {
        try (Writing writing = store().begin(plan, NOON, false)) {
            Written.write(random, plan, writing);
            assertThat(writing.finish(END)).isNull();
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            for (long page = 8; page < bytes.length() / 4096; page++) {
                bytes.seek(page * 4096);
                bytes.write("damaged ".repeat(512).getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThatThrownBy(() -> store().round(1))
                .isInstanceOf(RoundProblem.class)
                .hasMessageStartingWith(file() + " is damaged, or no file of this program: move it away");
    }

    @Test
    void damagedValuesAreSaid() {
        try (Writing writing = store().begin(plan, NOON, false)) {
            Written.write(random, plan, writing);
            assertThat(writing.finish(END)).isNull();
        }
        for (String value : new String[] {"x''", "x'02'", "x'00ff'", "x'01ffff7f00'", "x'00ffffffff7f'", "'text'"}) {
            new Database(file(), new Migrations()).write(connection -> {
                Sql.run(connection, "pragma ignore_check_constraints = true");
                return Sql.update(connection, "update pairs set data = cast(" + value + " as blob) where first = 3");
            });

            assertThatThrownBy(() -> store().round(1))
                    .as(value)
                    .isInstanceOf(RoundProblem.class)
                    .hasMessageStartingWith(file() + " is damaged");
        }
    }
}
