package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two packages' own answers, laid one over the other: where both have a project, the upper one's version counts. What then nothing requires any more is left out. For one
 * thread.
 */
final class Overlay {
    private final Numbers numbers;
    private final Admitting admitting;

    /** By project, its position in the upper set, and in the lower one; -1 where it is not in it. */
    private int[] upperAt = new int[0];

    private int[] lowerAt = new int[0];

    /** By node, the last set that it was put in. */
    private int[] marks = new int[0];

    private int mark;

    Overlay(Numbers numbers) {
        this.numbers = numbers;
        this.admitting = new Admitting(numbers);
    }

    /**
     * The set that comes of it; null if that is none.
     *
     * @param least the position that the lower set's package must not be below
     */
    @Nullable
    List<Pin> laid(PinnedSet upper, PinnedSet lower, int least) {
        upperAt = spread(upper, upperAt);
        lowerAt = spread(lower, lowerAt);
        try {
            List<Pin> pins = closed(upper, lower, least);
            return pins == null || !admitting.admits(pins, List.of(upper, lower)) ? null : pins;
        } finally {
            clear(upper, upperAt);
            clear(lower, lowerAt);
        }
    }

    private int[] spread(PinnedSet set, int[] positions) {
        int[] at = positions;
        if (at.length < numbers.projects()) {
            at = new int[numbers.projects() + 64];
            Arrays.fill(at, -1);
        }
        for (int i = 0; i < set.projects.length; i++) {
            at[set.projects[i]] = set.positions[i];
        }
        return at;
    }

    private static void clear(PinnedSet set, int[] positions) {
        for (int project : set.projects) {
            positions[project] = -1;
        }
    }

    private int position(int project) {
        if (project >= upperAt.length) {
            return -1;
        }
        return upperAt[project] >= 0 ? upperAt[project] : lowerAt[project];
    }

    /** The upper set is closed by itself and stays; of the lower one, what its package still leads to is followed. */
    private @Nullable List<Pin> closed(PinnedSet upper, PinnedSet lower, int least) {
        int root = position(lower.root);
        if (root < least || !lower.clauses.getFirst().allowed().contains(root)) {
            return null;
        }
        mark++;
        List<Pin> pins = new ArrayList<>(upper.pins);
        pins.forEach(pin -> isNew(pin.node));
        for (int node : lower.roots) {
            if (!add(node, root, pins)) {
                return null;
            }
        }
        for (int next = upper.pins.size(); next < pins.size(); next++) {
            Pin pin = pins.get(next);
            for (int i = 0; i < pin.nodes.length; i++) {
                int position = position(pin.projects[i]);
                if (position < 0
                        || !pin.clauses[i].allowed().contains(position)
                        || !add(pin.nodes[i], position, pins)) {
                    return null;
                }
            }
        }
        return pins;
    }

    /** A node with an extra brings in the project itself. */
    private boolean add(int node, int position, List<Pin> pins) {
        if (!isNew(node)) {
            return true;
        }
        Pin pin = numbers.pin(node, position);
        if (pin == null) {
            return false;
        }
        pins.add(pin);
        int base = numbers.base(node);
        return base == node || add(base, position, pins);
    }

    private boolean isNew(int node) {
        if (node >= marks.length) {
            marks = Arrays.copyOf(marks, node + 64);
        }
        boolean isNew = marks[node] != mark;
        marks[node] = mark;
        return isNew;
    }
}
