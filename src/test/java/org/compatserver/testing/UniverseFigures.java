package org.compatserver.testing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.compatserver.catalog.ReleaseSource;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.Spending;
import org.compatserver.engine.solving.World;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.jspecify.annotations.Nullable;

/**
 * How packages get on with each other, found by solving: each by itself, and a sample of the pairs whose own answers do not agree. As plain as possible; of rounds it
 * uses nothing.
 */
public final class UniverseFigures {
    private final ReleaseSource source;
    private final Instant moment;
    private final World world;
    private final List<Ask> asks;
    private final List<@Nullable SequencedMap<PackageNode, Integer>> sets;
    private final SortedMap<String, Long> alone = new TreeMap<>();
    private final SortedMap<String, Long> sampled = new TreeMap<>();
    private final BitSet[] clashing;
    private long pairs;
    private long disagreeing;
    private long signatures;
    private int patched;
    private int sampleSize;

    private UniverseFigures(ReleaseSource source, List<Requirement> portfolio, Instant moment) {
        this.source = source;
        this.moment = moment;
        this.world = World.pessimistic(source, false);
        this.asks = portfolio.parallelStream()
                .map(requirement -> Ask.of(requirement, source, world))
                .toList();
        List<String> kinds = new ArrayList<>();
        this.sets = new ArrayList<>();
        for (Object found :
                asks.parallelStream().map(ask -> found(List.of(ask))).toList()) {
            kinds.add(kind(found));
            sets.add(found instanceof Found.AtNewest(var decisions) ? decisions : null);
        }
        kinds.forEach(kind -> alone.merge(kind, 1L, Long::sum));
        this.clashing = new BitSet[asks.size()];
    }

    public static UniverseFigures of(
            ReleaseSource source, List<Requirement> portfolio, Instant moment, int sample, long seed) {
        UniverseFigures figures = new UniverseFigures(source, portfolio, moment);
        figures.compare();
        figures.sample(sample, new Random(seed));
        return figures;
    }

    private Object found(List<Ask> some) {
        Spending budget = new Spending(Limits.DEFAULT, InstantSource.system());
        try {
            return new Finding(source, world, some, moment, Limits.DEFAULT, budget).find();
        } catch (BudgetSpent spent) {
            return spent;
        }
    }

    private static String kind(Object found) {
        return switch (found) {
            case Found.AtNewest _ -> "at newest";
            case Found.Held _ -> "held back";
            case Found.Nothing _ -> "impossible";
            case Found.InDoubt _ -> "in doubt";
            default -> "budget spent";
        };
    }

    /** Finds the pairs that do not agree, by who holds which version of a project. */
    private void compare() {
        Map<PackageNode, Map<Integer, BitSet>> holders = new HashMap<>();
        each((number, set) -> set.forEach((node, position) -> holders.computeIfAbsent(node, _ -> new HashMap<>())
                .computeIfAbsent(position, _ -> new BitSet())
                .set(number)));
        long installable = sets.stream().filter(Objects::nonNull).count();
        pairs = installable * (installable - 1) / 2;
        each((number, set) -> {
            BitSet others = new BitSet();
            set.forEach((node, position) -> Objects.requireNonNull(holders.get(node))
                    .forEach((other, who) -> {
                        if (!other.equals(position)) {
                            others.or(who);
                        }
                    }));
            clashing[number] = others.get(number + 1, Math.max(number + 1, others.length()));
            disagreeing += clashing[number].cardinality();
        });
        signatures = IntStream.range(0, asks.size())
                .parallel()
                .filter(number -> clashing[number] != null)
                .boxed()
                .flatMap(number -> clashing[number].stream().mapToObj(after -> signature(number, number + 1 + after)))
                .collect(Collectors.toSet())
                .size();
    }

    private interface OfSet {
        void take(int number, SequencedMap<PackageNode, Integer> set);
    }

    private void each(OfSet task) {
        for (int number = 0; number < sets.size(); number++) {
            SequencedMap<PackageNode, Integer> set = sets.get(number);
            if (set != null) {
                task.take(number, set);
            }
        }
    }

    private SequencedMap<PackageNode, Integer> set(int number) {
        return Objects.requireNonNull(sets.get(number));
    }

    /** Over which versions of which projects two answers do not agree, whoever has which. */
    private long signature(int first, int second) {
        long one = 0;
        long other = 0;
        for (var pin : set(first).entrySet()) {
            Integer there = set(second).get(pin.getKey());
            if (there != null && pin.getKey().extra() == null && !there.equals(pin.getValue())) {
                one += mixed(pin.getKey().hashCode(), pin.getValue(), there);
                other += mixed(pin.getKey().hashCode(), there, pin.getValue());
            }
        }
        return Math.min(one, other);
    }

    private static long mixed(int name, int one, int other) {
        long mixed = (name * 1_000_003L + one) * 1_000_003L + other;
        mixed = (mixed ^ mixed >>> 31) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    private void sample(int most, Random random) {
        List<int[]> drawn = new ArrayList<>();
        for (int i = 0; i < most && disagreeing > 0; i++) {
            drawn.add(disagreeing <= most ? pair(i) : pair((long) (random.nextDouble() * disagreeing)));
            if (drawn.size() == disagreeing) {
                break;
            }
        }
        sampleSize = drawn.size();
        drawn.parallelStream()
                .map(pair -> kind(found(List.of(asks.get(pair[0]), asks.get(pair[1])))))
                .toList()
                .forEach(kind -> sampled.merge(kind, 1L, Long::sum));
        patched = (int) drawn.parallelStream().filter(this::isPatched).count();
    }

    /** The disagreeing pair of that number. */
    private int[] pair(long number) {
        long left = number;
        for (int first = 0; first < clashing.length; first++) {
            int here = clashing[first] == null ? 0 : clashing[first].cardinality();
            if (left < here) {
                int after = clashing[first].nextSetBit(0);
                for (; left > 0; left--) {
                    after = clashing[first].nextSetBit(after + 1);
                }
                return new int[] {first, first + 1 + after};
            }
            left -= here;
        }
        throw new IllegalArgumentException("There is no pair " + number);
    }

    private boolean isPatched(int[] pair) {
        return new PlainPatch(source, asks.get(pair[0]), asks.get(pair[1])).fits(set(pair[0]), set(pair[1]))
                || new PlainPatch(source, asks.get(pair[1]), asks.get(pair[0])).fits(set(pair[1]), set(pair[0]));
    }

    private double sampledShare(String kind) {
        return sampleSize == 0 ? 0 : (double) sampled.getOrDefault(kind, 0L) / sampleSize;
    }

    private double sizeAt(double share) {
        long[] sizes = sizes();
        return sizes.length == 0 ? 0 : sizes[(int) (share * (sizes.length - 1))];
    }

    private long[] sizes() {
        return sets.stream()
                .filter(Objects::nonNull)
                .mapToLong(set -> set.keySet().stream()
                        .filter(node -> node.extra() == null)
                        .count())
                .sorted()
                .toArray();
    }

    private double mean(Function<Ask, Integer> what) {
        return asks.stream().mapToInt(what::apply).average().orElse(0);
    }

    /** A line each. */
    public List<String> lines() {
        double all = asks.size() * (asks.size() - 1.0) / 2;
        double share = pairs == 0 ? 0 : (double) disagreeing / pairs;
        TreeSet<ProjectName> names = new TreeSet<>();
        each((_, set) -> set.keySet().forEach(node -> names.add(node.project())));
        return List.of(
                String.format(Locale.ROOT, "packages %d, alone %s", asks.size(), alone),
                String.format(
                        Locale.ROOT,
                        "versions a package: %.0f on average",
                        mean(ask -> ask.releases().versions().size())),
                String.format(
                        Locale.ROOT,
                        "projects in a package's own answer: %.1f on average, half %.0f, nine tenths %.0f, most %.0f; in all answers %d",
                        Arrays.stream(sizes()).average().orElse(0),
                        sizeAt(0.5),
                        sizeAt(0.9),
                        sizeAt(1),
                        names.size()),
                String.format(
                        Locale.ROOT,
                        "pairs %.0f, of installable packages %d; their answers disagree %d (%.2f %%), signatures %d",
                        all,
                        pairs,
                        disagreeing,
                        100 * share,
                        signatures),
                String.format(
                        Locale.ROOT,
                        "disagreeing pairs solved %d: %s; not patched %d (%.1f %%)",
                        sampleSize,
                        sampled,
                        sampleSize - patched,
                        100.0 * (sampleSize - patched) / Math.max(1, sampleSize)),
                String.format(
                        Locale.ROOT,
                        "of the pairs of installable packages held back %.3f %%, impossible %.3f %%, in doubt %.3f %%",
                        100 * share * sampledShare("held back"),
                        100 * share * sampledShare("impossible"),
                        100 * share * sampledShare("in doubt")));
    }
}
