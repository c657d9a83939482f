package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.compatserver.engine.solving.Limits;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.round.Clash;
import org.compatserver.round.Result;
import org.compatserver.round.Rule;
import org.compatserver.testing.RandomUniverse;
import org.compatserver.testing.RandomUniverse.Feature;
import org.compatserver.testing.RandomUniverse.Shape;
import org.junit.jupiter.api.Test;

/** What is proved of a pair stands, though why it is so is not found out. */
class UnexplainedPairsTest {
    private static final int CASES = Integer.getInteger("compat.cases", 60);
    private static final Shape SHAPE = new Shape(14, 5, 6, false, EnumSet.allOf(Feature.class));
    private static final Limits ONE_STEP = new Limits(1, Duration.ofSeconds(20), 200);

    @Test
    void theReasonIsLeftOutWhereTheBudgetEndsBeforeItIsKnown() {
        try (ScenesOf scenes = ScenesOf.of("""
            left 1: cart<3, tax<3
            right 1: cart>=2, tax>=2
            cart 1
            cart 2: price<2
            cart 3
            tax 1
            tax 2: price>=2
            tax 3
            price 1
            price 2
            """, "left", "right")) {
            assertThat(new LearningPairs(within(scenes.scene, ONE_STEP))
                            .answer(scenes.solos.getFirst(), scenes.solos.getLast()))
                    .isEqualTo(
                            new PairAnswer(Result.INSTALL_ERROR, Rule.SIGNATURE, -1, -1, new Clash.Between(List.of())));
        }
    }

    @Test
    void withAnyFewStepsOnlyWhatIsTrueIsSaid() {
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(31_000_000L + seed, SHAPE);
            try (ScenesOf scenes = ScenesOf.of(universe)) {
                for (int steps = 1; steps < 40; steps *= 2) {
                    Limits limits = new Limits(steps, Duration.ofSeconds(20), 200);
                    compare(scenes, scenes.solos, within(scenes.scene, limits), seed + ": " + universe);
                }
            }
        }
    }

    @Test
    void packagesOfWhichNothingIsKnownByThemselvesAreAnsweredBesideOthers() {
        for (int seed = 0; seed < CASES; seed++) {
            RandomUniverse universe = RandomUniverse.of(32_000_000L + seed, SHAPE);
            try (ScenesOf scenes = ScenesOf.of(universe)) {
                List<Solo> unknown = new ArrayList<>();
                scenes.solos.forEach(solo -> unknown.add(new Solo(solo.number(), solo.ask(), null, null)));
                compare(scenes, unknown, scenes.scene, seed + ": " + universe);
            }
        }
    }

    private static Scene within(Scene scene, Limits limits) {
        return new Scene(scene.source(), scene.world(), scene.moment(), scene.asks(), limits, scene.clock());
    }

    /** All that is answered is what single checks say. */
    private static void compare(ScenesOf scenes, List<Solo> solos, Scene scene, String description) {
        LearningPairs pairs = new LearningPairs(scene);
        for (Solo first : solos) {
            for (Solo second : solos.subList(first.number() + 1, solos.size())) {
                try {
                    PairAnswer answer = pairs.answer(first, second);
                    assertThat(ScenesOf.brief(answer))
                            .as("%s and %s, seed %s", first.ask(), second.ask(), description)
                            .isEqualTo(scenes.single(first, second));
                    assertThat(answer.clash() == null).isEqualTo(answer.result() == Result.SUCCESS);
                } catch (BudgetSpent spent) {
                    // Not decided.
                }
            }
        }
    }
}
