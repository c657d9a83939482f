package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.Clause;

/** Whether a set admits its own pre-releases and yanked versions: by all clauses in that very set, and no other (solver.md, "Admission"). */
final class Admitting {
    private final Numbers numbers;

    Admitting(Numbers numbers) {
        this.numbers = numbers;
    }

    /** @param asked whose requirements count beside those of the pins */
    boolean admits(List<Pin> pins, List<PinnedSet> asked) {
        Map<Integer, List<Clause>> open = new HashMap<>();
        for (Pin pin : pins) {
            if (!pin.plain) {
                open.computeIfAbsent(pin.project, project -> new ArrayList<>());
            }
        }
        if (open.isEmpty()) {
            return true;
        }
        for (PinnedSet set : asked) {
            set.clauses.forEach(clause -> add(open, set.root, clause));
        }
        for (Pin pin : pins) {
            for (int i = 0; i < pin.projects.length; i++) {
                add(open, pin.projects[i], pin.clauses[i]);
            }
        }
        return pins.stream().allMatch(pin -> pin.plain || admits(pin, open.getOrDefault(pin.project, List.of())));
    }

    private static void add(Map<Integer, List<Clause>> open, int project, Clause clause) {
        List<Clause> clauses = open.get(project);
        if (clauses != null) {
            clauses.add(clause);
        }
    }

    private boolean admits(Pin pin, List<Clause> clauses) {
        return Admission.admitted(numbers.releases(pin.node), clauses).contains(pin.position);
    }
}
