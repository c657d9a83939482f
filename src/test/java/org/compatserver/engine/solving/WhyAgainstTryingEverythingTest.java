package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.compatserver.engine.solving.EverySet.Found;
import org.compatserver.engine.solving.EverySet.Seen;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Condition;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.RandomUniverse.Wish;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.Why.About;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Reason;
import org.compatserver.verdict.WhyNotNewer.Trial;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Why pins of random universes are not at their newest, against trying every choice of versions: every such pin has a reason, what is said to exclude the newest does,
 * and what is said to come of trying for a newer version does. The certificate checks each answer as well. More of them: {@code ./test WhyAgainstTryingEverythingTest
 * -Dcompat.cases=2000}.
 */
class WhyAgainstTryingEverythingTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, 4, 6, true, true
            2, 4, 6, true, true
            3, 5, 5, true, true
            2, 4, 6, false, true
            2, 9, 3, true, true
            3, 9, 3, false, true
            2, 14, 3, true, true
            1, 5, 5, true, false
            1, 7, 4, true, false
            2, 6, 4, true, false
            """)
    void everyReasonHolds(int requested, int projects, int versions, boolean cyclic, boolean everything) {
        Set<Feature> features =
                everything ? EnumSet.allOf(Feature.class) : EnumSet.of(Feature.EXTRAS, Feature.PRE_RELEASES);
        Shape shape = new Shape(projects, versions, requested, cyclic, features);
        Map<String, Integer> kinds = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(3_000_000L * (requested + 10 * projects) + seed, shape);
            EverySet every = new EverySet(universe);
            if (every.isTooLarge()) {
                continue;
            }
            String description = "seed %d: %s".formatted(seed, universe);
            Installation shown = shown(why(universe, null, description).verdict());
            for (Pin pin : shown.pins()) {
                WhyNotNewer reason = pin.whyNotNewer();
                assertThat(reason == null).as("%s of %s", pin, description).isEqualTo(pin.isLatest());
                if (reason != null) {
                    kinds.merge(reason.reason().getClass().getSimpleName(), 1, Integer::sum);
                    checkReason(reason, shown, every, description);
                    checkAbout(why(universe, pin.name(), description), pin, every, universe, kinds, description);
                }
            }
        }
        assertThat(kinds.keySet())
                .containsAll(everything ? List.of("Impossible") : List.of("Bound", "Needs", "Trade", "Impossible"));
    }

    private static Why why(RandomUniverse universe, @Nullable String project, String description) {
        try {
            return Asking.of(universe).why(project, universe.packages().toArray(String[]::new));
        } catch (AssertionError | RuntimeException fault) {
            throw new AssertionError(description, fault);
        }
    }

    private static Installation shown(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success success -> success.installation();
            case Verdict.CheckWarning warning -> warning.installation();
            case Verdict.InstallError _, Verdict.Unknown _ -> new Installation(List.of());
        };
    }

    /** All that requires the project in the set, and what of it excludes its newest version. */
    private static void checkReason(WhyNotNewer why, Installation shown, EverySet every, String description) {
        Found set = set(shown, every);
        boolean excluded = every.clauses(why.name(), set).stream().anyMatch(clause -> !clause.contains(why.newest()))
                || every.constraints(why.name()).stream().anyMatch(clause -> !clause.contains(why.newest()));
        switch (why.reason()) {
            case Reason.Bound(List<Binding> bindings) -> {
                assertThat(excluded).as("%s of %s", why, description).isTrue();
                assertThat(bindings).isNotEmpty();
            }
            case Reason.Held _ ->
                assertThat(every.asked())
                        .as(description)
                        .anyMatch(wish -> wish.project().equals(why.name()));
            case Reason.Needs _, Reason.Unusable _, Reason.NotAdmitted _, Reason.NotEvident _ ->
                assertThat(excluded).as("%s of %s", why, description).isFalse();
        }
    }

    private static Found set(Installation shown, EverySet every) {
        SortedMap<String, Version> versions = new TreeMap<>();
        shown.pins().forEach(pin -> versions.put(pin.name(), pin.version()));
        return every.sets().stream()
                .filter(found -> found.versions().equals(versions))
                .findFirst()
                .orElseThrow();
    }

    private static void checkAbout(
            Why why, Pin pin, EverySet every, RandomUniverse universe, Map<String, Integer> kinds, String description) {
        About.InSet about = (About.InSet) Objects.requireNonNull(why.about());
        Installation shown = shown(why.verdict());
        long asking = every.clauses(pin.name(), set(shown, every)).size();
        long said = about.requiredBy().stream()
                .filter(one -> !(one instanceof Binding.Constraint))
                .count();
        assertThat(said).as("%s of %s", about.requiredBy(), description).isBetween(1L, asking);
        WhyNotNewer reason = Objects.requireNonNull(about.pin().whyNotNewer());
        if (about.askedFor()) {
            return;
        }
        Trial trial = Objects.requireNonNull(reason.trial(), description);
        kinds.merge(trial.getClass().getSimpleName(), 1, Integer::sum);
        List<Found> wider = new EverySet(askingToo(universe, pin.name())).sets();
        checkTrial(trial, pin, shown, every, wider, description);
        checkBest(about, trial, pin, shown, every, wider, description);
    }

    private static RandomUniverse askingToo(RandomUniverse universe, String project) {
        List<Wish> asked = new ArrayList<>(universe.asked());
        asked.add(new Wish(project, List.of(), SpecifierSet.any(), null, Condition.NONE));
        return new RandomUniverse(
                universe.projects(),
                universe.releases(),
                asked,
                universe.constraints(),
                universe.preReleases(),
                universe.strict(),
                universe.wheelsOnly(),
                universe.asOf());
    }

    /** Sets in which all that was asked for is where it is shown, or at its newest, or newer still, and the project at least at the version. */
    private static List<Found> going(Version version, Pin pin, Installation shown, EverySet every, List<Found> wider) {
        TreeSet<String> asked =
                new TreeSet<>(every.asked().stream().map(Wish::project).toList());
        return wider.stream()
                .filter(set -> isAtLeast(set, pin.name(), version))
                .filter(set -> shown.pins().stream()
                        .filter(one -> asked.contains(one.name()))
                        .allMatch(one -> isAtLeast(set, one.name(), atMostNewest(one, every))))
                .toList();
    }

    /** A version newer than the newest that its own clauses admit counts as that. */
    private static Version atMostNewest(Pin pin, EverySet every) {
        List<SpecifierSet> own = every.asked().stream()
                .filter(wish -> wish.project().equals(pin.name()))
                .map(Wish::clauses)
                .toList();
        Version newest = every.admitted(pin.name(), own).stream()
                .filter(seen -> !seen.isBroken())
                .map(Seen::version)
                .reduce((older, newer) -> newer)
                .orElse(pin.version());
        return newest.compareTo(pin.version()) < 0 ? newest : pin.version();
    }

    private static boolean isAtLeast(Found set, String project, Version version) {
        Seen seen = set.pins().get(project);
        return seen != null && seen.version().compareTo(version) >= 0;
    }

    private static boolean hasAllElse(Found set, Pin pin, Installation shown) {
        return shown.pins().stream()
                .filter(one -> !one.project().equals(pin.project()))
                .allMatch(one -> !set.pins().containsKey(one.name()) || isAtLeast(set, one.name(), one.version()));
    }

    private static void checkTrial(
            Trial trial, Pin pin, Installation shown, EverySet every, List<Found> wider, String description) {
        List<Found> going = going(trial.version(), pin, shown, every, wider);
        List<Found> strictly =
                going.stream().filter(set -> hasAllElse(set, pin, shown)).toList();
        String said = "%s for %s in %s of %s".formatted(trial, pin, shown, description);
        switch (trial) {
            case Trial.Impossible _ -> assertThat(going).as(said).isEmpty();
            case Trial.Trade trade -> {
                assertThat(strictly).as(said).isEmpty();
                SortedMap<String, Version> versions = new TreeMap<>();
                trade.pins().forEach(one -> versions.put(one.name(), one.version()));
                assertThat(going)
                        .as(said)
                        .anyMatch(set -> set.isKnown() && set.versions().equals(versions));
                assertThat(trade.others()).as(said).isNotEmpty();
            }
            case Trial.AsGood _ -> assertThat(strictly).as(said).anyMatch(Found::isKnown);
            case Trial.InDoubt(var _, List<String> files) -> {
                assertThat(files).as(said).isNotEmpty();
                assertThat(strictly.stream().noneMatch(Found::isKnown)).as(said).isTrue();
            }
            case Trial.NotKnown _ -> throw new AssertionError(said);
        }
    }

    /** The newest version that goes with what was asked for, or may go. */
    private static void checkBest(
            About.InSet about,
            Trial trial,
            Pin pin,
            Installation shown,
            EverySet every,
            List<Found> wider,
            String description) {
        if (!(trial instanceof Trial.Impossible)) {
            return;
        }
        Version best = going(pin.version(), pin, shown, every, wider).stream()
                .map(set -> Objects.requireNonNull(set.pins().get(pin.name())).version())
                .max(Version::compareTo)
                .orElseThrow();
        Trial said = about.best();
        if (said == null) {
            assertThat(best)
                    .as("best of %s in %s of %s", pin, shown, description)
                    .isEqualTo(pin.version());
        } else {
            assertThat(said.version()).as("%s of %s", said, description).isEqualTo(best);
            checkTrial(said, pin, shown, every, wider, description);
        }
    }
}
