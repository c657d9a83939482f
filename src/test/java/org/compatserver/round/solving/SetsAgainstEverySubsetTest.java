package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.compatserver.catalog.Catalog;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.catalog.Scope;
import org.compatserver.check.Outcome;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.Merging;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.Search;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.engine.solving.World;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.round.Plan;
import org.compatserver.round.sets.LargestSet;
import org.compatserver.round.sets.LeftOut;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.compatserver.testing.Universe;
import org.compatserver.verdict.Question.Sources;
import org.junit.jupiter.api.Test;

/** The largest set of random universes: every subset of the packages is solved. */
class SetsAgainstEverySubsetTest {
    private static final Shape CLASHING = new Shape(7, 4, 5, true, EnumSet.noneOf(Feature.class));
    private static final Shape ADMITTING =
            new Shape(6, 5, 5, true, EnumSet.of(Feature.PRE_RELEASES, Feature.YANKED, Feature.EXTRAS));
    private static final Shape ODD = new Shape(6, 4, 5, true, EnumSet.allOf(Feature.class));

    private int leftOut;
    private int doubtful;

    @Test
    void ofPlainUniverses() {
        check(CLASHING, 0, 300);
        assertThat(leftOut).isGreaterThan(150);
    }

    @Test
    void ofUniversesWithPreReleasesYanksAndExtras() {
        check(ADMITTING, 10_000, 300);
        assertThat(leftOut).isGreaterThan(150);
    }

    @Test
    void ofOddUniverses() {
        check(ODD, 20_000, 300);
        assertThat(leftOut).isGreaterThan(150);
        assertThat(doubtful).isGreaterThan(5);
    }

    private void check(Shape shape, int from, int count) {
        for (int seed = from; seed < from + count; seed++) {
            RandomUniverse random = RandomUniverse.of(seed, shape);
            Universe universe = Universe.of(random.text());
            Plan plan = SetsIn.plan(random);
            Outcome<LargestSet> outcome = SetsIn.largest(universe, plan, Limits.DEFAULT, Duration.ofMinutes(1));
            assertThat(outcome).as("seed %d", seed).isInstanceOf(Outcome.Answered.class);
            LargestSet set = ((Outcome.Answered<LargestSet>) outcome).answer();
            Subsets subsets = new Subsets(universe, plan);
            assertThat(set.fitting().size()).as("seed %d: %s", seed, random).isEqualTo(subsets.certain);
            assertThat(set.atMost()).as("seed %d: %s", seed, random).isEqualTo(subsets.certain);
            assertThat(set.atMostIfBuilt()).as("seed %d: %s", seed, random).isEqualTo(subsets.hoped);
            leftOut += set.leftOut().size();
            doubtful += set.leftOut().stream().anyMatch(one -> one.kind() == LeftOut.Kind.UNKNOWN) ? 1 : 0;
        }
    }

    /** What the search of a single check says of every subset. */
    private static final class Subsets {
        /** The size of the largest that fits, and of the largest that may fit. */
        private int certain;

        private int hoped;

        Subsets(Universe universe, Plan plan) {
            try (Catalog catalog = SetsIn.catalog(universe)) {
                CatalogSource source = catalog.source(new Scope(
                        SetsIn.TARGET,
                        plan.asOf(),
                        plan.sources() == Sources.WHEELS,
                        plan.preReleases(),
                        plan.constraints()));
                World world = World.pessimistic(source, plan.strict());
                List<Integer> all = IntStream.range(0, plan.size()).boxed().toList();
                subsets(Merging.of(plan.question(SetsIn.TARGET, all)).requirements())
                        .forEach(some -> look(
                                some.stream()
                                        .map(requirement -> Ask.of(requirement, source, world))
                                        .toList(),
                                new Search(world, Budget.unbounded())));
            }
        }

        private static Stream<List<Requirement>> subsets(List<Requirement> all) {
            return IntStream.range(1, 1 << all.size())
                    .mapToObj(bits -> BitSet.valueOf(new long[] {bits}).stream()
                            .mapToObj(all::get)
                            .toList());
        }

        private void look(List<Ask> asks, Search search) {
            switch (search.ask(Search.request(asks, Point.newest(asks).orNewer(asks), List.of()))) {
                case Answer.Exists _ -> {
                    certain = Math.max(certain, asks.size());
                    hoped = Math.max(hoped, asks.size());
                }
                case Answer.Depends _ -> hoped = Math.max(hoped, asks.size());
                case Answer.Impossible _ -> {}
            }
        }
    }
}
