package org.compatserver.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.Budget;
import org.junit.jupiter.api.Test;

/** The examples of solver.md, "Cores": how many facts the proof has, and what is left of it. */
class CoreTest {
    private static String core(String requirements, String universe) {
        SmallIndex index = SmallIndex.of(universe);
        Outcome outcome = new VersionSolver(index).solve(index.request(requirements), Budget.unbounded());
        if (!(outcome instanceof Outcome.Impossible(var proof, var _))) {
            throw new AssertionError("There is a set: " + outcome);
        }
        List<External> facts = External.of(proof);
        Core core = Core.of(facts, index, Budget.unbounded());
        return facts.size() + " facts\n"
                + core.lines().stream()
                        .flatMap(List::stream)
                        .map(fact -> ProofText.of(index, fact).strip().substring(2))
                        .sorted()
                        .collect(Collectors.joining("\n"));
    }

    private static String releases(String text) {
        return IntStream.rangeClosed(1, 8)
                .mapToObj(i -> text.replace("#", String.valueOf(i)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** "A core". */
    @Test
    void versionsAreMergedWhereTheWholeIsEnough() {
        String index = releases("shop #: cart>=#, plug") + releases("cart #: tax>=5") + """
                plug 1: tax<5
                tax 4
                tax 5
                """;
        assertThat(core("shop", index)).isEqualTo("""
                        26 facts
                        {cart 1..8, not tax 5} <- requires tax>=5
                        {plug 1, not tax 4} <- requires tax<5
                        {question, not shop 1..8} <- asked shop
                        {shop 1..8, not cart 1..8} <- requires cart>=8 or cart>=7 or cart>=6 or cart>=5 or cart>=4 or cart>=3 or cart>=2 or cart>=1
                        {shop 1..8, not plug 1} <- requires plug""");
    }

    /** "A core whose lines do not merge". */
    @Test
    void linesAreSplitWhereTheWholeIsNotEnough() {
        assertThat(core("shop", """
                shop 1: cart==1
                shop 2: cart==2
                cart 1: tax==2
                cart 2: tax==1
                tax 1: shop==1
                tax 2: shop==2
                """)).isEqualTo("""
                        7 facts
                        {cart 1, not tax 2} <- requires tax==2
                        {cart 2, not tax 1} <- requires tax==1
                        {question, not shop 1..2} <- asked shop
                        {shop 1, not cart 1} <- requires cart==1
                        {shop 2, not cart 2} <- requires cart==2
                        {tax 1, not shop 1} <- requires shop==1
                        {tax 2, not shop 2} <- requires shop==2""");
    }
}
