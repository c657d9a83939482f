package org.compatserver.wire.rounds;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.round.Alone;
import org.compatserver.round.Cell;
import org.compatserver.round.Clash;
import org.compatserver.round.Misfit;
import org.compatserver.round.Pairs;
import org.compatserver.round.Pairs.Pair;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.Sheet;
import org.jspecify.annotations.Nullable;

/** Which packages a picture shows, in which order, and what is in its cells: of several targets the worst result, clashes of releases first. */
final class PictureCells {
    /** Portfolios up to this size are shown whole; of larger ones the packages with most failures. */
    static final int MOST = 100;

    private final Shown shown;
    private final List<Integer> packages;
    private final Map<Long, Field> fields = new HashMap<>();
    private final int[] failures;

    /**
     * A cell that is not all SUCCESS.
     *
     * @param worst of the targets with a cause that is not inherited, else of all; null where it could not be decided
     * @param cause of that result; 0 where it has none
     * @param targets on how many it is no SUCCESS
     * @param inherited whether that only repeats a package's own failure
     * @param lines what there is to say of each target
     */
    record Field(@Nullable Result worst, int cause, int targets, boolean inherited, String lines) {}

    PictureCells(Shown shown) {
        this.shown = shown;
        this.failures = failures(shown.round());
        this.packages = packages();
        Map<Integer, Integer> places = new HashMap<>();
        for (int number : packages) {
            places.put(number, places.size());
        }
        int[] causes = shown.causesOfClashes();
        collectAlone(causes);
        Pairs.failures(shown.round())
                .filter(pair -> places.containsKey(pair.first()) && places.containsKey(pair.second()))
                .forEach(pair -> {
                    Misfit misfit = pair.misfit();
                    put(pair.first(), pair.second(), field(pair, misfit == null ? 0 : causes[misfit.clash()]));
                });
    }

    /** By package, how many of its checks fail on some target, without those that only repeat another package's own failure. */
    private static int[] failures(Round round) {
        int[] counts = new int[round.plan().size()];
        for (Sheet sheet : round.sheets()) {
            for (int number = 0; number < sheet.alone().size(); number++) {
                Cell cell = sheet.alone().get(number).cell();
                counts[number] += cell == null || cell.result() != Result.SUCCESS ? 1 : 0;
            }
        }
        Pairs.failures(round).filter(pair -> !isInherited(round, pair)).forEach(pair -> {
            counts[pair.first()]++;
            counts[pair.second()]++;
        });
        return counts;
    }

    private static boolean isInherited(Round round, Pair pair) {
        Misfit misfit = pair.misfit();
        return misfit != null && misfit.clash() > 0 && round.clash(misfit.clash()) instanceof Clash.OfOne;
    }

    private List<Integer> packages() {
        int size = shown.round().plan().size();
        List<Integer> all = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        if (size > MOST) {
            all = new ArrayList<>(all.stream()
                    .filter(number -> failures[number] > 0)
                    .sorted(Comparator.comparingInt((Integer number) -> -failures[number]))
                    .limit(MOST)
                    .toList());
        }
        Map<String, Integer> sections = new TreeMap<>();
        shown.sections().values().stream().sorted().forEach(name -> sections.putIfAbsent(name, sections.size() + 1));
        all.sort(Comparator.comparingInt((Integer number) -> sections.getOrDefault(section(number), 0))
                .thenComparing(Comparator.naturalOrder()));
        return List.copyOf(all);
    }

    private void collectAlone(int[] causes) {
        for (int target = 0; target < shown.round().sheets().size(); target++) {
            List<Alone> alone = shown.round().sheets().get(target).alone();
            for (int number = 0; number < alone.size(); number++) {
                Cell cell = alone.get(number).cell();
                if (cell == null || cell.result() != Result.SUCCESS) {
                    Pair pair = new Pair(target, number, number, cell, null);
                    put(number, number, field(pair, causes[alone.get(number).clash()]));
                }
            }
        }
    }

    private Field field(Pair pair, int cause) {
        Cell cell = pair.cell();
        StringBuilder line = new StringBuilder("\n" + target(pair.target()) + ": ");
        line.append(cell == null ? "undecided" : cell.result().toString());
        shown.held(pair)
                .forEach((name, version) ->
                        line.append(", ").append(name).append(" held at ").append(version));
        line.append(cause == 0 ? "" : ", cause " + cause);
        boolean inherited = isInherited(shown.round(), pair);
        line.append(inherited ? ", as one of them by itself" : "");
        return new Field(cell == null ? null : cell.result(), cause, 1, inherited, line.toString());
    }

    private String target(int number) {
        return "CPython " + shown.round().plan().targets().get(number).python();
    }

    private void put(int first, int second, Field field) {
        fields.merge(key(first, second), field, (one, other) -> {
            Field worse = rank(other) > rank(one) ? other : one;
            return new Field(
                    worse.worst(),
                    worse.cause(),
                    one.targets() + other.targets(),
                    worse.inherited(),
                    one.lines() + other.lines());
        });
    }

    /** What a package cannot do by itself its name says already; what only the pair has comes first. */
    private static int rank(Field field) {
        int clashesFirst = field.cause() > 0 && !field.inherited() ? 10 : 0;
        return clashesFirst
                + switch (field.worst()) {
                    case null -> 1;
                    case SUCCESS -> 0;
                    case UNKNOWN -> 2;
                    case CHECK_WARNING -> 3;
                    case INSTALL_ERROR -> 4;
                };
    }

    private long key(int first, int second) {
        return Math.min(first, second) * (long) shown.round().plan().size() + Math.max(first, second);
    }

    /** The numbers of the packages that are shown, in the picture's order. */
    List<Integer> shownPackages() {
        return packages;
    }

    /** What is at two packages, of the same one by itself; null where all is SUCCESS. */
    @Nullable
    Field at(int first, int second) {
        return fields.get(key(first, second));
    }

    /** How many checks of a package fail, all targets together. */
    int failures(int number) {
        return failures[number];
    }

    /** Empty where there is none. */
    String section(int number) {
        ProjectName project = shown.round().plan().project(number);
        return shown.sections().getOrDefault(project, "");
    }
}
