package org.compatserver.resolver;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.resolver.spi.PackageNode;

/** What a solve found. */
public sealed interface Outcome {
    Effort effort();

    /**
     * An admissible set.
     *
     * @param decisions the position of every node of it, all of them reachable from the question or required by given facts; in the order in which they were decided
     */
    record Solved(SequencedMap<PackageNode, Integer> decisions, Effort effort) implements Outcome {
        public Solved {
            decisions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(decisions));
        }

        /** The position of a node of the set, or -1. */
        public int position(PackageNode node) {
            return ((Map<PackageNode, Integer>) decisions).getOrDefault(node, -1);
        }
    }

    /** No admissible set exists. */
    record Impossible(DerivationTree proof, Effort effort) implements Outcome {}

    /**
     * How much work it was.
     *
     * @param tries versions that were looked at as candidates, the same one counted each time
     * @param conflicts incompatibilities that were found violated
     */
    record Effort(int tries, int conflicts) {}
}
