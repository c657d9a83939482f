package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.Collectors;
import org.compatserver.round.Clash;
import org.junit.jupiter.api.Test;

/** The examples of walk.md. */
class WalkExamplesTest {
    @Test
    void boxesThatContradictEachOther() {
        assertThat(ask("""
                iot 1
                iot 2: protobuf<5
                vision 1: core>=2
                core 1: protobuf>=3
                core 2: protobuf>=5
                core 3: protobuf>=5
                protobuf 3
                protobuf 5
                """, "iot", "vision")).isEqualTo("""
                CHECK_WARNING 1 -, SIGNATURE
                core 2 to 3 requires protobuf>=5
                iot 2 requires protobuf<5""");
    }

    @Test
    void whatBothForceTogether() {
        assertThat(ask("""
                left 1: cart
                right 1: price>=2
                cart 1: price<2
                cart 2: price<2, tax
                price 1
                price 2
                tax 1
                """, "left", "right")).isEqualTo("""
                INSTALL_ERROR, SIGNATURE
                cart 1 to 2 requires price<2
                right 1 requires price>=2""");
    }

    @Test
    void aStepDown() {
        String universe = """
                shop 1: price<2
                  uploaded 2024-01-01
                shop 2: price>=2
                  uploaded %s
                plug 1
                  uploaded 2024-01-01
                plug 2: price<2
                  uploaded %s
                price 1
                price 2
                """;
        assertThat(ask(universe.formatted("2025-01-01", "2025-02-01"), "shop", "plug"))
                .startsWith("CHECK_WARNING 1 -, SIGNATURE");
        assertThat(ask(universe.formatted("2025-02-01", "2025-01-01"), "shop", "plug"))
                .startsWith("CHECK_WARNING - 1, SIGNATURE");
    }

    @Test
    void newestThatFitOnlyInASetThatNeitherHasByItself() {
        assertThat(ask("""
                left 1: cart
                right 1: price<3
                cart 1: price
                cart 2: price>=3
                cart 3: price>=3, tax
                price 1
                price 2
                price 3
                tax 1
                """, "left", "right")).isEqualTo("SUCCESS, SIGNATURE");
    }

    @Test
    void aRequirementOnThePartnerItself() {
        assertThat(ask("""
                shop 1
                shop 2: plug<2
                plug 1
                plug 2
                """, "shop", "plug")).isEqualTo("""
                CHECK_WARNING 1 -, SIGNATURE
                shop 2 requires plug<2""");
    }

    @Test
    void whatAPackageBringsByItself() {
        assertThat(ask("""
                shop 1
                shop 2: nowhere
                project nowhere
                plug 1
                """, "shop", "plug")).isEqualTo("""
                CHECK_WARNING - 1, SIGNATURE
                of shop alone""");
    }

    @Test
    void filesThatCannotBeRead() {
        assertThat(ask("""
                shop 1: price
                plug 1
                price 1
                  sdist unknowable
                """, "shop", "plug")).isEqualTo("UNKNOWN, SOLVER\nprice-1.tar.gz");
    }

    private static String ask(String universe, String... packages) {
        try (ScenesOf scenes = ScenesOf.of(universe, packages)) {
            Solo first = scenes.solos.getFirst();
            Solo second = scenes.solos.getLast();
            PairAnswer answer = new LearningPairs(scenes.scene).answer(first, second);
            assertThat(ScenesOf.brief(answer)).isEqualTo(scenes.single(first, second));
            String held = answer.heldFirst() < 0 && answer.heldSecond() < 0
                    ? ""
                    : " " + version(first, answer.heldFirst()) + " " + version(second, answer.heldSecond());
            return (answer.result() + held + ", " + answer.rule() + "\n" + text(answer)).strip();
        }
    }

    private static String version(Solo solo, int position) {
        return position < 0
                ? "-"
                : Objects.requireNonNull(solo.ask())
                        .releases()
                        .versions()
                        .get(position)
                        .toString();
    }

    private static String text(PairAnswer answer) {
        return switch (answer.clash()) {
            case null -> "";
            case Clash.Between between ->
                between.bindings().stream()
                        .map(binding ->
                                binding.project() + " " + binding.versions() + " requires " + binding.requirement())
                        .collect(Collectors.joining("\n"));
            case Clash.OfOne one -> "of " + one.project() + " alone";
            case Clash.Unknowable unknowable -> String.join("\n", unknowable.files());
        };
    }
}
