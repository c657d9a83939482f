package org.compatserver.referee;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Draws questions. They are spread evenly over the interpreters, one after the other; with triples, each interpreter gets pairs and triples in turn. No
 * combination is drawn twice for one interpreter, and the order inside is drawn, too. The same seed draws the same.
 */
final class Sample {
    private Sample() {}

    static List<Case> draw(List<Interpreter> interpreters, Plan plan) {
        if (plan.size() == Plan.Size.EACH) {
            return interpreters.stream()
                    .flatMap(one -> plan.portfolio().stream().map(line -> new Case(one, line)))
                    .toList();
        }
        Random random = new Random(plan.seed());
        Set<Drawn> seen = new HashSet<>();
        Set<Case> cases = new LinkedHashSet<>();
        // past so many misses in a row, next to nothing is left to draw
        for (int turn = 0, misses = 0; cases.size() < plan.sample() && misses < 1_000; ) {
            Interpreter interpreter = interpreters.get(turn % interpreters.size());
            int size = plan.size() == Plan.Size.PAIRS ? 2 : 2 + turn / interpreters.size() % 2;
            List<Integer> drawn = some(plan.portfolio().size(), size, random);
            if (seen.add(new Drawn(interpreter, Set.copyOf(drawn)))) {
                cases.add(new Case(
                        interpreter,
                        drawn.stream()
                                .flatMap(line -> plan.portfolio().get(line).stream())
                                .toList()));
                turn++;
                misses = 0;
            } else {
                misses++;
            }
        }
        return List.copyOf(cases);
    }

    private record Drawn(Interpreter interpreter, Set<Integer> lines) {}

    private static List<Integer> some(int lines, int size, Random random) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, lines).boxed().toList());
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, size));
    }
}
