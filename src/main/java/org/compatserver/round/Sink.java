package org.compatserver.round;

import java.util.List;

/** Takes a round's results as they come, from any thread. They are committed in this order, within about a second; a killed process leaves a beginning of it. */
public interface Sink {
    /** The number of a clash, from 1 on: the same for equal ones in the whole round. */
    int clash(Clash clash);

    /** The number of a text, from 1 on: the same for equal ones in the whole round. */
    int text(String text);

    /** All packages of a target by themselves; why some do not succeed may be said in short. */
    void alone(int target, List<Alone> alone);

    /** The same with all that is said of them; no verdict waits for that. */
    void told(int target, List<Alone> alone);

    /**
     * What is given of a target from now on may rest on these projects too; each need be named once. Of a round that is gone on with, rows that rest on what is no more
     * so are forgotten: ask {@link Known#hasRow} after this, and name what packages by themselves look at before the first row.
     */
    void looked(int target, List<Readings.Reading> projects);

    /** Pairs of a target; each row once. */
    void row(int target, Row row);

    /** All packages of a target together; where some cannot be installed by themselves, after that the rest of them together. */
    void whole(int target, List<Whole> wholes);

    /** What the target's results rest on. */
    void readings(int target, Readings readings);

    /** What the time went into, when all but what is told of packages by themselves was given. */
    default void spent(Timing timing) {}
}
