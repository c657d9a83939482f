package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.compatserver.pep.version.Version;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.RandomUniverse.Wish;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Verdict.UnknownFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every field of answers on random universes, against trying every choice of versions; each answer is checked by the certificate as well. More of them:
 * {@code ./test EngineAgainstTryingEverythingTest -Dcompat.cases=2000}.
 */
class EngineAgainstTryingEverythingTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, 4, 6, true
            2, 4, 6, true
            3, 5, 5, true
            2, 4, 6, false
            2, 9, 3, true
            3, 9, 3, false
            2, 14, 3, true
            3, 14, 4, false
            """)
    void everyFieldIsThatOfTryingEverything(int requested, int projects, int versions, boolean cyclic) {
        Shape shape = new Shape(projects, versions, requested, cyclic, EnumSet.allOf(Feature.class));
        Map<String, Integer> results = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(1_000_000L * (requested + 10 * projects) + seed, shape);
            TryingEverything truth = new TryingEverything(universe);
            if (truth.isTooLarge()) {
                results.merge("too large", 1, Integer::sum);
                continue;
            }
            List<String> asked = new ArrayList<>(universe.packages());
            Collections.shuffle(asked, new Random(seed));
            String description = "seed %d: %s".formatted(seed, universe);
            Verdict verdict = verdict(universe, asked, description);
            compare(verdict, truth, description);
            compareDragged(verdict, universe, truth, description);
            compareAssumed(verdict, universe, truth, description);
            results.merge(truth.answer().getFirst(), 1, Integer::sum);
        }
        assertThat(results.keySet()).contains("SUCCESS", "INSTALL_ERROR");
    }

    private static Verdict verdict(RandomUniverse universe, List<String> asked, String description) {
        try {
            return Asking.of(universe).verdict(asked.toArray(String[]::new));
        } catch (AssertionError | RuntimeException fault) {
            throw new AssertionError(description, fault);
        }
    }

    private static void compare(Verdict verdict, TryingEverything truth, String description) {
        assertThat(lines(verdict)).as(description).isEqualTo(truth.answer());
        SortedMap<String, Version> pins = null;
        switch (verdict) {
            case Verdict.Success success -> pins = compare(success.installation(), truth, description);
            case Verdict.CheckWarning warning -> {
                pins = compare(warning.installation(), truth, description);
                assertThat(warning.complete()).as(description).isNotNull();
            }
            case Verdict.InstallError _ -> {}
            case Verdict.Unknown unknown ->
                assertThat(truth.isInDoubt(
                                unknown.files().stream().map(UnknownFile::file).collect(Collectors.toSet())))
                        .as("%s of %s", unknown.files(), description)
                        .isTrue();
        }
        List<String> notices = new ArrayList<>(verdict.context().notices());
        List<String> doubts = notices.stream()
                .filter(notice -> notice.startsWith("Whether holding "))
                .toList();
        notices.removeAll(doubts);
        assertThat(notices).as(description).isEqualTo(truth.notices(pins));
        Set<String> inDoubt = verdict instanceof Verdict.CheckWarning ? truth.inDoubt() : Set.of();
        assertThat(doubts).as(description).hasSize(Math.min(3, inDoubt.size()));
        assertThat(doubts)
                .allSatisfy(doubt -> assertThat(inDoubt)
                        .as("%s of %s", doubt, description)
                        .contains(doubt.replaceFirst("Whether holding (.*) would do instead .*", "[$1]")
                                .replace(" and ", ", ")));
    }

    private static SortedMap<String, Version> compare(
            Installation installation, TryingEverything truth, String description) {
        SortedMap<String, Version> pins = pins(installation);
        SortedMap<String, String> currency = new TreeMap<>();
        for (Pin pin : installation.pins()) {
            currency.put(
                    pin.name(), pin.file() + " " + pin.uploaded() + "; " + pin.latest() + " " + pin.latestUploaded());
        }
        assertThat(truth.isShown(pins)).as("%s of %s", pins, description).isTrue();
        assertThat(currency).as(description).isEqualTo(truth.currency(pins.keySet(), pins));
        SortedMap<String, Version> newest = truth.everythingAtItsNewest();
        if (newest != null) {
            assertThat(pins).as(description).isEqualTo(newest);
        }
        return pins;
    }

    /** By the engine's own answers to each package alone. */
    private static void compareDragged(
            Verdict verdict, RandomUniverse universe, TryingEverything truth, String description) {
        Installation shown = installation(verdict);
        if (shown == null) {
            return;
        }
        SortedMap<String, Version> pins = pins(shown);
        SortedMap<String, Version> alone = new TreeMap<>();
        for (String project : truth.asked()) {
            String[] own = universe.asked().stream()
                    .filter(wish -> wish.project().equals(project))
                    .map(Wish::text)
                    .toArray(String[]::new);
            Installation solo = installation(Asking.of(universe).verdict(own));
            if (solo != null) {
                pins(solo).forEach((name, version) -> alone.merge(name, version, (a, b) -> a.compareTo(b) > 0 ? a : b));
            }
        }
        List<String> dragged = new ArrayList<>();
        alone.forEach((name, version) -> {
            Version here = pins.get(name);
            if (!truth.asked().contains(name) && (here == null || here.compareTo(version) < 0)) {
                dragged.add(name + " " + version + " -> " + here);
            }
        });
        assertThat(shown.dragged())
                .extracting(one -> one.name() + " " + one.from() + " -> " + one.to())
                .as("dragged by %s in %s", pins, description)
                .isEqualTo(dragged);
    }

    /** If what is named were all that may be believed, the answer would be the same. */
    private static void compareAssumed(
            Verdict verdict, RandomUniverse universe, TryingEverything truth, String description) {
        List<String> assumed = verdict.context().assumed();
        if (verdict instanceof Verdict.Unknown || truth.eggInfo().isEmpty()) {
            return;
        }
        assertThat(truth.eggInfo()).as(description).containsAll(assumed);
        TryingEverything doubting = new TryingEverything(universe.withoutEggInfoBut(assumed));
        assertThat(doubting.answer().stream().limit(2).toList())
                .as("assumed %s in %s", assumed, description)
                .isEqualTo(truth.answer().stream().limit(2).toList());
    }

    private static @Nullable Installation installation(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success success -> success.installation();
            case Verdict.CheckWarning warning -> warning.installation();
            case Verdict.InstallError _, Verdict.Unknown _ -> null;
        };
    }

    private static SortedMap<String, Version> pins(Installation installation) {
        SortedMap<String, Version> pins = new TreeMap<>();
        installation.pins().forEach(pin -> pins.put(pin.name(), pin.version()));
        return pins;
    }

    private static List<String> lines(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Success _ -> List.of("SUCCESS");
            case Verdict.Unknown _ -> List.of("UNKNOWN");
            case Verdict.InstallError _ -> List.of("INSTALL_ERROR");
            case Verdict.CheckWarning warning -> {
                List<String> lines = new ArrayList<>(List.of("CHECK_WARNING", held(warning.heldBack())));
                warning.alternatives()
                        .forEach(other ->
                                lines.add(held(other.heldBack()) + (other.implausible() ? " implausible" : "")));
                yield lines;
            }
        };
    }

    private static String held(List<HeldBack> list) {
        return list.stream()
                .map(held -> held.project() + " " + held.from() + "->" + held.to() + " " + held.releasesBehind() + "/"
                        + held.lagDays())
                .toList()
                .toString();
    }
}
