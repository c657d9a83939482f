package org.compatserver.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.VersionSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of all answers, on random indexes. */
class LawsTest {
    private static final int COUNT = 1000;

    private static Outcome solve(SmallIndex index, Request request) {
        return new VersionSolver(index).solve(request, Budget.unbounded());
    }

    /** The pins as names and versions, so that answers about different indexes can be compared. */
    private static String answer(String index, String requirements) {
        SmallIndex small = SmallIndex.of(index);
        return small.text(solve(small, small.request(requirements)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOrderOfTheQuestionDoesNotMatter(boolean wild) {
        for (long seed = 0; seed < COUNT; seed++) {
            RandomIndex random = new RandomIndex(seed, true, wild);
            String index = random.index();
            List<String> requirements =
                    new ArrayList<>(List.of(random.requirements().split(", ", -1)));
            String answer = answer(index, String.join(", ", requirements));
            Collections.reverse(requirements);
            assertThat(answer(index, String.join(", ", requirements)))
                    .as("seed " + seed)
                    .isEqualTo(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theVerdictDoesNotDependOnTheOrderOfRequirements(boolean wild) {
        for (long seed = 0; seed < COUNT; seed++) {
            RandomIndex random = new RandomIndex(seed, true, wild);
            String index = random.index();
            String requirements = random.requirements();
            String reversed = index.lines()
                    .map(line -> line.startsWith("constraint") || line.startsWith("pre") ? line : reversed(line))
                    .collect(Collectors.joining("\n"));
            assertThat(answer(reversed, requirements).equals("impossible"))
                    .as("seed " + seed)
                    .isEqualTo(answer(index, requirements).equals("impossible"));
        }
    }

    private static String reversed(String line) {
        int colon = line.indexOf(": ");
        List<String> needs = new ArrayList<>(List.of(line.substring(colon + 2).split(", ", -1)));
        Collections.reverse(needs);
        return line.substring(0, colon + 2) + String.join(", ", needs);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aVersionThatNobodyCanUseChangesNothing(boolean wild) {
        for (long seed = 0; seed < COUNT; seed++) {
            RandomIndex random = new RandomIndex(seed, true, wild);
            String index = random.index();
            String requirements = random.requirements();
            String more = index + "a 2.5 nofile\nb 6 nofile\nc 0 nofile\nd 3.5b1 nofile\n";
            assertThat(answer(more, requirements)).as("seed " + seed).isEqualTo(answer(index, requirements));
        }
    }

    @Test
    void aVersionThatWasNotChosenIsNotNeeded() {
        for (long seed = 0; seed < COUNT; seed++) {
            RandomIndex random = new RandomIndex(seed, true, true);
            String index = random.index();
            String requirements = random.requirements();
            String answer = answer(index, requirements);
            if (answer.equals("impossible")) {
                continue;
            }
            Set<String> pins =
                    new HashSet<>(List.of(answer.replaceAll("\\[x\\]", "").split(", ", -1)));
            List<String> lines = index.lines().toList();
            int removed = new Random(seed).nextInt(lines.size());
            String release = lines.get(removed).replaceAll("\\[x\\]", "").replaceFirst("^(\\S+ [^ :]+).*", "$1");
            if (pins.contains(release) || release.startsWith("constraint") || release.startsWith("pre")) {
                continue;
            }
            String fewer = lines.stream()
                    .filter(line -> !line.matches(Pattern.quote(release) + "[\\[ :].*"))
                    .collect(Collectors.joining("\n"));
            assertThat(answer(fewer, requirements)).as("seed " + seed).isNotEqualTo("impossible");
        }
    }

    /** Which versions are newer and cannot be had does not bear on what is chosen; that one is the last left does, since it is then decided early. */
    @Test
    void withoutANewerVersionThatIsInNoSetTheAnswerIsTheSame() {
        int removals = 0;
        for (long seed = 0; seed < COUNT; seed++) {
            RandomIndex random = new RandomIndex(seed, true, false);
            String index = random.index();
            String requirements = random.requirements();
            String answer = answer(index, requirements);
            List<String> lines = index.lines().toList();
            String removed = lines.get(new Random(seed).nextInt(lines.size()));
            String release = removed.substring(0, removed.indexOf(':'));
            PackageNode node = PackageNode.of(ProjectName.of(release.substring(0, 1)));
            Version version = Version.of(release.substring(2));
            List<Map<PackageNode, Version>> sets = BruteForce.sets(SmallIndex.of(index), requirements);
            if (sets.isEmpty() || sets.stream().anyMatch(set -> version.equals(set.get(node)))) {
                continue;
            }
            removals++;
            String fewer = lines.stream().filter(line -> !line.equals(removed)).collect(Collectors.joining("\n"));
            assertThat(answer(fewer, requirements)).as("seed " + seed).isEqualTo(answer);
        }
        assertThat(removals).isGreaterThan(COUNT / 10);
    }

    /** Among final releases only: a final release can take the admission from a pre-release. */
    @Test
    void aNewestVersionThatRequiresNothingNeverLosesASet() {
        int solved = 0;
        for (long seed = 0; seed < COUNT; seed++) {
            RandomIndex random = new RandomIndex(seed, true, false);
            String index = random.index();
            String requirements = random.requirements();
            if (!answer(index, requirements).equals("impossible")) {
                solved++;
                String more = index + "abcde".charAt((int) (seed % 5)) + " 9: \n";
                assertThat(answer(more, requirements)).as("seed " + seed).isNotEqualTo("impossible");
            }
        }
        assertThat(solved).isGreaterThan(COUNT / 4);
    }

    @Test
    void aSinglePackageIsAsNewAsItCanBe() {
        int solved = 0;
        for (long seed = 0; seed < COUNT; seed++) {
            RandomIndex random = new RandomIndex(seed, true, false);
            SmallIndex index = SmallIndex.of(random.index());
            PackageNode a = PackageNode.of(ProjectName.of("a"));
            if (solve(index, index.request("a")) instanceof Outcome.Solved found) {
                solved++;
                Version newest = BruteForce.sets(index, "a").stream()
                        .map(set -> set.get(a))
                        .max(Version::compareTo)
                        .orElseThrow();
                assertThat(index.versions(a.project()).get(found.position(a)))
                        .as("seed " + seed)
                        .isEqualTo(newest);
            }
        }
        assertThat(solved).isGreaterThan(COUNT / 3);
    }

    /** Restrictions that are no clauses: at these positions or none, and newer somewhere than some points. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void restrictionsLeaveExactlyTheSetsThatFitThem(boolean wild) {
        int solved = 0;
        for (long seed = 0; seed < COUNT; seed++) {
            RandomIndex random = new RandomIndex(seed, seed % 2 == 0, wild);
            SmallIndex index = SmallIndex.of(random.index());
            String requirements = random.requirements();
            Request request = restricted(index, requirements, new Random(seed));
            List<Map<PackageNode, Version>> sets = BruteForce.sets(index, requirements).stream()
                    .filter(set -> fits(index, set, request))
                    .toList();
            switch (solve(index, request)) {
                case Outcome.Solved found -> {
                    solved++;
                    Map<PackageNode, Version> set = new HashMap<>();
                    found.decisions()
                            .forEach((node, p) ->
                                    set.put(node, index.versions(node.project()).get(p)));
                    assertThat(set).as("seed " + seed).isIn(sets);
                }
                case Outcome.Impossible(var proof, var effort) -> {
                    assertThat(sets).as("seed " + seed).isEmpty();
                    assertThat(new ProofCheck(index, requirements, request).faults(proof))
                            .as("seed " + seed)
                            .isEmpty();
                }
            }
        }
        assertThat(solved).isBetween(COUNT / 20, COUNT / 2);
    }

    private static Request restricted(SmallIndex index, String requirements, Random random) {
        Set<ProjectName> asked = SmallIndex.needs(requirements).stream()
                .map(SmallIndex.Need::project)
                .collect(Collectors.toSet());
        Map<ProjectName, VersionSet> newest = new HashMap<>();
        List<Map<ProjectName, Integer>> points = new ArrayList<>();
        for (ProjectName project : asked) {
            int size = index.versions(project).size();
            if (random.nextInt(3) == 0) {
                newest.put(project, VersionSet.range(size, random.nextInt(size + 1), size));
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            Map<ProjectName, Integer> point = new HashMap<>();
            asked.forEach(project ->
                    point.put(project, random.nextInt(index.versions(project).size() + 1) - 1));
            points.add(point);
        }
        return new Request(index.request(requirements).roots(), newest, points);
    }

    private static boolean fits(SmallIndex index, Map<PackageNode, Version> set, Request request) {
        Map<ProjectName, Integer> positions = new HashMap<>();
        set.forEach((node, version) ->
                positions.put(node.project(), index.versions(node.project()).indexOf(version)));
        return request.newestOrNewer().entrySet().stream()
                        .allMatch(entry -> entry.getValue().contains(positions.getOrDefault(entry.getKey(), -1)))
                && request.found().stream()
                        .allMatch(point -> point.entrySet().stream()
                                .anyMatch(entry -> positions.getOrDefault(entry.getKey(), -1) > entry.getValue()));
    }
}
