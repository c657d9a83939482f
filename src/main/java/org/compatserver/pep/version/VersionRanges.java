package org.compatserver.pep.version;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of versions that consists of finitely many intervals, closed under complement, union and intersection. Two are equal if and only
 * if no version tells them apart, and one that no version is in is empty.
 *
 * <p>An interval goes from one place between versions to another. Where clauses of PEP 440 need a point after all local versions or after all
 * post-releases of a version, that point is the place before the least version above it, if there is such a version; this makes the form unique.
 */
public final class VersionRanges {
    private static final VersionRanges NONE = new VersionRanges(new Cut[0]);
    private static final VersionRanges ALL = new VersionRanges(new Cut[] {Cut.BOTTOM});

    /** Strictly ascending: the set starts at the first, ends at the second, starts again at the third, and so on. */
    private final Cut[] cuts;

    private VersionRanges(Cut[] cuts) {
        this.cuts = cuts;
    }

    public static VersionRanges none() {
        return NONE;
    }

    public static VersionRanges all() {
        return ALL;
    }

    static VersionRanges from(Cut lower) {
        return new VersionRanges(new Cut[] {lower});
    }

    static VersionRanges below(Cut upper) {
        return between(Cut.BOTTOM, upper);
    }

    static VersionRanges between(Cut lower, Cut upper) {
        return lower.compareTo(upper) < 0 ? new VersionRanges(new Cut[] {lower, upper}) : NONE;
    }

    public boolean isEmpty() {
        return cuts.length == 0;
    }

    public boolean contains(Version version) {
        int found = Arrays.binarySearch(cuts, version.place());
        int cutsUpToVersion = found >= 0 ? found + 1 : -found - 1;
        return (cutsUpToVersion & 1) == 1;
    }

    public VersionRanges complement() {
        if (cuts.length > 0 && cuts[0].equals(Cut.BOTTOM)) {
            return new VersionRanges(Arrays.copyOfRange(cuts, 1, cuts.length));
        }
        Cut[] turned = new Cut[cuts.length + 1];
        turned[0] = Cut.BOTTOM;
        System.arraycopy(cuts, 0, turned, 1, cuts.length);
        return new VersionRanges(turned);
    }

    public VersionRanges intersect(VersionRanges other) {
        return combine(other, 2);
    }

    public VersionRanges union(VersionRanges other) {
        return combine(other, 1);
    }

    /** The versions that are in at least so many of the two. */
    private VersionRanges combine(VersionRanges other, int atLeast) {
        List<Cut> result = new ArrayList<>(cuts.length + other.cuts.length);
        int mine = 0;
        int theirs = 0;
        boolean inside = false;
        while (mine < cuts.length || theirs < other.cuts.length) {
            int order = mine == cuts.length
                    ? 1
                    : theirs == other.cuts.length ? -1 : cuts[mine].compareTo(other.cuts[theirs]);
            Cut cut = order <= 0 ? cuts[mine] : other.cuts[theirs];
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
            boolean now = (mine & 1) + (theirs & 1) >= atLeast;
            if (now != inside) {
                result.add(cut);
                inside = now;
            }
        }
        return new VersionRanges(result.toArray(Cut[]::new));
    }

    /**
     * Which of the versions are in the set.
     *
     * @param ascending versions in ascending order
     * @return disjoint spans of indices in ascending order, none empty, none touching the next
     */
    public List<SpecifierSet.Span> spans(List<Version> ascending) {
        List<SpecifierSet.Span> spans = new ArrayList<>(cuts.length / 2 + 1);
        int end = 0;
        for (int i = 0; i < cuts.length; i += 2) {
            int from = firstFrom(ascending, cuts[i], end);
            end = i + 1 < cuts.length ? firstFrom(ascending, cuts[i + 1], from) : ascending.size();
            if (from < end) {
                add(spans, from, end);
            }
        }
        return Collections.unmodifiableList(spans);
    }

    /** Appends a span, to the last one if they touch. */
    static void add(List<SpecifierSet.Span> spans, int from, int to) {
        int last = spans.size() - 1;
        if (last >= 0 && spans.get(last).to() == from) {
            spans.set(last, new SpecifierSet.Span(spans.get(last).from(), to));
        } else {
            spans.add(new SpecifierSet.Span(from, to));
        }
    }

    /** The index of the first version above the cut, at least {@code least}. */
    static int firstFrom(List<Version> ascending, Cut cut, int least) {
        int low = least;
        int high = ascending.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending.get(middle).place().compareTo(cut) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VersionRanges ranges && Arrays.equals(cuts, ranges.cuts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cuts);
    }

    /** The intervals, for reading: {@code [1.0, 2.dev0) [3.0, ∞)}. */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cuts.length; i += 2) {
            text.append(i == 0 ? "[" : " [")
                    .append(cuts[i])
                    .append(", ")
                    .append(i + 1 < cuts.length ? cuts[i + 1] : "∞")
                    .append(')');
        }
        return text.toString();
    }
}
