package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.compatserver.engine.solving.Ask;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;

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

    /** The answer where nothing is asked. */
    static final PinnedSet EMPTY = new PinnedSet(List.of(), new int[0], new int[0], new int[0], List.of(), -1);

    private PinnedSet(List<Pin> pins, int[] projects, int[] positions, int[] roots, List<Clause> clauses, int root) {
        this.pins = pins;
        this.projects = projects;
        this.positions = positions;
        this.roots = roots;
        this.clauses = clauses;
        this.root = root;
        this.plain = pins.stream().allMatch(pin -> pin.plain);
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
                numbers.project(ask.project()));
    }

    /** The set as the solver gives it. */
    static Map<PackageNode, Integer> decisions(List<Pin> pins, Numbers numbers) {
        Map<PackageNode, Integer> decisions = new LinkedHashMap<>();
        pins.forEach(pin -> decisions.put(numbers.node(pin.node), pin.position));
        return decisions;
    }
}
