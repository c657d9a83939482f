package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.compatserver.engine.solving.EverySet.Seen;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Release;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.RandomUniverse.Wish;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Remedy.Certainty;
import org.compatserver.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What would free it, on random universes: what is offered frees indeed, and of all that could be relaxed in the whole universe, nothing else does. Each is tried by writing the
 * universe without it, and trying every choice of versions.
 */
class WhatWouldFreeItAgainstTryingEverythingTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    /**
     * Something to be relaxed.
     *
     * @param who a project, {@code asked} or {@code constraint}
     */
    private record Lift(String who, String target) {}

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, 4, 4, true
            2, 4, 5, true
            3, 5, 3, true
            2, 5, 4, false
            """)
    void exactlyWhatFreesIsOffered(int requested, int projects, int versions, boolean cyclic) {
        Shape shape = new Shape(projects, versions, requested, cyclic, EnumSet.allOf(Feature.class));
        Map<String, Integer> kinds = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(3_000_000L * (requested + 10 * projects) + seed, shape);
            if (new EverySet(universe).isTooLarge()) {
                continue;
            }
            Verdict verdict = Asking.of(universe).verdict(universe.packages().toArray(String[]::new));
            String description = "seed %d: %s".formatted(seed, universe);
            switch (verdict) {
                case Verdict.CheckWarning warning ->
                    compare(universe, warning.explanation().remedies(), newest(universe), kinds, description);
                case Verdict.InstallError error ->
                    compare(universe, error.explanation().remedies(), Map.of(), kinds, description);
                case Verdict.Success _, Verdict.Unknown _ -> {}
            }
        }
        assertThat(kinds.keySet()).contains("one", "two", "none");
    }

    private static void compare(
            RandomUniverse universe,
            List<Remedy> remedies,
            Map<String, Version> atLeast,
            Map<String, Integer> kinds,
            String description) {
        Set<Set<Lift>> offered = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        for (Remedy remedy : remedies) {
            List<Remedy> parts = remedy instanceof Remedy.Together(var together) ? together : List.of(remedy);
            if (!(remedy instanceof Remedy.None) && !(remedy instanceof Remedy.OtherPython)) {
                offered.add(lifts(parts));
                assertThat(fits(relaxed(universe, parts), lifts(parts), atLeast, EverySet.Found::isKnown))
                        .as("%s in %s", remedy, description)
                        .isTrue();
            }
        }
        Set<Set<Lift>> expected = freeing(universe, atLeast, EverySet.Found::isKnown);
        assertThat(offered).as("%s in %s", remedies, description).isEqualTo(expected);
        if (remedies.contains(new Remedy.None(Certainty.NOTHING))) {
            assertThat(freeing(universe, atLeast, set -> true)).as(description).isEmpty();
        } else if (remedies.contains(new Remedy.None(Certainty.NOTHING_KNOWN))) {
            assertThat(freeing(universe, atLeast, set -> true)).as(description).isNotEmpty();
            kinds.merge("in doubt", 1, Integer::sum);
        }
        kinds.merge(
                expected.isEmpty() ? "none" : expected.iterator().next().size() == 1 ? "one" : "two", 1, Integer::sum);
    }

    /** The fewest requirements without which it fits; of more than two none. */
    private static Set<Set<Lift>> freeing(
            RandomUniverse universe, Map<String, Version> atLeast, Predicate<EverySet.Found> counts) {
        List<Lift> all = everything(universe);
        Set<Set<Lift>> expected = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        all.stream()
                .map(Set::of)
                .filter(lifts -> fits(lifted(universe, lifts), lifts, atLeast, counts))
                .forEach(expected::add);
        if (expected.isEmpty()) {
            for (Lift one : all) {
                for (Lift other : all) {
                    Set<Lift> two = sorted(List.of(one, other));
                    if (two.size() == 2 && fits(lifted(universe, two), two, atLeast, counts)) {
                        expected.add(two);
                    }
                }
            }
        }
        return expected;
    }

    private static Map<String, Version> newest(RandomUniverse universe) {
        EverySet every = new EverySet(universe);
        Map<String, Version> newest = new TreeMap<>();
        for (Wish wish : every.asked()) {
            List<SpecifierSet> own = every.asked().stream()
                    .filter(other -> other.project().equals(wish.project()))
                    .map(Wish::clauses)
                    .toList();
            for (Seen seen : every.admitted(wish.project(), own)) {
                if (!seen.isBroken()) {
                    newest.put(wish.project(), seen.version());
                }
            }
        }
        return newest;
    }

    /** Whether there is a set in which a project that would have to release again is not pinned to the version that is there. */
    private static boolean fits(
            RandomUniverse universe, Set<Lift> lifts, Map<String, Version> atLeast, Predicate<EverySet.Found> counts) {
        EverySet every = new EverySet(universe);
        return every.sets().stream()
                .filter(counts)
                .filter(set -> lifts.stream().noneMatch(lift -> isPinned(lift.who(), every, set)))
                .map(EverySet.Found::versions)
                .anyMatch(set -> isNewer(set, atLeast));
    }

    /** By anything but itself. */
    private static boolean isPinned(String project, EverySet every, EverySet.Found set) {
        Seen own = set.pins().get(project);
        if (own == null) {
            return false;
        }
        List<Wish> ofOthers = own.release().requires().stream()
                .filter(wish -> !wish.project().equals(project))
                .toList();
        Release without = new Release(
                project,
                own.version(),
                own.release().extras(),
                ofOthers,
                own.release().files());
        SortedMap<String, Seen> pins = new TreeMap<>(set.pins());
        pins.put(project, new Seen(without, own.file(), own.yanked(), own.released(), own.strict()));
        return Stream.concat(
                        every.clauses(project, new EverySet.Found(pins)).stream(), every.constraints(project).stream())
                .anyMatch(SpecifierSet::pins);
    }

    private static boolean isNewer(SortedMap<String, Version> set, Map<String, Version> atLeast) {
        return atLeast.entrySet().stream().allMatch(entry -> {
            Version version = set.get(entry.getKey());
            return version != null && version.compareTo(entry.getValue()) >= 0;
        });
    }

    private static Set<Lift> sorted(List<Lift> lifts) {
        Set<Lift> sorted = new TreeSet<>((a, b) -> a.toString().compareTo(b.toString()));
        sorted.addAll(lifts);
        return sorted;
    }

    private static Set<Lift> lifts(List<Remedy> parts) {
        List<Lift> lifts = new ArrayList<>();
        for (Remedy part : parts) {
            switch (part) {
                case Remedy.Release release ->
                    lifts.add(new Lift(
                            release.project().normalized(), release.target().normalized()));
                case Remedy.Ask ask ->
                    lifts.add(new Lift("asked", ask.requirement().project().normalized()));
                case Remedy.Constrain constrain ->
                    lifts.add(new Lift(
                            "constraint", constrain.constraint().project().normalized()));
                case Remedy.Together _, Remedy.OtherPython _, Remedy.None _ -> throw new AssertionError(part);
            }
        }
        return sorted(lifts);
    }

    /** With the one release changed that the remedy names. */
    private static RandomUniverse relaxed(RandomUniverse universe, List<Remedy> parts) {
        RandomUniverse result = universe;
        for (Remedy part : parts) {
            result = part instanceof Remedy.Release release
                    ? lifted(
                            result,
                            release.target().normalized(),
                            candidate ->
                                    candidate.project().equals(release.project().normalized())
                                            && candidate.version().equals(release.version()))
                    : lifted(result, lifts(List.of(part)));
        }
        return result;
    }

    private static List<Lift> everything(RandomUniverse universe) {
        Set<Lift> all = sorted(List.of());
        universe.releases()
                .forEach(release ->
                        release.requires().forEach(wish -> all.add(new Lift(release.project(), wish.project()))));
        universe.asked().forEach(wish -> all.add(new Lift("asked", wish.project())));
        universe.constraints().forEach(wish -> all.add(new Lift("constraint", wish.project())));
        return List.copyOf(all);
    }

    private static RandomUniverse lifted(RandomUniverse universe, Set<Lift> lifts) {
        RandomUniverse result = universe;
        for (Lift lift : lifts) {
            result = switch (lift.who()) {
                case "asked" ->
                    with(
                            result,
                            result.asked().stream()
                                    .map(wish -> wish.project().equals(lift.target()) ? any(wish) : wish)
                                    .toList(),
                            result.constraints());
                case "constraint" ->
                    with(
                            result,
                            result.asked(),
                            result.constraints().stream()
                                    .filter(wish -> !wish.project().equals(lift.target()))
                                    .toList());
                default ->
                    lifted(result, lift.target(), release -> release.project().equals(lift.who()));
            };
        }
        return result;
    }

    private static RandomUniverse with(RandomUniverse universe, List<Wish> asked, List<Wish> constraints) {
        return new RandomUniverse(
                universe.projects(),
                universe.releases(),
                asked,
                constraints,
                universe.preReleases(),
                universe.strict(),
                universe.wheelsOnly(),
                universe.asOf());
    }

    private static RandomUniverse lifted(RandomUniverse universe, String target, Predicate<Release> which) {
        return universe.with(universe.releases().stream()
                .map(release -> which.test(release)
                        ? new Release(
                                release.project(),
                                release.version(),
                                release.extras(),
                                release.requires().stream()
                                        .map(wish -> wish.project().equals(target) ? any(wish) : wish)
                                        .toList(),
                                release.files())
                        : release)
                .toList());
    }

    private static Wish any(Wish wish) {
        return new Wish(wish.project(), wish.extras(), SpecifierSet.any(), wish.ofExtra(), wish.condition());
    }
}
