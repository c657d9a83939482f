package org.compatserver.testing;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Limits;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.Spending;
import org.compatserver.engine.solving.World;
import org.compatserver.pep.target.Platform;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.round.Cell;
import org.compatserver.round.Misfit;
import org.compatserver.round.Plan;
import org.compatserver.round.Result;
import org.compatserver.round.Round;
import org.compatserver.round.RoundEngine;
import org.compatserver.round.Row;
import org.compatserver.round.solving.SolvingRounds;
import org.compatserver.verdict.Question.Sources;
import org.jspecify.annotations.Nullable;

/** A round of all packages of a {@link BigUniverse}. */
public final class MadeUpRound {
    private final BigUniverse universe;
    private final InstantSource clock;
    private final Plan plan;

    public MadeUpRound(BigUniverseShape shape, long seed, InstantSource clock) {
        this.universe = BigUniverseGenerator.draw(shape, seed);
        this.clock = clock;
        this.plan = new Plan(
                Plan.byProject(universe.portfolio()),
                List.of(),
                List.of(new Target(PythonVersion.newest(3, 13), Platform.DEFAULT)),
                universe.moment(),
                Sources.WHEELS,
                false,
                false);
    }

    public BigUniverse universe() {
        return universe;
    }

    public Plan plan() {
        return plan;
    }

    public RoundEngine engine() {
        return new SolvingRounds((_, _) -> universe, clock, Limits.DEFAULT);
    }

    /** How many pairs were settled how, and with what result. */
    public static SortedMap<String, Long> counts(Round round) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (Row row : round.sheets().getFirst().rows()) {
            for (byte packed : row.cells()) {
                Cell cell = Cell.of(packed);
                counts.merge(cell == null ? "open" : cell.rule() + " " + cell.result(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** Solves some pairs by themselves, every second of them one that is no SUCCESS, and tells where the round says something else. */
    public List<String> differences(Round round, int count, Random random) {
        List<Row> rows = round.sheets().getFirst().rows();
        List<int[]> pairs = new ArrayList<>();
        while (pairs.size() < count) {
            Row row = rows.get(random.nextInt(rows.size()));
            List<Misfit> misfits = row.misfits();
            int second = pairs.size() % 2 == 0 && !misfits.isEmpty()
                    ? misfits.get(random.nextInt(misfits.size())).second()
                    : row.first() + 1 + random.nextInt(row.cells().length);
            pairs.add(new int[] {row.first(), second});
        }
        return pairs.parallelStream()
                .map(pair -> difference(round, rows.get(pair[0]), pair[1]))
                .filter(Objects::nonNull)
                .toList();
    }

    private @Nullable String difference(Round round, Row row, int second) {
        Cell cell = row.cell(second);
        String said = (cell == null ? "open" : cell.result())
                + row.misfits().stream()
                        .filter(misfit -> misfit.second() == second)
                        .map(misfit -> " " + round.text(misfit.heldFirst()) + " " + round.text(misfit.heldSecond()))
                        .findFirst()
                        .orElse(" null null");
        String alone = solved(row.first(), second);
        return said.equals(alone)
                ? null
                : "%s, %s: %s, by themselves %s"
                        .formatted(plan.project(row.first()), plan.project(second), said, alone);
    }

    private String solved(int first, int second) {
        World world = World.pessimistic(universe, false);
        List<Ask> asks = List.of(
                Ask.of(plan.packages().get(first).getFirst(), universe, world),
                Ask.of(plan.packages().get(second).getFirst(), universe, world));
        Spending budget = new Spending(Limits.DEFAULT, clock);
        try {
            Finding finding = new Finding(universe, world, asks, universe.moment(), Limits.DEFAULT, budget);
            return switch (finding.find()) {
                case Found.AtNewest _ -> Result.SUCCESS + " null null";
                case Found.Held held -> {
                    Point point = held.ranked().getFirst().point();
                    yield Result.CHECK_WARNING
                            + held(asks.getFirst(), point.position(0))
                            + held(asks.getLast(), point.position(1));
                }
                case Found.Nothing _ -> Result.INSTALL_ERROR + " null null";
                case Found.InDoubt _ -> Result.UNKNOWN + " null null";
            };
        } catch (BudgetSpent spent) {
            return "open null null";
        }
    }

    private static String held(Ask ask, int position) {
        return " " + (ask.isHeldAt(position) ? ask.releases().versions().get(position) : null);
    }
}
