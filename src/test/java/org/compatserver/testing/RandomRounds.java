package org.compatserver.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Alone;
import org.compatserver.round.Binding;
import org.compatserver.round.Cell;
import org.compatserver.round.Clash;
import org.compatserver.round.Misfit;
import org.compatserver.round.Origin;
import org.compatserver.round.Plan;
import org.compatserver.round.Readings;
import org.compatserver.round.Readings.Reading;
import org.compatserver.round.Result;
import org.compatserver.round.Row;
import org.compatserver.round.Rule;
import org.compatserver.round.Sink;
import org.compatserver.round.Whole;
import org.compatserver.verdict.Question.Sources;
import org.jspecify.annotations.Nullable;

/** Plans and results of all shapes, the same for the same seed. Part of a seed's results is a function of the place alone, so that any part of a round can be made. */
public final class RandomRounds {
    private static final List<String> CLAUSES =
            List.of("", "[all]", ">=1.2", "<2,>=1.0.post1", "[x,y]==1.*", "~=1.4; python_version < \"3.11\"");
    private static final List<String> PLATFORMS = List.of("manylinux_2_41_x86_64", "win_amd64", "macosx_15_0_arm64");

    private final long seed;

    public RandomRounds(long seed) {
        this.seed = seed;
    }

    private Random random(long... place) {
        return new Random(31 * seed + Arrays.hashCode(place));
    }

    public Plan plan() {
        Random random = random(1);
        return plan(1 + random.nextInt(12), 1 + random.nextInt(3), random);
    }

    public Plan plan(int packages, int targets) {
        return plan(packages, targets, random(2));
    }

    private Plan plan(int packages, int targets, Random random) {
        List<Requirement> asked = new ArrayList<>();
        for (int number = 0; number < packages; number++) {
            asked.add(Requirement.of(name(number) + pick(CLAUSES, random)));
            if (random.nextInt(20) == 0) {
                asked.add(Requirement.of(name(number) + "!=1.3"));
            }
        }
        List<Target> on = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            on.add(new Target(PythonVersion.newest(3, 9 + target), new Platform(pick(PLATFORMS, random))));
        }
        return new Plan(
                Plan.byProject(asked),
                random.nextBoolean() ? List.of() : List.of(Requirement.of("Some_Thing<3")),
                on,
                random.nextInt(3) > 0 ? null : Instant.ofEpochSecond(1_700_000_000 + random.nextInt(1000), 123_456_789),
                random.nextBoolean() ? Sources.STATIC : Sources.WHEELS,
                random.nextBoolean(),
                random.nextBoolean());
    }

    private static String name(int number) {
        return "Project.%05d".formatted(number);
    }

    private static <T> T pick(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    private @Nullable Cell cell(Random random) {
        return random.nextInt(50) == 0
                ? null
                : new Cell(
                        random.nextInt(10) > 0 ? Result.SUCCESS : pick(List.of(Result.values()), random),
                        pick(List.of(Rule.values()), random),
                        pick(List.of(Origin.values()), random));
    }

    public Clash clash(int number) {
        Random random = random(3, number);
        ProjectName project = ProjectName.of(name(number));
        return switch (random.nextInt(3)) {
            case 0 -> new Clash.OfOne(project);
            case 1 -> new Clash.Unknowable(List.of(number + "-1.0.tar.gz", "b\"\\ü.zip"));
            default ->
                new Clash.Between(List.of(
                        new Binding(project, "1." + number, "protobuf<5; x == \"ä\"", ProjectName.of("protobuf")),
                        new Binding(ProjectName.of("zz"), "2 to 3", "protobuf>=5", ProjectName.of("protobuf"))));
        };
    }

    private static String text(int number) {
        return number + ".0.post1";
    }

    public List<Alone> alone(Plan plan, int target, Sink sink) {
        List<Alone> result = new ArrayList<>();
        for (int number = 0; number < plan.size(); number++) {
            Random random = random(4, target, number);
            boolean fine = random.nextInt(4) > 0;
            result.add(new Alone(
                    cell(random),
                    random.nextInt(9) == 0 ? null : "1." + random.nextInt(9),
                    random.nextInt(9) > 0 ? null : "0.9",
                    random.nextInt(300),
                    fine ? 0 : sink.clash(clash(random.nextInt(40))),
                    fine ? "" : "It needs »foo<2«.\nAnd more."));
        }
        return result;
    }

    public Row row(Plan plan, int target, int first, Sink sink) {
        Random random = random(5, target, first);
        byte[] cells = new byte[plan.size() - 1 - first];
        List<Misfit> misfits = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            Cell cell = cell(random);
            cells[i] = cell == null ? Cell.OPEN : cell.packed();
            if (cell != null && cell.result() != Result.SUCCESS) {
                misfits.add(new Misfit(
                        first + 1 + i,
                        sink.clash(clash(random.nextInt(40))),
                        random.nextBoolean() ? 0 : sink.text(text(random.nextInt(300))),
                        random.nextBoolean() ? 0 : sink.text(text(random.nextInt(300)))));
            }
        }
        return new Row(first, cells, misfits);
    }

    public List<Whole> wholes(Plan plan, int target) {
        Random random = random(6, target);
        Whole whole = new Whole(
                plan.size(),
                random.nextInt(5) == 0 ? null : pick(List.of(Result.values()), random),
                random.nextBoolean() ? Map.of() : Map.of(ProjectName.of("b"), "1.0", ProjectName.of("a"), "2"),
                random.nextBoolean() ? "" : "It does not fit.");
        return random.nextBoolean() ? List.of(whole) : List.of(whole, whole);
    }

    public List<Reading> projects(int target) {
        List<Reading> result = new ArrayList<>();
        int count = 1 + random(7, target).nextInt(80);
        for (int i = 0; i < count; i++) {
            result.add(new Reading(ProjectName.of(name(i)), Long.toHexString(seed * 1000 + i)));
        }
        return result;
    }

    public Readings readings(Plan plan, int target) {
        Random random = random(8, target);
        List<Reading> projects = projects(target);
        List<BitSet> alone = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            alone.add(bits(projects.size(), random));
        }
        Map<Long, BitSet> pairs = new HashMap<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            pairs.put((long) random.nextInt(plan.size() * plan.size()), bits(projects.size(), random));
        }
        return new Readings(projects, alone, pairs);
    }

    private static BitSet bits(int size, Random random) {
        BitSet bits = new BitSet();
        for (int bit = 0; bit < size; bit++) {
            bits.set(bit, random.nextInt(4) == 0);
        }
        return bits;
    }
}
