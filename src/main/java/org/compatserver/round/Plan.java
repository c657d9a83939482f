package org.compatserver.round;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Target;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Question.Detail;
import org.compatserver.verdict.Question.EngineName;
import org.compatserver.verdict.Question.Sources;
import org.jspecify.annotations.Nullable;

/**
 * What a round checks: every package by itself, every pair, and all together, on each target. A package's number is its place in the list.
 *
 * @param packages what is asked of each project, sorted by its name; several requirements of one project are one package
 * @param asOf the moment; null means that of the round's beginning, with all files
 */
public record Plan(
        List<List<Requirement>> packages,
        List<Requirement> constraints,
        List<Target> targets,
        @Nullable Instant asOf,
        Sources sources,
        boolean preReleases,
        boolean strict) {
    public Plan {
        packages = packages.stream().map(List::copyOf).toList();
        constraints = List.copyOf(constraints);
        targets = List.copyOf(targets);
        if (packages.isEmpty() || targets.isEmpty()) {
            throw new IllegalArgumentException("A round needs at least one package and one target");
        }
    }

    /** Requirements by project, sorted by its name. */
    public static List<List<Requirement>> byProject(List<Requirement> requirements) {
        SortedMap<ProjectName, List<Requirement>> packages = new TreeMap<>();
        requirements.forEach(requirement -> packages.computeIfAbsent(requirement.project(), name -> new ArrayList<>())
                .add(requirement));
        return List.copyOf(packages.values());
    }

    public int size() {
        return packages.size();
    }

    /** The project of a package. */
    public ProjectName project(int number) {
        return packages.get(number).getFirst().project();
    }

    /** Pairs and packages by themselves, on all targets; the whole set is not counted. */
    public long checks() {
        long size = size();
        return targets.size() * (size + size * (size - 1) / 2);
    }

    /** The question about some of the packages on a target. */
    public Question question(Target target, List<Integer> numbers) {
        List<Requirement> asked = numbers.stream()
                .flatMap(number -> packages.get(number).stream())
                .toList();
        return new Question(
                asked.stream().map(Requirement::toString).toList(),
                asked,
                constraints,
                target,
                asOf,
                sources,
                preReleases,
                strict,
                EngineName.RESOLVER,
                Detail.SHORT);
    }
}
