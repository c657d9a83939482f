package org.compatserver.referee;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;

/**
 * Draws questions. They are spread evenly over the interpreters, one after the other; with triples, each interpreter gets pairs and triples in turn. No
 * combination is drawn twice for one interpreter, and the order inside is drawn, too. The same seed draws the same.
 */
final class Sample {
    private Sample() {}

    static List<Case> draw(List<Interpreter> interpreters, Plan plan) throws RefereeProblem {
        if (plan.size() == Plan.Size.EACH) {
            for (List<Requirement> line : plan.portfolio()) {
                refuseTwice(line);
            }
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
            List<Requirement> question = drawn.stream()
                    .flatMap(line -> plan.portfolio().get(line).stream())
                    .toList();
            if (twice(question).isEmpty() && seen.add(new Drawn(interpreter, Set.copyOf(drawn)))) {
                cases.add(new Case(interpreter, question));
                turn++;
                misses = 0;
            } else {
                misses++;
            }
        }
        return List.copyOf(cases);
    }

    /** "Newest" is asked of each requirement alone, so a question may name a project only once. */
    private static void refuseTwice(List<Requirement> line) throws RefereeProblem {
        Optional<ProjectName> project = twice(line);
        if (project.isPresent()) {
            String text = line.stream().map(Requirement::toString).collect(Collectors.joining(" "));
            throw new RefereeProblem(
                    "The line `" + text + "` names " + project.get() + " twice: join its requirements to one");
        }
    }

    private static Optional<ProjectName> twice(List<Requirement> question) {
        Set<ProjectName> seen = new HashSet<>();
        return question.stream()
                .map(Requirement::project)
                .filter(project -> !seen.add(project))
                .findFirst();
    }

    private record Drawn(Interpreter interpreter, Set<Integer> lines) {}

    private static List<Integer> some(int lines, int size, Random random) {
        List<Integer> all = new ArrayList<>(IntStream.range(0, lines).boxed().toList());
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, size));
    }
}
