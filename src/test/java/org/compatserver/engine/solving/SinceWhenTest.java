package org.compatserver.engine.solving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Since;
import org.compatserver.verdict.SinceSentences;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Since when packages do not fit. The first are the worked examples of history.md, in its order. */
class SinceWhenTest {
    private static final String SHOP_AND_CART = """
            shop 1: price<2
              uploaded 2020-01-01
            cart 1: price>=1
              uploaded 2020-02-01
            price 1
              uploaded 2019-01-01
            price 2
              uploaded 2019-06-01
            cart 2: price>=2
              uploaded 2021-03-01
            shop 2: price<2
              uploaded 2022-01-01
            cart 3: price>=2
              uploaded 2023-01-01
            """;

    @Test
    void aNewerReleaseEndsIt() {
        assertThat(Asking.in(SHOP_AND_CART).askSince("shop", "cart")).isEqualTo("""
                The newest releases fitted together until cart 2 was uploaded, at 2021-03-01T00:00:00Z: it requires price>=2, where 1 required price>=1; shop 1 requires price<2.
                before: SUCCESS: cart 1, shop 1
                after: CHECK_WARNING: cart 1 instead of 2""");
    }

    @Test
    void ofSeveralTimesTheLastOneCounts() {
        assertThat(Asking.in(SHOP_AND_CART + """
                        shop 3: price
                          uploaded 2024-01-01
                        cart 4: price<2
                          uploaded 2025-01-01
                        shop 4: price>=2
                          uploaded 2025-06-01
                        """).askSince("shop", "cart"))
                .startsWith(
                        "The newest releases fitted together until shop 4 was uploaded, at 2025-06-01T00:00:00Z: it requires"
                                + " price>=2, where 3 required price; cart 4 requires price<2.");
    }

    @Test
    void manyReleasesTakeFewSolves() {
        StringBuilder universe = new StringBuilder(SHOP_AND_CART);
        for (int i = 4; i < 400; i++) {
            universe.append("%s %d: price%s\n  uploaded %d-01-01T00:%02d:%02dZ\n"
                    .formatted(i % 2 == 0 ? "shop" : "cart", i, i % 2 == 0 ? "<2" : ">=2", 2024, i / 60, i % 60));
        }
        Asking asking = Asking.in(universe.toString());
        assertThat(asking.momentsSolved("shop", "cart")).isEqualTo(2);
        assertThat(asking.askSince("shop", "cart")).contains("until cart 2 was uploaded, at 2021-03-01T00:00:00Z");
    }

    @Test
    void aWheelAfterTheArchiveMayEndIt() {
        assertThat(Asking.in("""
                        shop 1: price<2
                          uploaded 2020-01-01
                        cart 1: price
                          sdist static
                          uploaded 2020-02-01
                        cart 1: price>=2
                          uploaded 2020-02-02
                        price 1
                          uploaded 2019-01-01
                        price 2
                          uploaded 2019-01-01
                        """).askSince("shop", "cart")).isEqualTo("""
                The newest releases fitted together until cart-1-py3-none-any.whl of cart 1 was uploaded, at 2020-02-02T00:00:00Z: it requires price>=2, where the file before it required price; shop 1 requires price<2.
                before: SUCCESS: cart 1, shop 1
                after: INSTALL_ERROR""");
    }

    @Test
    void aFinalReleaseMayTakeAPreReleaseOut() {
        assertThat(Asking.in("""
                        shop 1: price>1
                          uploaded 2020-01-01
                        price 1
                          uploaded 2019-01-01
                        price 2b1
                          uploaded 2019-06-01
                        price 3: absent
                          uploaded 2021-01-01
                        """).askSince("shop")).isEqualTo("""
                The newest release could be installed until price 3 was uploaded, at 2021-01-01T00:00:00Z: since it is there, older pre-releases or yanked releases of price are not considered any more.
                before: SUCCESS: shop 1
                after: INSTALL_ERROR""");
    }

    @Test
    void whatAPreReleaseRequiresThatDoesNotCountIsNotQuoted() {
        assertThat(Asking.in("""
                        shop 1: till
                          uploaded 2020-01-01
                        till 1: price<2
                          uploaded 2020-01-01
                        till 2rc1: price<2
                          uploaded 2020-02-01
                        cart 1: price
                          uploaded 2020-01-01
                        price 1
                          uploaded 2019-01-01
                        price 2
                          uploaded 2019-06-01
                        cart 2: price>=2
                          uploaded 2021-03-01
                        """).askSince("shop", "cart"))
                .startsWith("The newest releases fitted together until cart 2 was uploaded, at 2021-03-01T00:00:00Z:"
                        + " it requires price>=2, where 1 required price; till 1 requires price<2.");
    }

    @Test
    void itMayNeverHaveFitted() {
        assertThat(Asking.in("""
                        shop 1: price<2
                          uploaded 2020-01-01
                        cart 1: price>=2
                          uploaded 2020-02-01
                        price 1
                          uploaded 2019-01-01
                        price 2
                          uploaded 2019-06-01
                        """).askSince("shop", "cart")).isEqualTo("""
                The newest releases fitted together at no moment since the first upload of what is asked for, at 2020-01-01T00:00:00Z.
                notice: Yanks and deletions carry no date: those of today count at every moment.""");
    }

    @Test
    void anUnknownProjectIsSaid() {
        assertThat(Asking.in("shop 1\n  uploaded 2020-01-01\n").askSince("shop", "cart"))
                .endsWith("\nnotice: The index does not know a project named 'cart'.");
    }

    @Test
    void whatFitsHasNoBeginning() {
        assertThat(Asking.in(SHOP_AND_CART).asOf("2021-01-01T00:00:00Z").askSince("shop", "cart"))
                .isEqualTo("The newest releases fit together.");
    }

    @Test
    void theMomentAskedAboutIsTheEnd() {
        String first = "The newest releases fitted together until cart 2 was uploaded, at 2021-03-01T00:00:00Z";
        assertThat(Asking.in(SHOP_AND_CART).asOf("2021-03-01T00:00:00.000001Z").askSince("shop", "cart"))
                .startsWith(first);
        assertThat(Asking.in(SHOP_AND_CART).asOf("2021-03-01T00:00:00Z").askSince("shop", "cart"))
                .isEqualTo("The newest releases fit together.");
    }

    @Test
    void aReleaseThatRequiresNothingIsRefusedByOthers() {
        assertThat(Asking.in("""
                        frames 2.1: numbers<2,>=1.22
                          uploaded 2023-12-08
                        numbers 1.26.4
                          uploaded 2024-02-05T23:48:34.101010Z
                        numbers 2.0.0
                          uploaded 2024-06-16T13:08:52.202020Z
                        """).askSince("numbers", "frames")).isEqualTo("""
                The newest releases fitted together until numbers 2.0.0 was uploaded, at 2024-06-16T13:08:52Z: frames 2.1 requires numbers<2,>=1.22.
                before: SUCCESS: frames 2.1, numbers 1.26.4
                after: CHECK_WARNING: numbers 1.26.4 instead of 2.0.0""");
    }

    @Test
    void theDayOfAnUploadDiffersFromTheDayAfter() {
        Asking asking = Asking.in("""
                flow 2.16: numbers<2,>=1.23
                  uploaded 2024-03-08T23:40:33Z
                numbers 1.26.4
                  uploaded 2024-02-05T23:48:34Z
                numbers 2.0.0
                  uploaded 2024-06-16T13:11:54.793533Z
                """);
        assertThat(asking.asOf("2024-06-16T00:00:00Z").ask("flow", "numbers")).startsWith("SUCCESS");
        assertThat(asking.asOf("2024-06-17T00:00:00Z").ask("flow", "numbers")).startsWith("CHECK_WARNING");
        assertThat(asking.askSince("flow", "numbers"))
                .startsWith(
                        "The newest releases fitted together until numbers 2.0.0 was uploaded, at 2024-06-16T13:11:54Z: flow"
                                + " 2.16 requires numbers<2,>=1.23.");
    }

    @Test
    void aRequirementThatIsNewIsSaidToBeNew() {
        assertThat(Asking.in("""
                        shop 1: price<2
                          uploaded 2020-01-01
                        cart 1
                          uploaded 2020-02-01
                        cart 2: price>=2
                          uploaded 2020-03-01
                        price 1
                          uploaded 2019-01-01
                        price 2
                          uploaded 2019-01-01
                        """).askSince("shop", "cart"))
                .contains("it requires price>=2, where 1 required nothing of price; shop 1 requires price<2.");
    }

    @Test
    void whatOnlyABuildTellsDoesNotFit() {
        assertThat(Asking.in("""
                        shop 1
                          uploaded 2020-01-01
                        cart 1
                          uploaded 2020-02-01
                        cart 2
                          sdist unknowable
                          uploaded 2020-03-01
                        """).askSince("shop", "cart"))
                .startsWith(
                        "The newest releases fitted together until cart 2 was uploaded, at 2020-03-01T00:00:00Z: what cart 2 needs"
                                + " cannot be known without building cart-2.tar.gz.");
    }

    @Test
    void aYankThatMattersIsSaid() {
        assertThat(Asking.in("""
                        shop 1: price<2
                          uploaded 2020-01-01
                        cart 1: price
                          uploaded 2020-02-01
                        cart 2: price>=2
                          yanked
                          uploaded 2020-03-01
                        cart 3: price>=2
                          uploaded 2020-04-01
                        price 1
                          uploaded 2019-01-01
                        price 2
                          uploaded 2019-01-01
                        """).askSince("shop", "cart"))
                .contains("until cart 3 was uploaded")
                .endsWith(
                        "\nnotice: cart 2 is yanked today, and yanks carry no date: it does not count at any moment, though it"
                                + " may have been the newest for a time.");
    }

    @Test
    void filesWithoutUploadTimeAreAlwaysThereAndThatIsSaid() {
        assertThat(Asking.in("""
                        shop 1: price<2
                          uploaded unknown
                        cart 1: price
                          uploaded 2020-02-01
                        cart 2: price>=2
                          uploaded 2020-03-01
                        price 1
                          uploaded unknown
                        price 2
                          uploaded unknown
                        """).askSince("shop", "cart"))
                .contains("until cart 2 was uploaded")
                .endsWith(
                        "\nnotice: The index gives no upload time for files of price and shop: they count as always there.");
    }

    @Test
    void severalYanksThatMatterAreSaidAtOnce() {
        StringBuilder universe = new StringBuilder("""
                        shop 1: price<2
                          uploaded 2020-01-01
                        cart 1: price
                          uploaded 2020-02-01
                        cart 7: price>=2
                          uploaded 2020-04-01
                        price 1
                          uploaded 2019-01-01
                        price 2
                          uploaded 2019-01-01
                        """);
        for (int i = 2; i < 7; i++) {
            universe.append("cart %d: price>=2%n  yanked%n  uploaded 2020-03-01%n".formatted(i));
        }
        assertThat(Asking.in(universe.toString()).askSince("shop", "cart"))
                .contains("until cart 7 was uploaded")
                .endsWith(
                        "\nnotice: cart 6, 5, 4 and 2 more releases are yanked today, and yanks carry no date: they do not count"
                                + " at any moment, though each may have been the newest for a time.");
    }

    @Test
    void whereTheBudgetEndsItIsSaidHowFarBackItIsProved() {
        String universe = stairs();
        assertThat(Asking.in(universe).askSince("shop", "cart"))
                .startsWith("The newest releases fitted together until shop 1 was uploaded, at 2020-01-01T00:01:00Z");
        assertThat(Asking.in(universe)
                        .within(new Limits(500, Duration.ofSeconds(20), 200))
                        .askSince("shop", "cart"))
                .matches(
                        "The newest releases fitted together at no moment after 2020-01-01T00:[1-5]\\d:[03]0Z; whether they did"
                                + " before is not known: the budget ended before\\.");
    }

    @Test
    void thatTheyDoNotFitIsSaidWhereTheBudgetEndsSoonAfter() {
        assertThat(Asking.in(stairs())
                        .asOf("2021-01-01T00:00:00Z")
                        .within(new Limits(20, Duration.ofSeconds(20), 200))
                        .askSince("shop", "cart"))
                .isEqualTo(
                        "The newest releases fitted together at no moment after 2021-01-01T00:00:00Z; whether they did before is not"
                                + " known: the budget ended before.");
    }

    /** Packages whose bars move with each release. */
    private static String stairs() {
        StringBuilder universe = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            universe.append("shop %d: price==%d\n  uploaded 2020-01-01T00:%02d:00Z\n".formatted(i, i, i));
            universe.append(
                    "cart %d: price==%d\n  uploaded 2020-01-01T00:%02d:30Z\n".formatted(i, Math.max(0, i - 9), i));
            universe.append("price %d\n  uploaded 2019-01-01\n".formatted(i));
        }
        return universe.toString();
    }

    @Test
    void twoCausesHaveTwoDates() {
        Verdict verdict = Asking.in(SHOP_AND_CART + """
                        bill 1: tax<2
                          uploaded 2020-01-01
                        desk 1: tax
                          uploaded 2020-01-01
                        desk 2: tax>=2
                          uploaded 2025-05-05
                        tax 1
                          uploaded 2019-01-01
                        tax 2
                          uploaded 2019-01-01
                        """).dated().verdict("shop", "cart", "bill", "desk");
        assertThat(((Verdict.CheckWarning) verdict)
                        .heldBack().stream().map(SinceWhenTest::text).toList())
                .containsExactly(
                        "cart: The newest releases fitted together until cart 2 was uploaded, at 2021-03-01T00:00:00Z: it requires"
                                + " price>=2, where 1 required price>=1; shop 1 requires price<2.",
                        "desk: The newest releases fitted together until desk 2 was uploaded, at 2025-05-05T00:00:00Z: it requires"
                                + " tax>=2, where 1 required tax; bill 1 requires tax<2.");
        assertThat(sentence(verdict.context().since()))
                .startsWith("The newest releases fitted together until cart 2 was uploaded");
    }

    @Test
    void whatABuildCouldFreeDoesNotHoldBack() {
        Verdict verdict = Asking.in("""
                        a 1
                          uploaded 2020-01-01
                        b 1: c<2
                          uploaded 2020-01-01
                        c 1
                          uploaded 2019-01-01
                        c 2
                          sdist unknowable
                          uploaded 2019-06-01
                        a 2: c>=2
                          uploaded 2021-03-01
                        """).dated().verdict("a", "b");
        assertThat(((Verdict.CheckWarning) verdict)
                        .heldBack().stream().map(SinceWhenTest::text).toList())
                .containsExactly(
                        "a: The newest releases fitted together until a 2 was uploaded, at 2021-03-01T00:00:00Z: it requires"
                                + " c>=2, where 1 required nothing of c; b 1 requires c<2.");
    }

    private static String text(HeldBack held) {
        return held.name() + ": " + sentence(held.since());
    }

    private static String sentence(@Nullable Since since) {
        return SinceSentences.sentence(Objects.requireNonNull(since));
    }
}
