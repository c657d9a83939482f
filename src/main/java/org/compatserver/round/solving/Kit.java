package org.compatserver.round.solving;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.resolver.spi.PackageNode;

/**
 * A set of packages.
 *
 * @param sites its projects, without extras, by number
 * @param positions the version of each
 */
@SuppressWarnings("ArrayRecordComponent")
record Kit(Site[] sites, int[] positions) {
    static Kit of(SequencedMap<PackageNode, Integer> decisions, Sites sites) {
        Site[] sorted = decisions.keySet().stream()
                .filter(node -> node.extra() == null)
                .map(sites::of)
                .sorted(Comparator.comparingInt(site -> site.id))
                .toArray(Site[]::new);
        Map<PackageNode, Integer> known = decisions;
        int[] positions = Arrays.stream(sorted)
                .mapToInt(site -> known.getOrDefault(site.key, -1))
                .toArray();
        return new Kit(sorted, positions);
    }
}
