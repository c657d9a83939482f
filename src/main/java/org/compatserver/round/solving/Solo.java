package org.compatserver.round.solving;

import java.util.SequencedMap;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.resolver.spi.PackageNode;
import org.jspecify.annotations.Nullable;

/**
 * A package's own answer.
 *
 * @param number the package's
 * @param ask null where no requirement of it counts on the target
 * @param found what its search came to; null where nothing is asked
 * @param set the set with it at its newest or newer; null where there is none for certain
 */
record Solo(
        int number,
        @Nullable Ask ask,
        @Nullable Found found,
        @Nullable SequencedMap<PackageNode, Integer> set) {}
