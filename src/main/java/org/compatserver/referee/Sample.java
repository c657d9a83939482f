package org.compatserver.referee;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.compatserver.pep.requirement.Requirement;

/**
 * Draws questions. They are spread evenly over the interpreters, one after the other; with triples, each interpreter gets pairs and triples in turn. No
 * combination is drawn twice for one interpreter, and the order inside is drawn, too. The same seed draws the same.
 */
final class Sample {
    private Sample() {}

    static List<Case> draw(List<Interpreter> interpreters, Plan plan) {
        Random random = new Random(plan.seed());
        Set<Drawn> seen = new HashSet<>();
        Set<Case> cases = new LinkedHashSet<>();
        // past so many misses in a row, next to nothing is left to draw
        for (int turn = 0, misses = 0; cases.size() < plan.sample() && misses < 1_000; ) {
            Interpreter interpreter = interpreters.get(turn % interpreters.size());
            int size = plan.size() == Plan.Size.PAIRS ? 2 : 2 + turn / interpreters.size() % 2;
            List<Requirement> drawn =
                    some(plan.portfolio(), Math.min(size, plan.portfolio().size()), random);
            if (seen.add(new Drawn(interpreter, Set.copyOf(drawn)))) {
                cases.add(new Case(interpreter, drawn));
                turn++;
                misses = 0;
            } else {
                misses++;
            }
        }
        return List.copyOf(cases);
    }

    private record Drawn(Interpreter interpreter, Set<Requirement> requirements) {}

    private static List<Requirement> some(List<Requirement> portfolio, int size, Random random) {
        List<Requirement> all = new ArrayList<>(portfolio);
        Collections.shuffle(all, random);
        return all.subList(0, size);
    }
}
