package org.compatserver.round.sets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.compatserver.pep.requirement.ProjectName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The search for the largest set, over made-up truths of which sets fit: against looking at every set. */
class HuntTest {
    private static final Patience ENDLESS = new Patience(InstantSource.fixed(Instant.EPOCH), Instant.MAX);

    /** Knows of every set whether it fits; tells reasons that are true, and no better than they have to be. */
    private static final class Truth implements Trials {
        private final int size;
        private final boolean[] fits;
        private final Random random;
        private int tried;
        private int decided = Integer.MAX_VALUE;

        Truth(int size, boolean[] fits, Random random) {
            this.size = size;
            this.fits = fits;
            this.random = random;
        }

        @Override
        public BitSet asked() {
            BitSet asked = new BitSet();
            asked.set(0, size);
            return asked;
        }

        @Override
        public @Nullable String newest(int number) {
            return null;
        }

        /** Those of even numbers are older. */
        @Override
        public Instant released(int number) {
            return Instant.EPOCH.plusSeconds(number % 2);
        }

        @Override
        public Trial of(BitSet packages, boolean hoping, Instant until) {
            if (packages.isEmpty() || fits[number(packages)]) {
                return tried() ? new Trial.Fits() : new Trial.Undecided();
            }
            return tried() ? new Trial.Clashes(reason(packages)) : new Trial.Undecided();
        }

        private boolean tried() {
            return tried++ < decided;
        }

        /** Takes packages out and lets others be beside, at random, as long as all that is then said is true. */
        private NoGood reason(BitSet packages) {
            BitSet among = (BitSet) packages.clone();
            BitSet outside = asked();
            outside.andNot(packages);
            for (int number : IntStream.range(0, size).toArray()) {
                BitSet changed = (BitSet) (packages.get(number) ? among : outside).clone();
                changed.clear(number);
                NoGood wider =
                        packages.get(number) ? new NoGood(changed, outside, false) : new NoGood(among, changed, false);
                if (random.nextInt(3) > 0 && isTrue(wider)) {
                    among = wider.among();
                    outside = wider.outside();
                }
            }
            return new NoGood(among, outside, false);
        }

        private boolean isTrue(NoGood noGood) {
            return sets(size).noneMatch(set -> fits[number(set)] && noGood.forbids(set));
        }

        @Override
        public Set<ProjectName> leftAside() {
            return new TreeSet<>();
        }

        @Override
        public List<String> notices() {
            return List.of();
        }
    }

    private static int number(BitSet set) {
        return set.isEmpty() ? 0 : (int) set.toLongArray()[0];
    }

    private static Stream<BitSet> sets(int size) {
        return IntStream.range(0, 1 << size).mapToObj(bits -> BitSet.valueOf(new long[] {bits}));
    }

    /** @param monotone whether what fits also fits with fewer packages */
    private static Truth truth(int seed, boolean monotone) {
        Random random = new Random(seed);
        int size = 1 + random.nextInt(6);
        boolean[] fits = new boolean[1 << size];
        int often = 1 + random.nextInt(6);
        for (int set = 0; set < fits.length; set++) {
            fits[set] = random.nextInt(often) > 0;
        }
        fits[0] = true;
        for (int set = 0; monotone && set < fits.length; set++) {
            for (int one = 1; one < fits.length; one <<= 1) {
                fits[set] &= fits[set & ~one];
            }
        }
        return new Truth(size, fits, random);
    }

    /** The largest set that fits; of these the one that leaves out what comes first: the older ones, and then by number. */
    private static BitSet everySet(Truth truth) {
        return everySet(truth, truth.asked());
    }

    private static BitSet everySet(Truth truth, BitSet some) {
        int[] order = IntStream.range(0, truth.size)
                .boxed()
                .sorted(Comparator.comparing(truth::released))
                .mapToInt(Integer::intValue)
                .toArray();
        return sets(truth.size)
                .filter(set -> truth.fits[number(set)] && isIn(set, some))
                .min(Comparator.<BitSet>comparingInt(set -> -set.cardinality()).thenComparing(set -> {
                    BitSet out = (BitSet) some.clone();
                    out.andNot(set);
                    return FewestLeftOutTest.ranks(out, order);
                }))
                .orElseThrow();
    }

    private static boolean isIn(BitSet set, BitSet all) {
        return set.stream().allMatch(all::get);
    }

    @Test
    void findsTheLargestSetWhateverTheReasonsThatItIsTold() {
        for (int seed = 0; seed < 6_000; seed++) {
            Truth truth = truth(seed, seed % 2 == 0);
            Hunt hunt = new Hunt(truth, false, ENDLESS, SetListener.NONE).run();
            assertThat(hunt.best()).as("seed %d", seed).isEqualTo(everySet(truth));
            assertThat(hunt.atMost()).isEqualTo(hunt.best().cardinality());
        }
    }

    @Test
    void whereTheTimeEndsTheBestSetSoFarAndTheBoundAreTrue() {
        int gaps = 0;
        for (int seed = 0; seed < 6_000; seed++) {
            Truth truth = truth(seed, seed % 2 == 0);
            truth.decided = truth.random.nextInt(12);
            int largest = everySet(truth).cardinality();
            Hunt hunt = new Hunt(truth, false, ENDLESS, SetListener.NONE).run();
            assertThat(truth.fits[number(hunt.best())]).as("seed %d", seed).isTrue();
            assertThat(hunt.best().cardinality()).isLessThanOrEqualTo(largest);
            assertThat(hunt.atMost()).as("seed %d", seed).isGreaterThanOrEqualTo(largest);
            gaps += hunt.best().cardinality() < hunt.atMost() ? 1 : 0;
        }
        assertThat(gaps).isGreaterThan(100);
    }

    @Test
    void ofAllThatIsLeftOutSomethingIsKnownThatForbidsIt() {
        for (int seed = 0; seed < 2_000; seed++) {
            Truth truth = truth(seed, seed % 2 == 0);
            Hunt hunt = new Hunt(truth, false, ENDLESS, SetListener.NONE).run();
            BitSet out = truth.asked();
            out.andNot(hunt.best());
            out.stream().forEach(number -> {
                BitSet with = hunt.best();
                with.set(number);
                assertThat(hunt.noGoods()).anyMatch(noGood -> noGood.forbids(with));
            });
        }
    }

    @Test
    void theOthersGoIntoFurtherSetsEachTheLargestOfWhatIsLeft() {
        for (int seed = 0; seed < 3_000; seed++) {
            Truth truth = truth(seed, seed % 2 == 0);
            Hunt hunt = new Hunt(truth, false, ENDLESS, SetListener.NONE).run();
            BitSet left = truth.asked();
            left.andNot(hunt.best());
            for (BitSet further : Rest.divided(truth, hunt.best(), hunt.noGoods(), ENDLESS)) {
                assertThat(further).as("seed %d", seed).isEqualTo(everySet(truth, left));
                left.andNot(further);
            }
            if (!hunt.best().isEmpty()) {
                assertThat(everySet(truth, left)).as("seed %d", seed).isEqualTo(new BitSet());
            }
        }
    }

    @Test
    void aTimeThatIsOverFindsNothingAndSaysSo() {
        Hunt hunt = new Hunt(
                        truth(1, true),
                        false,
                        new Patience(InstantSource.fixed(Instant.EPOCH), Instant.EPOCH),
                        SetListener.NONE)
                .run();
        assertThat(hunt.best()).isEqualTo(new BitSet());
        assertThat(hunt.atMost()).isEqualTo(truth(1, true).size);
    }
}
