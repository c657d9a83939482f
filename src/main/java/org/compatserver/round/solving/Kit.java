package org.compatserver.round.solving;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.compatserver.resolver.spi.PackageNode;

/**
 * A set of packages.
 *
 * @param sites its projects, without extras, by number
 * @param positions the version of each
 * @param plain whether each is admitted by whatever clauses allow it
 */
@SuppressWarnings("ArrayRecordComponent")
record Kit(Site[] sites, int[] positions, boolean plain) {
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
        boolean plain = IntStream.range(0, sorted.length).allMatch(i -> sorted[i].isAlwaysAdmitted(positions[i]));
        return new Kit(sorted, positions, plain);
    }

    /** The version of a project; -1 where it is not in the set. */
    int position(Site site) {
        int low = 0;
        int high = sites.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (sites[middle].id == site.base.id) {
                return positions[middle];
            }
            if (sites[middle].id < site.base.id) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
