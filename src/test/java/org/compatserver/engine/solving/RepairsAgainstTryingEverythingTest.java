package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.compatserver.pep.version.Specifier;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.RandomUniverse.Wish;
import org.compatserver.verdict.Edit;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Repair;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Repairs of random questions, against trying every set of changes with every choice of versions. */
class RepairsAgainstTryingEverythingTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);

    /** So many smallest changes at most are tried in all combinations. */
    private static final int MOST_CHANGES = 9;

    /** Of more repairs not all are told. */
    private static final int MOST_REPAIRS = 8;

    @ParameterizedTest
    @CsvSource(textBlock = """
            1, 3, 5, true
            2, 3, 5, true
            2, 4, 4, true
            3, 4, 3, true
            3, 5, 3, false
            """)
    void allMinimalRepairsAreFoundAndNothingElse(int requested, int projects, int versions, boolean cyclic) {
        Shape shape = new Shape(projects, versions, requested, cyclic, EnumSet.allOf(Feature.class));
        Map<String, Integer> kinds = new TreeMap<>();
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(5_000_000L * (requested + 10 * projects) + seed, shape);
            if (new EverySet(universe).isTooLarge()) {
                continue;
            }
            Repairs repairs = Asking.of(universe).repairs(universe.packages().toArray(String[]::new));
            String description = "seed %d: %s".formatted(seed, universe);
            switch (repairs.verdict()) {
                case Verdict.InstallError _ -> compare(repairs, universe, kinds, description);
                case Verdict.CheckWarning warning -> compare(repairs, warning, kinds, description);
                case Verdict.Success _, Verdict.Unknown _ ->
                    assertThat(repairs.repairs()).as(description).isEmpty();
            }
        }
        assertThat(kinds.keySet()).contains("held", "1");
    }

    /** Each way of holding back, with the rest at its newest. */
    private static void compare(
            Repairs repairs, Verdict.CheckWarning warning, Map<String, Integer> kinds, String description) {
        Set<List<HeldBack>> ways = new HashSet<>(Set.of(warning.heldBack()));
        warning.alternatives().forEach(other -> ways.add(other.heldBack()));
        assertThat(repairs.repairs())
                .extracting(Repair::heldBack)
                .as(description)
                .containsExactlyInAnyOrderElementsOf(ways);
        for (Repair repair : repairs.repairs()) {
            assertThat(repair.repaired())
                    .as("%s in %s", repair.edits(), description)
                    .isInstanceOf(Verdict.Success.class);
        }
        kinds.merge("held", 1, Integer::sum);
    }

    private static void compare(
            Repairs repairs, RandomUniverse universe, Map<String, Integer> kinds, String description) {
        Truth truth = new Truth(universe);
        if (truth.all.size() > MOST_CHANGES || repairs.repairs().size() == MOST_REPAIRS) {
            kinds.merge("not compared", 1, Integer::sum);
            return;
        }
        Set<Set<String>> found = new HashSet<>();
        repairs.repairs().forEach(repair -> found.add(texts(repair.edits())));
        Set<Set<String>> minimal = truth.minimal(EverySet.Found::isKnown);
        assertThat(found).as(description).isEqualTo(minimal);
        if (repairs.complete()) {
            assertThat(minimal).as(description).isEqualTo(truth.minimal(set -> true));
        } else {
            kinds.merge("in doubt", 1, Integer::sum);
        }
        assertThat(repairs.repairs())
                .as(description)
                .allSatisfy(repair -> assertThat(repair.repaired()).isNotInstanceOf(Verdict.InstallError.class));
        kinds.merge(
                String.valueOf(repairs.repairs().stream()
                        .mapToInt(Repair::changes)
                        .min()
                        .orElse(0)),
                1,
                Integer::sum);
    }

    private static Set<String> texts(List<Edit> edits) {
        Set<String> texts = new TreeSet<>();
        for (Edit edit : edits) {
            texts.add(
                    switch (edit) {
                        case Edit.Relax(var asked, var instead) -> asked + " -> " + instead;
                        case Edit.LeaveOut(var asked) -> asked + " -> nothing";
                        case Edit.Loosen(var constraint, var instead) ->
                            "constraint " + constraint + " -> " + (instead == null ? "nothing" : instead);
                        case Edit.Hold hold -> throw new AssertionError(hold);
                    });
        }
        return texts;
    }

    /** All sets of changes to a question, tried one by one. */
    private static final class Truth {
        /**
         * A smallest change.
         *
         * @param place of a wish among those asked, or with {@code constraint} among the constraints; -1 for all of a project
         */
        private record Smallest(boolean constraint, int place, String project, String what) {}

        private final RandomUniverse universe;
        private final List<Smallest> all = new ArrayList<>();

        Truth(RandomUniverse universe) {
            this.universe = universe;
            Set<String> projects = new TreeSet<>();
            for (int i = 0; i < universe.asked().size(); i++) {
                Wish wish = universe.asked().get(i);
                if (wish.condition().holds()) {
                    add(false, i, wish);
                    projects.add(wish.project());
                }
            }
            for (int i = 0; i < universe.constraints().size(); i++) {
                if (universe.constraints().get(i).condition().holds()) {
                    add(true, i, universe.constraints().get(i));
                }
            }
            projects.forEach(project -> all.add(new Smallest(false, -1, project, "")));
        }

        private void add(boolean constraint, int place, Wish wish) {
            for (Specifier clause : wish.clauses().clauses()) {
                all.add(new Smallest(constraint, place, wish.project(), clause.toString()));
            }
            for (String extra : constraint ? List.<String>of() : wish.extras()) {
                all.add(new Smallest(constraint, place, wish.project(), extra));
            }
        }

        /**
         * Those that fit, but for those that do all that another one does.
         *
         * @param counts which sets of versions do
         */
        Set<Set<String>> minimal(Predicate<EverySet.Found> counts) {
            List<Set<Smallest>> fitting = new ArrayList<>();
            for (int bits = 0; bits < 1 << all.size(); bits++) {
                Set<Smallest> set = new HashSet<>();
                for (int i = 0; i < all.size(); i++) {
                    if ((bits & 1 << i) != 0) {
                        set.add(all.get(i));
                    }
                }
                if (isWritten(set) && fits(set, counts)) {
                    fitting.add(set);
                }
            }
            Set<Set<String>> texts = new HashSet<>();
            for (Set<Smallest> set : fitting) {
                if (fitting.stream().noneMatch(less -> !less.equals(set) && isWithin(less, set))) {
                    texts.add(edits(set));
                }
            }
            return texts;
        }

        /** Of a project that is left out nothing else is changed. */
        private static boolean isWritten(Set<Smallest> set) {
            return set.stream().noneMatch(one -> isLeftOut(one, set) && one.place() >= 0);
        }

        private static boolean isLeftOut(Smallest one, Set<Smallest> set) {
            return !one.constraint() && set.contains(new Smallest(false, -1, one.project(), ""));
        }

        private static boolean isWithin(Set<Smallest> less, Set<Smallest> set) {
            return less.stream().allMatch(one -> set.contains(one) || isLeftOut(one, set));
        }

        private boolean fits(Set<Smallest> set, Predicate<EverySet.Found> counts) {
            List<Wish> asked = changed(universe.asked(), false, set);
            return asked.stream().anyMatch(wish -> wish.condition().holds())
                    && new EverySet(new RandomUniverse(
                                    universe.projects(),
                                    universe.releases(),
                                    asked,
                                    changed(universe.constraints(), true, set),
                                    universe.preReleases(),
                                    universe.strict(),
                                    universe.wheelsOnly(),
                                    universe.asOf()))
                            .sets().stream().anyMatch(counts);
        }

        private static List<Wish> changed(List<Wish> wishes, boolean constraint, Set<Smallest> set) {
            List<Wish> changed = new ArrayList<>();
            for (int i = 0; i < wishes.size(); i++) {
                Wish wish = wishes.get(i);
                if (constraint || !set.contains(new Smallest(false, -1, wish.project(), ""))) {
                    changed.add(changed(wish, constraint, i, set));
                }
            }
            return changed;
        }

        private static Wish changed(Wish wish, boolean constraint, int place, Set<Smallest> set) {
            List<String> clauses = wish.clauses().clauses().stream()
                    .map(Specifier::toString)
                    .filter(clause -> !set.contains(new Smallest(constraint, place, wish.project(), clause)))
                    .toList();
            List<String> extras = wish.extras().stream()
                    .filter(extra -> !set.contains(new Smallest(constraint, place, wish.project(), extra)))
                    .toList();
            return new Wish(
                    wish.project(),
                    extras,
                    SpecifierSet.of(String.join(",", clauses)),
                    wish.ofExtra(),
                    wish.condition());
        }

        private Set<String> edits(Set<Smallest> set) {
            Set<String> texts = new TreeSet<>();
            for (int i = 0; i < universe.asked().size(); i++) {
                Wish wish = universe.asked().get(i);
                Wish after = changed(wish, false, i, set);
                if (set.contains(new Smallest(false, -1, wish.project(), ""))) {
                    texts.add(wish.text() + " -> nothing");
                } else if (!after.equals(wish)) {
                    texts.add(wish.text() + " -> " + after.text());
                }
            }
            for (int i = 0; i < universe.constraints().size(); i++) {
                Wish wish = universe.constraints().get(i);
                Wish after = changed(wish, true, i, set);
                if (!after.equals(wish)) {
                    texts.add("constraint " + wish.text() + " -> "
                            + (after.clauses().isEmpty() ? "nothing" : after.text()));
                }
            }
            return texts;
        }
    }
}
