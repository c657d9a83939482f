package org.compatserver.round;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known before a round begins. */
public interface Known {
    /** When the round was begun first: the moment to which lags are counted where the plan names none; null: now. */
    @Nullable
    Instant begun();

    /** Whether the row is safe already, from before the same round was cut off; an {@link Cell#OPEN open} cell in it was given up. */
    boolean hasRow(int target, int first);

    /** What an earlier round of the same plan, at an earlier moment, found on the target; null where there is none, or all is to be checked again. */
    @Nullable
    Earlier earlier(int target);

    /**
     * Results of a finished round; the numbers of clashes and texts in it are those that the new round's {@link Sink} gives them.
     *
     * @param rows by number of their first package
     */
    record Earlier(List<Alone> alone, List<Row> rows, Readings readings) {
        public Earlier {
            alone = List.copyOf(alone);
            rows = List.copyOf(rows);
        }
    }

    /** Nothing is. */
    Known NOTHING = nothingBut(null);

    /** Nothing but the moment to which lags are counted. */
    static Known nothingBut(@Nullable Instant begun) {
        return new Known() {
            @Override
            public @Nullable Instant begun() {
                return begun;
            }

            @Override
            public boolean hasRow(int target, int first) {
                return false;
            }

            @Override
            public @Nullable Earlier earlier(int target) {
                return null;
            }
        };
    }
}
