package org.compatserver.round.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.compatserver.pep.requirement.ProjectName;
import org.junit.jupiter.api.Test;

/** FEATURE UNDER TEST: what boxes need not look at, since no package's own answer disputes it. */
class UndisputedTest {
    private static final String UNIVERSE = """
            shop 1: kit, price<2
            cart 1: kit, till
            till 1: price>=2
            mall 1: shop
            kit 1: bolt
            kit 2: bolt
            bolt 1
            bolt 2
            price 1
            price 2
            """;

    private static Set<ProjectName> undisputed(String... packages) {
        try (ScenesOf scenes = ScenesOf.of(UNIVERSE, packages)) {
            return scenes.undisputed();
        }
    }

    private static Set<ProjectName> names(String... names) {
        return Set.copyOf(List.of(names).stream().map(ProjectName::of).toList());
    }

    @Test
    void whatAnswersHaveAtSeveralVersionsIsDisputedAndAllThatLeadsThere() {
        assertThat(undisputed("shop", "cart", "mall")).isEqualTo(names("kit", "bolt"));
    }

    @Test
    void whereAllAnswersAgreeNothingIs() {
        assertThat(undisputed("shop", "mall")).isEqualTo(names("shop", "mall", "kit", "bolt", "price"));
    }
}
