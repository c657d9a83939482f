package org.compatserver.resolver;

/** What bears on when a node is decided (solver.md, "Order of decisions"). */
final class Wishes {
    /** How many clauses in force pin it, bound it from above, or say anything about its version. */
    int pins;

    int bounds;
    int specifics;

    /** The rank of its name among the requested ones. */
    int rank = Integer.MAX_VALUE;

    /** The position that the source was last told of, and how many versions were looked at in vain. */
    int expected = -1;

    int rejected;

    /** Counts a clause, or with -1 takes it back. */
    void count(Edge edge, int by) {
        pins += edge.dependency().clause().pins() ? by : 0;
        bounds += edge.bounded() ? by : 0;
        specifics += edge.specific() ? by : 0;
    }
}
