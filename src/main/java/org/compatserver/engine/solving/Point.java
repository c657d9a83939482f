package org.compatserver.engine.solving;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.PackageNode;

/** The positions of the requested packages, in their order by name. */
final class Point {
    private final int[] positions;

    private Point(int[] positions) {
        this.positions = positions;
    }

    /** Where the requested packages are in a set. */
    static Point of(List<Ask> asks, Map<PackageNode, Integer> decisions) {
        return new Point(asks.stream()
                .mapToInt(ask -> decisions.getOrDefault(ask.node(), -1))
                .toArray());
    }

    /** Every package at its newest. */
    static Point newest(List<Ask> asks) {
        return new Point(asks.stream().mapToInt(Ask::newest).toArray());
    }

    int position(int index) {
        return positions[index];
    }

    /** The same point with one package elsewhere. */
    Point with(int index, int position) {
        int[] changed = positions.clone();
        changed[index] = position;
        return new Point(changed);
    }

    Map<ProjectName, Integer> byName(List<Ask> asks) {
        Map<ProjectName, Integer> map = new HashMap<>();
        IntStream.range(0, positions.length).forEach(i -> map.put(asks.get(i).project(), positions[i]));
        return map;
    }

    /** Whether no package is older here than in the other. */
    boolean isNowhereOlderThan(Point other) {
        return IntStream.range(0, positions.length).allMatch(i -> positions[i] >= other.positions[i]);
    }

    /** Newer in the first package in which they differ sorts first. */
    static int compareByName(Point one, Point other) {
        return Arrays.compare(other.positions, one.positions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point that && Arrays.equals(positions, that.positions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(positions);
    }

    @Override
    public String toString() {
        return Arrays.toString(positions);
    }
}
