package org.compatserver.round.sets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fewest packages to leave out: against trying every subset. */
class FewestLeftOutTest {
    private static final Patience ENDLESS = new Patience(InstantSource.fixed(Instant.EPOCH), Instant.MAX);

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            nothing clashes                        |                    | {}
            one package cannot be                  | 2                  | {2}
            of two the one that is preferred       | 1 3                | {1}
            one that hits all beats two            | 1 3, 3 4           | {3}
            three ways, of which no two are enough | 1 2, 3 4, 5 6      | {1, 3, 5}
            a triangle takes two                   | 1 2, 2 3, 1 3      | {1, 2}
            a larger clash is hit by the way       | 1 2 3, 3 4, 1 4    | {1, 3}
            what implies another one counts alone  | 1 2, 1 2 3         | {1}
            fine with 5 beside                     | 1 2 / 5            | {}
            5 has to go, and so one of the two     | 1 2 / 5, 5         | {1, 5}
            5 would go, but is needed              | 1 / 5, 5 6         | {6}
            """)
    void leavesOutAsFewAsCanBe(String what, @org.jspecify.annotations.Nullable String noGoods, String expected) {
        FewestLeftOut fewest = new FewestLeftOut(IntStream.range(0, 8).toArray(), ENDLESS);
        for (String text : noGoods == null ? new String[0] : noGoods.split(",", -1)) {
            String[] parts = text.split("/", -1);
            fewest.add(new NoGood(set(parts[0]), parts.length > 1 ? set(parts[1]) : new BitSet(), false));
        }
        assertThat(fewest.find()).as(what).hasToString(expected);
    }

    private static BitSet set(String numbers) {
        BitSet set = new BitSet();
        for (String number : numbers.strip().split(" ", -1)) {
            set.set(Integer.parseInt(number));
        }
        return set;
    }

    @Test
    void isWhatTryingEverySubsetFinds() {
        for (int seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            int size = 1 + random.nextInt(9);
            int[] order = shuffled(size, random);
            FewestLeftOut fewest = new FewestLeftOut(order, ENDLESS);
            List<NoGood> noGoods = new ArrayList<>();
            for (int i = random.nextInt(14); i >= 0; i--) {
                NoGood noGood = noGood(size, random);
                noGoods.add(noGood);
                fewest.add(noGood);
                BitSet found = fewest.find();
                assertThat(found).as("seed %d", seed).isEqualTo(everySubset(size, order, noGoods));
                assertThat(fewest.least()).isEqualTo(found == null ? -1 : found.cardinality());
            }
        }
    }

    private static int[] shuffled(int size, Random random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    private static NoGood noGood(int size, Random random) {
        BitSet among = new BitSet();
        BitSet outside = new BitSet();
        among.set(random.nextInt(size));
        for (int i = 0; i < 3; i++) {
            if (random.nextInt(3) > 0) {
                among.set(random.nextInt(size));
            }
            if (random.nextInt(4) == 0) {
                outside.set(random.nextInt(size));
            }
        }
        outside.andNot(among);
        return new NoGood(among, outside, false);
    }

    /** As plainly as can be: of all subsets with no no-good in what is left, the smallest; of these the first in the order. */
    private static BitSet everySubset(int size, int[] order, List<NoGood> noGoods) {
        List<BitSet> fine = new ArrayList<>();
        for (long bits = 0; bits < 1L << size; bits++) {
            BitSet out = BitSet.valueOf(new long[] {bits});
            BitSet in = new BitSet();
            in.set(0, size);
            in.andNot(out);
            boolean holds = noGoods.stream()
                    .noneMatch(noGood -> noGood.among().stream().allMatch(in::get)
                            && noGood.outside().stream().noneMatch(in::get));
            if (holds) {
                fine.add(out);
            }
        }
        return fine.stream()
                .min(Comparator.comparingInt(BitSet::cardinality).thenComparing(out -> ranks(out, order)))
                .orElseThrow();
    }

    /** A text that sorts as sets of one size do by their places in the order. */
    static String ranks(BitSet out, int[] order) {
        StringBuilder text = new StringBuilder();
        for (int number : order) {
            text.append(out.get(number) ? '0' : '1');
        }
        return text.toString();
    }
}
