package org.compatserver.round;

import org.jspecify.annotations.Nullable;

/** One check's result, and how it came about; in one byte where there are millions. */
public record Cell(Result result, Rule rule, Origin origin) {
    /** The byte of a check that is not decided. */
    public static final byte OPEN = 0;

    private static final int RESULTS = Result.values().length;
    private static final int RULES = Rule.values().length;
    private static final Cell[] ALL = all();

    private static Cell[] all() {
        Cell[] all = new Cell[RESULTS * RULES * Origin.values().length];
        for (Origin origin : Origin.values()) {
            for (Rule rule : Rule.values()) {
                for (Result result : Result.values()) {
                    Cell cell = new Cell(result, rule, origin);
                    all[cell.packed() - 1] = cell;
                }
            }
        }
        return all;
    }

    /** From 1 on. The enums' order is the stored format, and says so. */
    @SuppressWarnings("EnumOrdinal")
    public byte packed() {
        return (byte) (1 + result.ordinal() + RESULTS * (rule.ordinal() + RULES * origin.ordinal()));
    }

    /** The cell of a byte; null of {@link #OPEN}. */
    public static @Nullable Cell of(byte packed) {
        return packed == OPEN ? null : ALL[packed - 1];
    }
}
