package org.compatserver.engine.solving;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;

/** The positions of the requested packages, in their order by name; one that is newer than its newest counts as being there. */
public final class Point {
    private final int[] positions;

    private Point(int[] positions) {
        this.positions = positions;
    }

    /** Where the requested packages are in a set. */
    public static Point of(List<Ask> asks, Map<PackageNode, Integer> decisions) {
        return new Point(asks.stream()
                .mapToInt(ask -> Math.min(decisions.getOrDefault(ask.node(), -1), ask.newest()))
                .toArray());
    }

    /** Every package at its newest. */
    public static Point newest(List<Ask> asks) {
        return new Point(asks.stream().mapToInt(Ask::newest).toArray());
    }

    public int position(int index) {
        return positions[index];
    }

    /** The same point with one package elsewhere. */
    public Point with(int index, int position) {
        int[] changed = positions.clone();
        changed[index] = position;
        return new Point(changed);
    }

    /** What is no newer, package by package: for a package that is not held that is every version. */
    public Map<ProjectName, Integer> upperBounds(List<Ask> asks) {
        Map<ProjectName, Integer> bounds = new HashMap<>();
        for (int i = 0; i < positions.length; i++) {
            Ask ask = asks.get(i);
            bounds.put(
                    ask.project(),
                    ask.isHeldAt(positions[i])
                            ? positions[i]
                            : ask.releases().versions().size() - 1);
        }
        return bounds;
    }

    /** What is no older, package by package. */
    public Map<ProjectName, VersionSet> orNewer(List<Ask> asks) {
        Map<ProjectName, VersionSet> within = new HashMap<>();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] > 0) {
                within.put(asks.get(i).project(), asks.get(i).from(positions[i]));
            }
        }
        return within;
    }

    /** The point itself. */
    public Map<ProjectName, VersionSet> exactly(List<Ask> asks) {
        Map<ProjectName, VersionSet> within = new HashMap<>();
        for (int i = 0; i < positions.length; i++) {
            Ask ask = asks.get(i);
            int size = ask.releases().versions().size();
            within.put(
                    ask.project(),
                    ask.isHeldAt(positions[i]) ? VersionSet.of(size, positions[i]) : ask.from(ask.newest()));
        }
        return within;
    }

    /** Whether no package is older here than in the other. */
    public boolean isNowhereOlderThan(Point other) {
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
