package org.compatserver.round.solving;

import java.util.List;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * What every set must contain that has a package within a range of its versions, and within which versions. It holds whatever clauses admit, and whatever a
 * build would tell: what contradicts it is impossible for every partner.
 *
 * @param sites what is forced, by number
 * @param domains within which versions
 * @param targets of each, what its versions were found to require, by number
 * @param contributions of each, what narrowed it, the first first; none where that was not asked for
 * @param depths of each, how many requirements lead to it, at the least
 */
@SuppressWarnings("ArrayRecordComponent")
record Box(Site[] sites, VersionSet[] domains, int[][] targets, List<List<Contribution>> contributions, int[] depths) {
    /** What is said where nothing can be. */
    static final Box IMPOSSIBLE = new Box(new Site[0], new VersionSet[0], new int[0][], List.of(), new int[0]);

    /** A forced project, and within which versions of a target it keeps every set. */
    record Contribution(Site by, VersionSet allowed) {}

    @SuppressWarnings("ReferenceEquality")
    boolean isImpossible() {
        return this == IMPOSSIBLE;
    }

    int place(Site site) {
        int low = 0;
        int high = sites.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int difference = Integer.compare(sites[middle].id, site.id);
            if (difference == 0) {
                return middle;
            }
            if (difference < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Within which versions the project is forced; null where it is not. */
    @Nullable
    VersionSet domain(Site site) {
        int place = place(site);
        return place < 0 ? null : domains[place];
    }

    /** Whether something is forced by both, and no version of it by both. */
    boolean contradicts(Box other) {
        int i = 0;
        int j = 0;
        while (i < sites.length && j < other.sites.length) {
            int difference = sites[i].id - other.sites[j].id;
            if (difference == 0) {
                if (domains[i].isDisjointFrom(other.domains[j])) {
                    return true;
                }
                i++;
                j++;
            } else if (difference < 0) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }
}
