package org.compatserver.engine.solving;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.compatserver.engine.solving.RandomUniverse.Kind;
import org.compatserver.engine.solving.RandomUniverse.Release;
import org.compatserver.engine.solving.RandomUniverse.Wish;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a small universe, by looking at every choice of versions: design.md, "The verdict", written down as plainly as possible. The slow twin of the
 * engine.
 */
final class TryingEverything {
    private final RandomUniverse universe;
    private final List<Wish> asked;
    /** Where the requested packages are in some admissible set of known files; and in some set in which unknowable files require nothing. */
    private final Set<List<Version>> known = new LinkedHashSet<>();

    private final Set<List<Version>> possible = new LinkedHashSet<>();

    TryingEverything(RandomUniverse universe) {
        this.universe = universe;
        this.asked = universe.asked.stream()
                .sorted(Comparator.comparing(Wish::project))
                .toList();
        tryAll(0, new HashMap<>());
    }

    /** Every choice of a version, or none, for every project. */
    private void tryAll(int index, Map<String, Release> chosen) {
        if (index == universe.projects.size()) {
            judge(chosen);
            return;
        }
        String project = universe.projects.get(index);
        chosen.remove(project);
        tryAll(index + 1, chosen);
        for (Release release : universe.of(project)) {
            chosen.put(project, release);
            tryAll(index + 1, chosen);
        }
        chosen.remove(project);
    }

    private void judge(Map<String, Release> chosen) {
        Map<String, List<SpecifierSet>> clauses = new TreeMap<>();
        Set<String> visited = new HashSet<>();
        Deque<Wish> open = new ArrayDeque<>(asked);
        while (!open.isEmpty()) {
            Wish wish = open.pop();
            Release release = chosen.get(wish.project());
            if (release == null || !wish.clauses().contains(release.version())) {
                return;
            }
            clauses.computeIfAbsent(wish.project(), key -> new ArrayList<>()).add(wish.clauses());
            for (boolean extra : wish.withExtra() ? new boolean[] {false, true} : new boolean[] {false}) {
                if (visited.add(wish.project() + extra) && release.kind() != Kind.UNKNOWABLE) {
                    release.requires().stream()
                            .filter(required -> extra || !required.ofExtra())
                            .forEach(open::push);
                }
            }
        }
        if (!chosen.keySet().equals(clauses.keySet())) {
            return;
        }
        boolean allKnown = true;
        for (Release release : chosen.values()) {
            if (!admitted(release.project(), clauses.getOrDefault(release.project(), List.of()))
                            .contains(release)
                    || release.kind() == Kind.INVALID) {
                return;
            }
            allKnown &= release.kind() != Kind.UNKNOWABLE;
        }
        List<Version> point = asked.stream()
                .map(wish -> Objects.requireNonNull(chosen.get(wish.project())).version())
                .toList();
        possible.add(point);
        if (allKnown) {
            known.add(point);
        }
    }

    private List<Release> admitted(String project, List<SpecifierSet> clauses) {
        List<SpecifierSet> all = Stream.concat(
                        clauses.stream(),
                        universe.constraints.stream()
                                .filter(wish -> wish.project().equals(project))
                                .map(Wish::clauses))
                .toList();
        List<Release> merged = universe.of(project).stream()
                .filter(Release::isUsable)
                .filter(release -> all.stream().allMatch(clause -> clause.contains(release.version())))
                .toList();
        boolean preReleases = universe.preReleases
                || all.stream().anyMatch(SpecifierSet::namesPreRelease)
                || merged.stream().allMatch(release -> release.version().isPreRelease());
        List<Release> candidates = merged.stream()
                .filter(release -> preReleases || !release.version().isPreRelease())
                .toList();
        boolean pinned =
                all.stream().anyMatch(SpecifierSet::pins) && candidates.stream().allMatch(Release::yanked);
        return candidates.stream()
                .filter(release -> pinned || !release.yanked())
                .toList();
    }

    private @Nullable Version newest(Wish wish) {
        return admitted(wish.project(), List.of(wish.clauses())).stream()
                .filter(release -> release.kind() != Kind.INVALID)
                .map(Release::version)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The answer in one line. */
    String answer() {
        if (known.stream().anyMatch(this::isAtNewest)) {
            return "SUCCESS";
        }
        if (possible.stream().anyMatch(this::isAtNewest)) {
            return "UNKNOWN";
        }
        if (possible.isEmpty()) {
            return "INSTALL_ERROR";
        }
        List<List<Version>> ranked =
                maximal(possible).stream().sorted(leastLag()).toList();
        if (!known.contains(ranked.getFirst())) {
            return "UNKNOWN";
        }
        StringBuilder text = new StringBuilder("CHECK_WARNING " + held(ranked.getFirst()));
        ranked.stream()
                .skip(1)
                .filter(known::contains)
                .limit(8)
                .forEach(point -> text.append(" or ").append(held(point)));
        return text.toString();
    }

    /** The shown versions of the requested packages where all can be at their newest: newest in the first by name, then in the second. */
    List<Version> newestByName() {
        return known.stream()
                .filter(this::isAtNewest)
                .min(TryingEverything::compareByName)
                .orElseThrow();
    }

    boolean isKnown(List<Version> point) {
        return known.contains(point);
    }

    boolean isAtNewest(List<Version> point) {
        for (int i = 0; i < point.size(); i++) {
            if (isHeld(i, point.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isHeld(int index, Version version) {
        Version newest = newest(asked.get(index));
        return newest != null && version.compareTo(newest) < 0;
    }

    static List<List<Version>> maximal(Set<List<Version>> points) {
        return points.stream()
                .filter(point ->
                        points.stream().noneMatch(other -> !other.equals(point) && isNowhereOlder(other, point)))
                .toList();
    }

    private static boolean isNowhereOlder(List<Version> one, List<Version> other) {
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i).compareTo(other.get(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private Comparator<List<Version>> leastLag() {
        return Comparator.comparingLong((List<Version> point) -> sum(point, true))
                .thenComparingLong(point -> indices(point).stream()
                        .filter(i -> isHeld(i, point.get(i)))
                        .count())
                .thenComparingLong(point -> sum(point, false))
                .thenComparing(TryingEverything::compareByName);
    }

    private static int compareByName(List<Version> one, List<Version> other) {
        for (int i = 0; i < one.size(); i++) {
            int newer = other.get(i).compareTo(one.get(i));
            if (newer != 0) {
                return newer;
            }
        }
        return 0;
    }

    private static List<Integer> indices(List<Version> point) {
        return Stream.iterate(0, i -> i + 1).limit(point.size()).toList();
    }

    private long sum(List<Version> point, boolean lag) {
        return indices(point).stream()
                .mapToLong(i ->
                        lag ? lag(i, point.get(i)) : skipped(i, point.get(i)).size())
                .sum();
    }

    private List<Release> skipped(int index, Version version) {
        Wish wish = asked.get(index);
        Version newest = newest(wish);
        return universe.of(wish.project()).stream()
                .filter(release -> newest != null
                        && release.isUsable()
                        && !release.version().isPreRelease()
                        && release.version().compareTo(version) > 0
                        && release.version().compareTo(newest) <= 0
                        && wish.clauses().contains(release.version())
                        && universe.constraints.stream()
                                .filter(constraint -> constraint.project().equals(wish.project()))
                                .allMatch(constraint -> constraint.clauses().contains(release.version())))
                .toList();
    }

    /** In days. */
    private long lag(int index, Version version) {
        return skipped(index, version).stream()
                .map(release -> release.uploaded().atStartOfDay().toInstant(ZoneOffset.UTC))
                .min(Comparator.naturalOrder())
                .map((Instant first) -> Duration.between(first, Asking.NOW).toDays())
                .orElse(0L);
    }

    private String held(List<Version> point) {
        return indices(point).stream()
                .filter(i -> isHeld(i, point.get(i)))
                .sorted(Comparator.comparingLong((Integer i) -> -lag(i, point.get(i))))
                .map(i -> asked.get(i).project() + " " + newest(asked.get(i)) + "->" + point.get(i) + " "
                        + skipped(i, point.get(i)).size() + "/" + lag(i, point.get(i)))
                .toList()
                .toString();
    }
}
