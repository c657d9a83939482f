package org.compatserver.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import org.compatserver.resolver.spi.Budget;
import org.junit.jupiter.api.Test;

/** The worked examples of solver.md, with the whole answer: the pins or the proof, and how many versions were tried. */
class WorkedExamplesTest {

    /** Solves, and says how: {@code N tries: pins}, or the proof. */
    private static String solve(String requirements, String universe) {
        SmallIndex index = SmallIndex.of(universe);
        Outcome outcome = new VersionSolver(index).solve(index.request(requirements), Budget.unbounded());
        String tries = outcome.effort().tries() + " tries, " + outcome.effort().conflicts() + " conflicts";
        return switch (outcome) {
            case Outcome.Solved solved -> tries + ": " + index.text(solved);
            case Outcome.Impossible(var proof, var effort) -> tries + "\n" + ProofText.of(index, proof);
        };
    }

    /** solver.md, "No conflict". */
    @Test
    void noConflict() {
        assertThat(solve("shop", """
                shop 1: cart>=1,<2
                cart 1: price<2
                cart 2
                price 1
                price 2
                """)).isEqualTo("3 tries, 0 conflicts: cart 1, price 1, shop 1");
    }

    /** solver.md, "A version is passed over". */
    @Test
    void aVersionWhoseRequirementCannotBeMetIsPassedOver() {
        assertThat(solve("shop, cart<2", """
                shop 1
                shop 2: cart>=2
                cart 1
                cart 2
                """)).isEqualTo("3 tries, 0 conflicts: cart 1, shop 1");
    }

    /** solver.md, "A conflict". */
    @Test
    void aConflictTakesBackADecision() {
        assertThat(solve("shop", """
                shop 1
                shop 2: cart
                cart 1: shop<2
                """)).isEqualTo("3 tries, 1 conflicts: shop 1");
    }

    /** solver.md, "A satisfier that is only a part". */
    @Test
    void twoDerivationsTogetherMayCauseAConflict() {
        assertThat(solve("shop<2, tax>=2,<3", """
                shop 1.1: left>=1,<2, right>=1,<2
                shop 1.0
                left 1: price>=1
                right 1: price<2
                price 2
                price 1: tax<2
                tax 2
                tax 1
                """)).isEqualTo("7 tries, 1 conflicts: shop 1.0, tax 2");
    }

    /** solver.md, "A proof in a line". */
    @Test
    void aProofInALine() {
        assertThat(solve("shop, tax<2", """
                shop 1: price>=2
                shop 2: price>=2
                price 2: tax>=3
                tax 1
                tax 3
                """)).isEqualTo("""
                        4 tries, 2 conflicts
                        1 {shop 1..2, not price 2} <- requires price>=2
                        2 {price 2, not tax 3} <- requires tax>=3
                        3 {shop 1..2, not tax 3} <- 1, 2
                        4 {question, not tax 1} <- asked tax<2
                        5 {shop 1..2, question} <- 3, 4
                        6 {question, not shop 1..2} <- asked shop
                        7 {question} <- 5, 6
                        """);
    }

    /** solver.md, "A proof in branches". */
    @Test
    void aProofInBranches() {
        assertThat(solve("shop", """
                shop 1: left, right<2
                shop 2: up, down<2
                left 1: right>=2
                up 1: down>=2
                right 1
                right 2
                down 1
                down 2
                """)).isEqualTo("""
                        6 tries, 2 conflicts
                        1 {left 1, not right 2} <- requires right>=2
                        2 {shop 1, not right 1} <- requires right<2
                        3 {left 1, shop 1} <- 1, 2
                        4 {shop 1, not left 1} <- requires left
                        5 {shop 1} <- 3, 4
                        6 {up 1, not down 2} <- requires down>=2
                        7 {shop 2, not down 1} <- requires down<2
                        8 {up 1, shop 2} <- 6, 7
                        9 {shop 2, not up 1} <- requires up
                        10 {shop 2} <- 8, 9
                        11 {shop 1..2} <- 5, 10
                        12 {question, not shop 1..2} <- asked shop
                        13 {question} <- 11, 12
                        """);
    }

    /** solver.md, "Extras". */
    @Test
    void anExtraKeepsItsProjectFromAVersion() {
        assertThat(solve("shop[pay], bank<2", """
                shop 1
                shop 1[pay]: bank
                shop 2
                shop 2[pay]: bank>=2
                bank 1
                bank 2
                """)).isEqualTo("6 tries, 1 conflicts: bank 1, shop 1, shop[pay] 1");
    }

    @Test
    void anExtraCanMakeAPackageImpossible() {
        assertThat(solve("shop[pay]", """
                shop 1
                shop 1[pay]: bank>=2
                bank 1
                """)).isEqualTo("""
                        2 tries, 1 conflicts
                        1 {shop[pay] 1, not bank at no version} <- requires bank>=2
                        2 {question, not shop[pay] 1} <- asked shop[pay]
                        3 {question} <- 1, 2
                        """);
    }

    /** solver.md, "A pre-release that nothing admits". */
    @Test
    void aPreReleaseThatNothingAdmits() {
        assertThat(solve("shop, tax>=2", """
                shop 1: price
                price 1: tax<2
                price 2b1: tax
                tax 1
                tax 2
                """)).isEqualTo("""
                        4 tries, 2 conflicts
                        1 {price 1, not tax 1} <- requires tax<2
                        2 {price 2b1, question, not tax 1} <- pre-release not admitted
                        3 {price 1..2b1, not tax 1, question} <- 1, 2
                        4 {shop 1, not price 1..2b1} <- requires price
                        5 {not tax 1, question, shop 1} <- 3, 4
                        6 {question, not tax 2} <- asked tax>=2
                        7 {question, shop 1} <- 5, 6
                        8 {question, not shop 1} <- asked shop
                        9 {question} <- 7, 8
                        """);
    }

    /** solver.md, "Rescued by a third". */
    @Test
    void aThirdPackageAdmitsAPreRelease() {
        assertThat(solve("shop, tax>=2", """
                shop 1: price, stock
                price 1: tax<2
                price 2b1: tax
                tax 1
                tax 2
                stock 1: price>=2b1
                stock 2
                """)).isEqualTo("7 tries, 1 conflicts: price 2b1, shop 1, stock 1, tax 2");
    }

    /** m 1 is read and taken back before admission is looked at: it is harmless itself, but not what it brings in. */
    @Test
    void aVersionReadEarlierMayBringInWhatAdmits() {
        assertThat(solve("shop, tax>=2, a, m", """
                shop 1: price
                price 1: tax<2
                price 2b1: tax
                tax 1
                tax 2
                a 1
                a 2: m<2, k
                k 1: tax<2
                m 1: q
                m 2
                q 1: price>=2b1
                """)).endsWith(": a 1, m 1, price 2b1, q 1, shop 1, tax 2");
    }

    /** solver.md, "Yanked". */
    @Test
    void aYankedVersionIsLeftUnlessAllThatIsLeftIsPinned() {
        String universe = """
                shop 1: price==2
                shop 2: price>=2
                price 1
                price 2 yanked
                """;
        assertThat(solve("shop", universe)).isEqualTo("4 tries, 1 conflicts: price 2, shop 1");
        assertThat(solve("shop>=2", universe)).isEqualTo("""
                        2 tries, 1 conflicts
                        1 {price 2, question, not shop 1} <- yanked not admitted
                        2 {shop 2, not price 2} <- requires price>=2
                        3 {question, shop 2} <- 1, 2
                        4 {question, not shop 2} <- asked shop>=2
                        5 {question} <- 3, 4
                        """);
    }

    /** solver.md, "Unusable versions". */
    @Test
    void versionsThatCannotBeUsed() {
        assertThat(solve("shop, price", """
                shop 1: price>=2
                price 1
                price 2 nofile
                price 3 broken
                """)).isEqualTo("""
                        2 tries, 1 conflicts
                        1 {price 3} <- InvalidMetadata
                        2 {shop 1, not price 2..3} <- requires price>=2
                        3 {not price 2, shop 1} <- 1, 2
                        4 {question, not shop 1} <- asked shop
                        5 {not price 2, question} <- 3, 4
                        6 {price 2} <- NoFile
                        7 {question} <- 5, 6
                        """);
    }

    @Test
    void aConstraintExcludesWithoutRequiring() {
        String universe = """
                shop 1: price
                shop 2
                price 1
                price 2
                constraint price<1
                """;
        assertThat(solve("shop", universe)).isEqualTo("1 tries, 0 conflicts: shop 2");
        assertThat(solve("shop<2", universe)).isEqualTo("""
                        1 tries, 1 conflicts
                        1 {shop 1, not price 1..2} <- requires price
                        2 {question, not shop 1} <- asked shop<2
                        3 {not price 1..2, question} <- 1, 2
                        4 {price 1..2} <- constraint <1
                        5 {question} <- 3, 4
                        """);
    }

    @Test
    void anUnknownProject() {
        assertThat(solve("shop", "shop 1: nothing\nshop 2: nothing>=1\n")).isEqualTo("""
                        2 tries, 1 conflicts
                        1 {shop 2, not nothing at no version} <- requires nothing>=1
                        2 {shop 1, not nothing at no version} <- requires nothing
                        3 {shop 1..2, not nothing at no version} <- 1, 2
                        4 {question, not shop 1..2} <- asked shop
                        5 {question} <- 3, 4
                        """);
    }
}
