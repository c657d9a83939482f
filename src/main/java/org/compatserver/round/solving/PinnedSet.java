package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.engine.solving.Ask;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** A package's own answer, in {@link Numbers}: what the rules lay beside and over each other. */
final class PinnedSet {
    /** All that is in it, the package first. */
    final List<Pin> pins;

    /** Its projects, ascending, and the position of each. */
    final int[] projects;

    final int[] positions;

    /** The nodes that are asked for, and what is asked of them; nothing where nothing is asked. */
    final int[] roots;

    final List<Clause> clauses;

    /** The project that is asked for; -1 where nothing is. */
    final int root;

    /** Whether all is admitted by whatever allows it. */
    final boolean plain;

    /** Of each project, what all that is in the set, and what is asked, allows of it. */
    private final @Nullable VersionSet[] allowed;

    /** The projects of which an extra is in the set. */
    private final BitSet extended;

    /** The answer where nothing is asked. */
    static final PinnedSet EMPTY =
            new PinnedSet(List.of(), new int[0], new int[0], new int[0], List.of(), -1, new BitSet());

    private PinnedSet(
            List<Pin> pins,
            int[] projects,
            int[] positions,
            int[] roots,
            List<Clause> clauses,
            int root,
            BitSet extended) {
        this.pins = pins;
        this.projects = projects;
        this.positions = positions;
        this.roots = roots;
        this.clauses = clauses;
        this.root = root;
        this.extended = extended;
        this.plain = pins.stream().allMatch(pin -> pin.plain);
        this.allowed = new @Nullable VersionSet[projects.length];
        clauses.forEach(clause -> allow(root, clause));
        for (Pin pin : pins) {
            for (int i = 0; i < pin.nodes.length; i++) {
                allow(pin.projects[i], pin.clauses[i]);
            }
        }
    }

    private void allow(int project, Clause clause) {
        int place = Arrays.binarySearch(projects, project);
        if (place >= 0) {
            VersionSet known = allowed[place];
            allowed[place] =
                    known == null || known.equals(clause.allowed()) ? clause.allowed() : known.and(clause.allowed());
        }
    }

    /**
     * Whether another set laid over this one is plainly a set: of the projects of which the two have different versions nothing here requires an extra, or a version that
     * is not the other's. What {@link Overlay} follows then is all here or there.
     */
    boolean liesUnder(PinnedSet upper) {
        if (!plain || !upper.plain) {
            return false;
        }
        for (int i = 0, j = 0; i < projects.length && j < upper.projects.length; ) {
            int difference = projects[i] - upper.projects[j];
            if (difference == 0 && positions[i] != upper.positions[j] && !yields(i, upper.positions[j])) {
                return false;
            }
            i += difference <= 0 ? 1 : 0;
            j += difference >= 0 ? 1 : 0;
        }
        return true;
    }

    private boolean yields(int place, int position) {
        VersionSet all = allowed[place];
        return projects[place] != root && !extended.get(projects[place]) && all != null && all.contains(position);
    }

    /** @param decisions a closed set in which every node can be used */
    static PinnedSet of(Ask ask, SequencedMap<PackageNode, Integer> decisions, Numbers numbers) {
        List<Pin> pins = new ArrayList<>(decisions.size());
        decisions.forEach((node, position) -> {
            Pin pin = numbers.pin(numbers.node(node), position);
            if (pin == null) {
                throw new IllegalStateException(node + " was found, and cannot be used");
            }
            pins.add(pin);
        });
        BitSet extended = new BitSet();
        decisions.keySet().stream()
                .filter(node -> node.extra() != null)
                .forEach(node -> extended.set(numbers.project(node.project())));
        long[] sorted = pins.stream()
                .mapToLong(pin -> ((long) pin.project << Integer.SIZE) | pin.position)
                .sorted()
                .distinct()
                .toArray();
        int[] roots = ask.roots().stream()
                .map(Dependency::target)
                .mapToInt(numbers::node)
                .toArray();
        return new PinnedSet(
                List.copyOf(pins),
                Arrays.stream(sorted)
                        .mapToInt(one -> (int) (one >>> Integer.SIZE))
                        .toArray(),
                Arrays.stream(sorted).mapToInt(one -> (int) one).toArray(),
                roots,
                List.of(ask.clause()),
                numbers.project(ask.project()),
                extended);
    }

    /** The set as the solver gives it. */
    static Map<PackageNode, Integer> decisions(List<Pin> pins, Numbers numbers) {
        Map<PackageNode, Integer> decisions = new LinkedHashMap<>();
        pins.forEach(pin -> decisions.put(numbers.node(pin.node), pin.position));
        return decisions;
    }
}
