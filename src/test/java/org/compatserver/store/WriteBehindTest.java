package org.compatserver.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.compatserver.round.RoundStore.RoundProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE UNDER TEST: what goes wrong while changes are committed is told, whatever it is, and no change is lost to it. */
class WriteBehindTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aMistakeInAChangeIsToldAndAllThatWasGivenIsStillThere() {
        Database database = new Database(folder.resolve("rounds.db"), new Migrations());
        List<String> applied = new ArrayList<>();
        boolean[] broken = {true};
        WriteBehind behind = new WriteBehind(database, "test");
        behind.add(1, connection -> applied.add("first"));
        behind.add(1, connection -> {
            if (broken[0]) {
                throw new IllegalStateException("a mistake");
            }
            applied.add("second");
        });

        RoundProblem problem = Objects.requireNonNull(behind.flush());
        behind.close();

        assertThat(problem)
                .hasMessage(database.file() + " was not written, by a mistake of this program:"
                        + " java.lang.IllegalStateException: a mistake");
        assertThat(behind.isWhole()).isFalse();
        assertThat(behind.flush()).isNotNull();
        broken[0] = false;
        applied.clear();
        database.read(connection -> {
            behind.applyRest(connection);
            return null;
        });
        assertThat(applied).containsExactly("first", "second");
    }

    @Test
    void anErrorIsToldAndTriedAgain() {
        WriteBehind behind = new WriteBehind(new Database(folder.resolve("rounds.db"), new Migrations()), "test");
        boolean[] broken = {true};
        behind.add(1, connection -> {
            if (broken[0]) {
                throw new AssertionError("none of ours");
            }
        });

        assertThat(behind.flush()).isNotNull();
        broken[0] = false;
        assertThat(behind.flush()).isNull();
        behind.close();
        assertThat(behind.isWhole()).isTrue();
    }
}
