package org.compatserver.resolver;

import java.util.HashMap;
import java.util.Map;

/** What bears on when a node is decided (solver.md, "Order of decisions"). */
final class Wishes {
    /** How many clauses in force pin it, bound it from above, or say anything about its version. */
    int pins;

    int bounds;
    int specifics;

    /** The rank of its name among the requested ones. */
    int rank = Integer.MAX_VALUE;

    /** Whether it is decided before all others, 1, or after them, -1, for having met the same obstacle too often, or having been it. */
    int precedence;

    /** The decisions against which its own were in vain, and how often. */
    final Map<Node, Integer> obstacles = new HashMap<>(0);

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
