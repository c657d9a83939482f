package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.File;
import org.compatserver.testing.RandomUniverse.Kind;
import org.compatserver.testing.RandomUniverse.Release;
import org.compatserver.testing.RandomUniverse.Wish;
import org.jspecify.annotations.Nullable;

/**
 * Every admissible set of a small universe, files that cannot be read taken to require nothing: for whatever something requires, each of its versions is tried. As
 * plain as possible; it shares nothing with the engine but PEP 440.
 */
final class EverySet {
    /** With more choices than these a universe is too large for this. */
    private static final int MOST_TRIES = 60_000;

    private final RandomUniverse universe;
    private final List<Found> sets = new ArrayList<>();
    private int tries;

    EverySet(RandomUniverse universe) {
        this.universe = universe;
        tryAll(new TreeMap<>());
    }

    /**
     * A release as the question sees it.
     *
     * @param file the one that would be installed
     * @param yanked whether all files that count are
     * @param released when the first of those was uploaded; null when the index does not say
     */
    record Seen(
            Release release,
            File file,
            boolean yanked,
            @Nullable Instant released,
            boolean strict) {
        String project() {
            return release.project();
        }

        Version version() {
            return release.version();
        }

        /** Whether what it says of itself makes it useless. */
        boolean isBroken() {
            return file.kind() == Kind.INVALID || (!file.metadataPython() && file.kind() != Kind.UNKNOWABLE);
        }

        boolean isUnknowable() {
            return file.kind() == Kind.UNKNOWABLE || (strict && file.kind() == Kind.EGG_INFO && !isBroken());
        }

        String filename() {
            return file.kind().filename(project(), version());
        }
    }

    /** A set: one release a project, closed, and nothing in it that nothing requires. */
    record Found(SortedMap<String, Seen> pins) {
        Set<String> unknowable() {
            Set<String> files = new TreeSet<>();
            pins.values().stream()
                    .filter(Seen::isUnknowable)
                    .map(Seen::filename)
                    .forEach(files::add);
            return files;
        }

        boolean isKnown() {
            return unknowable().isEmpty();
        }

        SortedMap<String, Version> versions() {
            SortedMap<String, Version> versions = new TreeMap<>();
            pins.forEach((project, seen) -> versions.put(project, seen.version()));
            return versions;
        }
    }

    /** A project, or (with an extra) what one of its extras adds. */
    private record Node(String project, @Nullable String extra) {}

    List<Found> sets() {
        return sets;
    }

    boolean isTooLarge() {
        return tries > MOST_TRIES;
    }

    /** Follows all that is required from the question on; where a project has no version yet, tries each. */
    private void tryAll(SortedMap<String, Seen> chosen) {
        if (++tries > MOST_TRIES) {
            return;
        }
        List<Wish> wishes = wishes(chosen);
        for (Wish wish : wishes) {
            Seen seen = chosen.get(wish.project());
            if (seen != null && !wish.clauses().contains(seen.version())) {
                return;
            }
        }
        for (Wish wish : wishes) {
            if (!chosen.containsKey(wish.project())) {
                for (Seen seen : usable(wish.project())) {
                    SortedMap<String, Seen> more = new TreeMap<>(chosen);
                    more.put(wish.project(), seen);
                    tryAll(more);
                }
                return;
            }
        }
        if (chosen.values().stream().allMatch(seen -> !seen.isBroken() && isAdmitted(seen, wishes))) {
            sets.add(new Found(chosen));
        }
    }

    /** All that the question and the chosen releases that it leads to require. */
    private List<Wish> wishes(Map<String, Seen> chosen) {
        List<Wish> wishes = new ArrayList<>();
        Set<Node> visited = new HashSet<>();
        Deque<Wish> open = new ArrayDeque<>(asked());
        while (!open.isEmpty()) {
            Wish wish = open.pop();
            wishes.add(wish);
            Seen seen = chosen.get(wish.project());
            if (seen == null) {
                continue;
            }
            if (visited.add(new Node(wish.project(), null))) {
                required(seen, null).forEach(open::add);
            }
            for (String extra : wish.extras()) {
                if (visited.add(new Node(wish.project(), extra))) {
                    required(seen, extra).forEach(open::add);
                }
            }
        }
        return wishes;
    }

    /** What a release requires, or what one of its extras adds to that. */
    private static List<Wish> required(Seen seen, @Nullable String extra) {
        if (seen.isUnknowable() || (extra != null && !seen.release().extras().contains(extra))) {
            return List.of();
        }
        return seen.release().requires().stream()
                .filter(wish -> wish.condition().holds() && Objects.equals(wish.ofExtra(), extra))
                .toList();
    }

    /** What is asked for on this target. */
    List<Wish> asked() {
        return universe.asked().stream()
                .filter(wish -> wish.condition().holds())
                .toList();
    }

    /** A sentence for each extra that the set asks for in vain. */
    List<String> missingExtras(Found set) {
        Set<String> missing = new TreeSet<>();
        for (Wish wish : wishes(set.pins())) {
            Seen seen = Objects.requireNonNull(set.pins().get(wish.project()));
            for (String extra : wish.extras()) {
                if (!seen.release().extras().contains(extra)) {
                    missing.add("%s %s has no extra '%s'.".formatted(seen.project(), seen.version(), extra));
                }
            }
        }
        return List.copyOf(missing);
    }

    private boolean isAdmitted(Seen seen, List<Wish> wishes) {
        return admitted(seen.project(), clauses(seen.project(), wishes)).contains(seen);
    }

    private static List<SpecifierSet> clauses(String project, List<Wish> wishes) {
        return wishes.stream()
                .filter(wish -> wish.project().equals(project))
                .map(Wish::clauses)
                .toList();
    }

    /** The clauses that the question and a set put on a project. */
    List<SpecifierSet> clauses(String project, Found set) {
        return clauses(project, wishes(set.pins()));
    }

    /** What the clauses, all together and with the constraints, admit (resolution semantics 1.4 and 3.3). */
    List<Seen> admitted(String project, List<SpecifierSet> clauses) {
        List<SpecifierSet> all =
                Stream.concat(clauses.stream(), constraints(project).stream()).toList();
        List<Seen> merged = usable(project).stream()
                .filter(seen -> all.stream().allMatch(clause -> clause.contains(seen.version())))
                .toList();
        boolean preReleases = universe.preReleases()
                || all.stream().anyMatch(SpecifierSet::namesPreRelease)
                || merged.stream().allMatch(seen -> seen.version().isPreRelease());
        List<Seen> candidates = merged.stream()
                .filter(seen -> preReleases || !seen.version().isPreRelease())
                .toList();
        boolean pinned =
                all.stream().anyMatch(SpecifierSet::pins) && candidates.stream().allMatch(Seen::yanked);
        return candidates.stream().filter(seen -> pinned || !seen.yanked()).toList();
    }

    List<SpecifierSet> constraints(String project) {
        return universe.constraints().stream()
                .filter(wish ->
                        wish.project().equals(project) && wish.condition().holds())
                .map(Wish::clauses)
                .toList();
    }

    /** The releases with a file that counts, ascending. */
    List<Seen> usable(String project) {
        List<Seen> usable = new ArrayList<>();
        for (Release release : universe.of(project)) {
            List<File> counting = release.files().stream().filter(this::counts).toList();
            List<File> standing =
                    counting.stream().filter(file -> !file.yanked()).toList();
            Instant released = counting.stream()
                    .map(File::uploaded)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
            (standing.isEmpty() ? counting : standing)
                    .stream()
                            .min(Comparator.comparing(File::kind))
                            .ifPresent(best -> usable.add(
                                    new Seen(release, best, standing.isEmpty(), released, universe.strict())));
        }
        return usable;
    }

    private boolean counts(File file) {
        Instant moment = universe.asOf();
        Instant uploaded = file.uploaded();
        return file.kind() != Kind.OTHER_PLATFORM
                && (file.kind().isWheel() || !universe.wheelsOnly())
                && file.python()
                && (moment == null || uploaded == null || uploaded.isBefore(moment));
    }
}
