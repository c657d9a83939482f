package org.compatserver.round.solving;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.compatserver.engine.solving.Ask;
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

    /** What a package needs of a larger set. */
    static Kit of(SequencedMap<PackageNode, Integer> decisions, Ask ask, Sites sites) {
        SequencedMap<PackageNode, Integer> reached = new LinkedHashMap<>();
        Deque<PackageNode> open = new ArrayDeque<>();
        open.add(ask.node());
        ask.requirement().extras().forEach(extra -> open.add(new PackageNode(ask.project(), extra)));
        for (PackageNode node = open.poll(); node != null; node = open.poll()) {
            Integer position = decisions.get(node);
            if (position != null && reached.putIfAbsent(node, position) == null) {
                open.add(PackageNode.of(node.project()));
                for (Site target : sites.of(node).needs(position).targets()) {
                    open.add(target.key);
                }
            }
        }
        return of(reached, sites);
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
