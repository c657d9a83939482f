package org.compatserver.resolver.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.compatserver.resolver.LayeredIndex;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one solve with all data in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class SolveBenchmark {
    /** A pair of small packages; a hundred projects at their newest; a hundred that only fit after backtracking. */
    @Param({"small", "wide", "strict"})
    private String universe = "small";

    private LayeredIndex index = LayeredIndex.of(1, 1, 0, 0);
    private Request request = Request.of(List.of());

    @Setup
    public void prepare() {
        index = switch (universe) {
            case "small" -> LayeredIndex.of(5, 40, 0, 1);
            case "wide" -> LayeredIndex.of(100, 60, 0, 1);
            default -> LayeredIndex.of(100, 60, 40, 1);
        };
        request = index.request("p0, p1");
        Outcome outcome = solve();
        int nodes =
                outcome instanceof Outcome.Solved solved ? solved.decisions().size() : 0;
        System.out.printf("%n%s: %d nodes, %s%n", universe, nodes, outcome.effort());
    }

    @Benchmark
    public Outcome solve() {
        return new VersionSolver(index).solve(request, Budget.unbounded());
    }
}
