package org.compatserver.round.solving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;

/**
 * The projects about which packages hardly come to differ: every own answer that has one has it at the same version, and the same holds for all that these answers lead to from
 * there (walk.md, "Boxes").
 */
final class Undisputed {
    private final Numbers numbers;
    private final Map<Integer, ProjectName> names = new HashMap<>();
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final Map<Integer, List<Integer>> dependents = new HashMap<>();
    private final Set<Integer> disputed = new HashSet<>();

    private Undisputed(Numbers numbers) {
        this.numbers = numbers;
    }

    /** @param sets the packages' own answers; null where there is none */
    static Set<ProjectName> of(List<@Nullable PinnedSet> sets, Numbers numbers) {
        Undisputed undisputed = new Undisputed(numbers);
        Set<Pin> seen = new HashSet<>();
        for (PinnedSet set : sets) {
            if (set != null) {
                set.pins.stream().filter(seen::add).forEach(undisputed::enter);
            }
        }
        undisputed.spread();
        return Set.copyOf(undisputed.names.values());
    }

    private void enter(Pin pin) {
        names.computeIfAbsent(pin.project, project -> numbers.node(pin.node).project());
        Integer other = positions.putIfAbsent(pin.project, pin.position);
        if (other != null && other != pin.position) {
            disputed.add(pin.project);
        }
        for (int target : pin.projects) {
            dependents.computeIfAbsent(target, project -> new ArrayList<>()).add(pin.project);
        }
    }

    /** Takes out what is disputed, and what leads there. */
    private void spread() {
        ArrayDeque<Integer> next = new ArrayDeque<>(disputed);
        while (!next.isEmpty()) {
            Integer project = next.remove();
            if (names.remove(project) != null) {
                next.addAll(dependents.getOrDefault(project, List.of()));
            }
        }
    }
}
