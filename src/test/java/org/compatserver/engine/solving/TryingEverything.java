package org.compatserver.engine.solving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.engine.solving.EverySet.Found;
import org.compatserver.engine.solving.EverySet.Seen;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Kind;
import org.compatserver.testing.RandomUniverse.Wish;
import org.jspecify.annotations.Nullable;

/** The answer to a question about a small universe, from all its admissible sets: design.md, "The verdict", written down as plainly as possible. The slow twin of the engine. */
final class TryingEverything {
    /** Stands for whatever version of a package that has none of its own. */
    private static final Version NEWEST = Version.of("99");

    private final RandomUniverse universe;
    private final EverySet every;
    private final Instant moment;

    /** The requested projects by name, and what each can be at most by its own clauses. */
    private final List<String> asked;

    private final Map<String, Version> newest = new TreeMap<>();

    /** Where the requested packages are in some set of known files; and in some set in which unknowable files require nothing. */
    private final Set<List<Version>> known = new LinkedHashSet<>();

    private final Set<List<Version>> possible = new LinkedHashSet<>();

    TryingEverything(RandomUniverse universe) {
        this.universe = universe;
        this.every = new EverySet(universe);
        this.moment = Objects.requireNonNullElse(universe.asOf(), Asking.NOW);
        this.asked = List.copyOf(
                new TreeSet<>(every.asked().stream().map(Wish::project).toList()));
        for (String project : asked) {
            every.admitted(project, clauses(project)).stream()
                    .filter(seen -> !seen.isBroken())
                    .forEach(seen -> newest.put(project, seen.version()));
        }
        for (Found set : every.sets()) {
            possible.add(point(set));
            if (set.isKnown()) {
                known.add(point(set));
            }
        }
    }

    boolean isTooLarge() {
        return every.isTooLarge();
    }

    List<String> asked() {
        return asked;
    }

    /** The source archives of which egg-info tells what they require. */
    Set<String> eggInfo() {
        Set<String> files = new TreeSet<>();
        universe.projects()
                .forEach(project -> every.usable(project).stream()
                        .filter(seen -> seen.file().kind() == Kind.EGG_INFO && !seen.isUnknowable())
                        .map(Seen::filename)
                        .forEach(files::add));
        return files;
    }

    private List<SpecifierSet> clauses(String project) {
        return every.asked().stream()
                .filter(wish -> wish.project().equals(project))
                .map(Wish::clauses)
                .toList();
    }

    /** Where the requested packages are; one that is newer than its newest counts as being there. */
    private List<Version> point(Found set) {
        List<Version> point = new ArrayList<>();
        for (String project : asked) {
            Version version = Objects.requireNonNull(set.pins().get(project)).version();
            Version best = newest.get(project);
            point.add(best == null ? NEWEST : version.compareTo(best) > 0 ? best : version);
        }
        return point;
    }

    /** The result, and what is held back in the shown set and in the others, a line each. */
    List<String> answer() {
        if (known.stream().anyMatch(this::isAtNewest)) {
            return List.of("SUCCESS");
        }
        if (possible.isEmpty()) {
            return List.of("INSTALL_ERROR");
        }
        if (possible.stream().anyMatch(this::isAtNewest) || !known.contains(best())) {
            return List.of("UNKNOWN");
        }
        List<String> lines = new ArrayList<>(List.of("CHECK_WARNING", held(best())));
        ranked().stream()
                .skip(1)
                .filter(known::contains)
                .limit(8)
                .forEach(point -> lines.add(held(point) + (isImplausible(point) ? " implausible" : "")));
        return lines;
    }

    /** Whether these versions are a set that may be shown. */
    boolean isShown(SortedMap<String, Version> pins) {
        return every.sets().stream()
                .anyMatch(set -> set.isKnown()
                        && set.versions().equals(pins)
                        && (answer().equals(List.of("SUCCESS"))
                                ? isAtNewest(point(set))
                                : point(set).equals(best())));
    }

    /**
     * What pip takes without ever having to think again: a set with every project at the newest version that its name alone gives (of a requested one, what is asked of
     * it), which also is the newest that the set's own clauses admit. Null where there is none.
     */
    @Nullable
    SortedMap<String, Version> everythingAtItsNewest() {
        return every.sets().stream()
                .filter(set -> set.isKnown() && set.pins().values().stream().allMatch(seen -> isNewest(seen, set)))
                .findFirst()
                .map(Found::versions)
                .orElse(null);
    }

    private boolean isNewest(Seen seen, Found set) {
        List<SpecifierSet> alone = asked.contains(seen.project()) ? clauses(seen.project()) : List.of();
        return seen.equals(last(every.admitted(seen.project(), alone)))
                && seen.equals(last(every.admitted(seen.project(), every.clauses(seen.project(), set))));
    }

    private static @Nullable Seen last(List<Seen> list) {
        return list.isEmpty() ? null : list.getLast();
    }

    /** Whether these are files on which the answer depends: with them, but not with less than all of them, there would be the set that is in doubt. */
    boolean isInDoubt(Set<String> files) {
        Predicate<List<Version>> doubted =
                possible.stream().anyMatch(this::isAtNewest) ? this::isAtNewest : point -> point.equals(best());
        List<Set<String>> needed = every.sets().stream()
                .filter(set -> doubted.test(point(set)))
                .map(Found::unknowable)
                .toList();
        return needed.contains(files)
                && needed.stream().noneMatch(fewer -> !fewer.equals(files) && files.containsAll(fewer));
    }

    /** {@code version, upload time; latest version, upload time} of each pin. */
    SortedMap<String, String> currency(Collection<String> projects, Map<String, Version> pins) {
        SortedMap<String, String> lines = new TreeMap<>();
        for (String project : projects) {
            List<Seen> usable = every.usable(project);
            List<Seen> finals = usable.stream()
                    .filter(seen -> universe.preReleases() || !seen.version().isPreRelease())
                    .toList();
            List<Seen> admitted = finals.isEmpty() ? usable : finals;
            Seen latest = admitted.stream()
                    .filter(seen -> !seen.yanked())
                    .reduce((older, newer) -> newer)
                    .orElse(admitted.getLast());
            Seen pin = usable.stream()
                    .filter(seen -> seen.version().equals(pins.get(project)))
                    .findFirst()
                    .orElseThrow();
            lines.put(
                    project,
                    pin.filename() + " " + pin.file().uploaded() + "; " + latest.version() + " "
                            + (pin.equals(latest) ? pin.file().uploaded() : latest.released()));
        }
        return lines;
    }

    /** For each way out that is in doubt, what is held back and where: those that would be maximal, were their files read. */
    Set<String> inDoubt() {
        return maximal().stream()
                .filter(point -> !known.contains(point))
                .map(point -> indices()
                        .filter(i -> isHeld(i, point))
                        .mapToObj(i -> asked.get(i) + " at " + point.get(i))
                        .toList()
                        .toString())
                .collect(Collectors.toSet());
    }

    /** The requirements whose marker is false, the extras that do not exist, and what is taken though it is yanked. */
    List<String> notices(@Nullable SortedMap<String, Version> pins) {
        List<String> notices = new ArrayList<>(universe.asked().stream()
                .filter(wish -> !wish.condition().holds())
                .map(wish ->
                        "The requirement " + wish.text() + " does not count on this target: its marker is false there.")
                .distinct()
                .sorted()
                .toList());
        if (asked.isEmpty()) {
            notices.addFirst("No requirement counts on this target, so there is nothing to install.");
        }
        if (universe.asOf() != null) {
            notices.add("Yanks and deletions carry no date: those of today count.");
        }
        every.sets().stream()
                .filter(set -> set.versions().equals(pins))
                .findFirst()
                .ifPresent(set -> {
                    notices.addAll(every.missingExtras(set));
                    set.pins().values().stream()
                            .filter(seen -> seen.file().yanked())
                            .map(seen -> seen.project() + " " + seen.version() + " is yanked.")
                            .sorted()
                            .forEach(notices::add);
                });
        if (universe.asOf() != null) {
            new TreeSet<>(pins == null ? asked : pins.keySet()).forEach(project -> addWithoutTime(project, notices));
        }
        return notices;
    }

    private void addWithoutTime(String project, List<String> notices) {
        long count = universe.of(project).stream()
                .flatMap(release -> release.files().stream())
                .filter(file -> file.uploaded() == null)
                .count();
        if (count > 0) {
            notices.add("The index gives no upload time for %d %s of '%s': they count as uploaded in time."
                    .formatted(count, count == 1 ? "file" : "files", project));
        }
    }

    private boolean isAtNewest(List<Version> point) {
        return indices().noneMatch(i -> isHeld(i, point));
    }

    private IntStream indices() {
        return IntStream.range(0, asked.size());
    }

    private boolean isHeld(int index, List<Version> point) {
        Version best = newest.get(asked.get(index));
        return best != null && point.get(index).compareTo(best) < 0;
    }

    /** The points to which no other is newer in some package and older in none. */
    private List<List<Version>> maximal() {
        return possible.stream()
                .filter(point -> possible.stream()
                        .noneMatch(other -> !other.equals(point)
                                && indices().allMatch(i -> other.get(i).compareTo(point.get(i)) >= 0)))
                .toList();
    }

    private List<Version> best() {
        return ranked().getFirst();
    }

    /** The maximal points: least total lag, then fewest held, fewest releases skipped, and newer by name; where a lag is not known, by releases skipped first. */
    private List<List<Version>> ranked() {
        List<List<Version>> maximal = maximal();
        boolean timesKnown = maximal.stream().allMatch(this::isLagKnown);
        Comparator<List<Version>> first = timesKnown
                ? Comparator.comparing(point -> indices()
                        .mapToObj(i -> Objects.requireNonNull(lag(i, point)))
                        .reduce(Duration.ZERO, Duration::plus))
                : Comparator.comparingInt(this::totalSkipped);
        return maximal.stream()
                .sorted(first.thenComparingLong(
                                point -> indices().filter(i -> isHeld(i, point)).count())
                        .thenComparingInt(this::totalSkipped)
                        .thenComparing(TryingEverything::compareByName))
                .toList();
    }

    private boolean isLagKnown(List<Version> point) {
        return indices().allMatch(i -> lag(i, point) != null);
    }

    private int totalSkipped(List<Version> point) {
        return indices().map(i -> skipped(i, point).size()).sum();
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

    /** The final releases above a held version, up to the newest, that the package's own clauses allow. */
    private List<Seen> skipped(int index, List<Version> point) {
        String project = asked.get(index);
        return !isHeld(index, point)
                ? List.of()
                : every.usable(project).stream()
                        .filter(seen -> !seen.version().isPreRelease()
                                && seen.version().compareTo(point.get(index)) > 0
                                && seen.version().compareTo(Objects.requireNonNull(newest.get(project))) <= 0
                                && clauses(project).stream().allMatch(clause -> clause.contains(seen.version()))
                                && every.constraints(project).stream()
                                        .allMatch(clause -> clause.contains(seen.version())))
                        .toList();
    }

    /** Since the first of these was uploaded; null when the index does not say of one of them. */
    private @Nullable Duration lag(int index, List<Version> point) {
        List<Seen> skipped = skipped(index, point);
        return skipped.stream().anyMatch(seen -> seen.released() == null)
                ? null
                : skipped.stream()
                        .map(seen -> Duration.between(seen.released(), moment))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
    }

    private boolean isImplausible(List<Version> point) {
        return indices().anyMatch(i -> {
            Duration lag = lag(i, point);
            return lag != null && lag.toDays() > 3 * 365;
        });
    }

    /** Most lag first; by releases skipped where a lag is not known. */
    private String held(List<Version> point) {
        Comparator<Integer> most = isLagKnown(point)
                ? Comparator.comparing(i -> Objects.requireNonNull(lag(i, point)))
                : Comparator.comparingInt(i -> skipped(i, point).size());
        return indices()
                .boxed()
                .filter(i -> isHeld(i, point))
                .sorted(most.reversed().thenComparing(Comparator.naturalOrder()))
                .map(i -> {
                    Duration lag = lag(i, point);
                    return asked.get(i) + " " + newest.get(asked.get(i)) + "->" + point.get(i) + " "
                            + skipped(i, point).size() + "/" + (lag == null ? null : lag.toDays());
                })
                .toList()
                .toString();
    }
}
