package org.compatserver.round;

import org.jspecify.annotations.Nullable;

/**
 * A package by itself.
 *
 * @param cell null where it could not be decided
 * @param newest the text of the newest version that its own clauses admit; null when there is none
 * @param held the version it has in the set that is shown, where that is older; else null
 * @param pins how many projects the set has
 * @param clash the number of its {@link Clash}; 0 for SUCCESS
 * @param text why it is no SUCCESS, for people, in one to three sentences; empty for SUCCESS
 */
public record Alone(
        @Nullable Cell cell,
        @Nullable String newest,
        @Nullable String held,
        int pins,
        int clash,
        String text) {
    /** The same with another text. */
    public Alone saying(String other) {
        return new Alone(cell, newest, held, pins, clash, other);
    }

    /** Whether any requirement of it counts on the target; where none does, there is nothing that could fail. */
    public boolean isAsked() {
        return cell == null || cell.result() != Result.SUCCESS || newest != null || pins > 0;
    }
}
