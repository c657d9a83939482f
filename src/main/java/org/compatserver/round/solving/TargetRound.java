package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.compatserver.engine.solving.Ask;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.round.Cell;
import org.compatserver.round.Misfit;
import org.compatserver.round.Origin;
import org.compatserver.round.Result;
import org.compatserver.round.Row;
import org.compatserver.round.Rule;
import org.compatserver.round.Sink;
import org.compatserver.round.Whole;
import org.jspecify.annotations.Nullable;

/** One target's checks. First each package alone, in any order and from any thread; then {@link #meet}; then each row. */
final class TargetRound {
    private static final byte UNION = new Cell(Result.SUCCESS, Rule.UNION, Origin.COMPUTED).packed();

    private final Scene scene;
    private final Sink sink;
    private final PairSolver solver;
    private final Stopwatch watch;
    private final Numbers numbers;
    private final Singles singles;
    private final Admitting admitting;
    private final @Nullable Stance[] found;
    private List<Stance> stances = List.of();
    private @Nullable Agreement agreement;

    TargetRound(Scene scene, PairSolver solver, Sink sink, Singles.Telling telling, Stopwatch watch) {
        this.scene = scene;
        this.sink = sink;
        this.solver = solver;
        this.watch = watch;
        this.numbers = new Numbers(scene.world().optimistic());
        this.singles = new Singles(scene, numbers, sink, telling);
        this.admitting = new Admitting(numbers);
        this.found = new @Nullable Stance[scene.asks().size()];
    }

    /** Finds a package's own answer. */
    void alone(int number) {
        found[number] = singles.of(number);
    }

    /** All packages' own answers are there. */
    List<Stance> meet() {
        List<Stance> all = new ArrayList<>();
        for (Stance stance : found) {
            all.add(Objects.requireNonNull(stance, "A package's own answer is missing"));
        }
        stances = List.copyOf(all);
        List<@Nullable PinnedSet> sets = new ArrayList<>();
        stances.forEach(stance -> sets.add(stance.isPlain() ? stance.set() : null));
        agreement = new Agreement(sets);
        return stances;
    }

    /** All packages together. */
    List<Whole> wholes() {
        return new Wholes(scene).of(stances);
    }

    /** A package's pairs with those after it. */
    Row row(int first) {
        byte[] cells = new byte[stances.size() - 1 - first];
        Arrays.fill(cells, UNION);
        List<Misfit> misfits = new ArrayList<>();
        BitSet open = Objects.requireNonNull(agreement).open(first);
        Overlay overlay = new Overlay(numbers);
        for (int second = open.nextSetBit(0); second >= 0; second = open.nextSetBit(second + 1)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("The round was stopped");
            }
            PairAnswer answer = answer(stances.get(first), stances.get(second), overlay);
            cells[second - first - 1] =
                    answer == null ? Cell.OPEN : new Cell(answer.result(), answer.rule(), Origin.COMPUTED).packed();
            if (answer != null && answer.result() != Result.SUCCESS) {
                misfits.add(misfit(first, second, answer));
            }
        }
        return new Row(first, cells, misfits);
    }

    private Misfit misfit(int first, int second, PairAnswer answer) {
        return new Misfit(
                second,
                sink.clash(Objects.requireNonNull(answer.clash())),
                held(first, answer.heldFirst()),
                held(second, answer.heldSecond()));
    }

    private int held(int number, int position) {
        Ask ask = scene.asks().get(number);
        return position < 0 || ask == null ? 0 : sink.text(Singles.version(ask, position));
    }

    /** Null where the budget ended before. */
    private @Nullable PairAnswer answer(Stance first, Stance second, Overlay overlay) {
        PairAnswer byRule = byRule(first, second, overlay);
        if (byRule != null || !first.isAsked() || !second.isAsked()) {
            return byRule;
        }
        try {
            return watch.time(Stopwatch.Phase.SOLVER, () -> solver.answer(first.solo(), second.solo()));
        } catch (BudgetSpent spent) {
            return null;
        }
    }

    private @Nullable PairAnswer byRule(Stance first, Stance second, Overlay overlay) {
        PairAnswer inherited = inherited(first, second);
        if (inherited != null) {
            return inherited;
        }
        Together together = together(first, second, overlay);
        if (together == null) {
            return null;
        }
        Result result = together.result();
        return result == Result.SUCCESS
                ? new PairAnswer(result, together.rule(), -1, -1, null)
                : new PairAnswer(result, Rule.INHERITED, first.held(), second.held(), first.clash(second));
    }

    /** What one of the two keeps from being beside any partner, or where it has none. */
    private static @Nullable PairAnswer inherited(Stance first, Stance second) {
        if (first.isImpossible() || second.isImpossible() || !first.isAsked() || !second.isAsked()) {
            boolean isFirst = first.isImpossible() || !second.isAsked();
            Stance one = isFirst ? first : second;
            Result result = one.result();
            return result == null || result == Result.SUCCESS
                    ? null
                    : new PairAnswer(
                            result, Rule.INHERITED, isFirst ? one.held() : -1, isFirst ? -1 : one.held(), one.clash());
        }
        return null;
    }

    /** A set with both as they are alone. */
    private record Together(Result result, Rule rule, List<Pin> pins) {}

    /** Null where no rule finds one, or it would prove nothing. */
    private @Nullable Together together(Stance first, Stance second, Overlay overlay) {
        PinnedSet one = first.set();
        PinnedSet other = second.set();
        Result result = first.with(second);
        if (one == null || other == null || result == null) {
            return null;
        }
        if (agree(one, other)) {
            List<Pin> union = union(one, other);
            return admitting.admits(union, List.of(one, other)) ? new Together(result, Rule.UNION, union) : null;
        }
        List<Pin> pins = overlay.laid(one, other, second.least());
        if (pins == null) {
            pins = overlay.laid(other, one, first.least());
        }
        return pins == null ? null : new Together(result, Rule.PATCH, pins);
    }

    /** The set that union or patch finds for a pair; null where they find none. */
    @Nullable
    Map<PackageNode, Integer> set(int first, int second) {
        Together together = together(stances.get(first), stances.get(second), new Overlay(numbers));
        return together == null ? null : PinnedSet.decisions(together.pins(), numbers);
    }

    private static List<Pin> union(PinnedSet one, PinnedSet other) {
        List<Pin> pins = new ArrayList<>(one.pins);
        pins.addAll(other.pins);
        return pins;
    }

    private static boolean agree(PinnedSet one, PinnedSet other) {
        for (int i = 0, j = 0; i < one.projects.length && j < other.projects.length; ) {
            if (one.projects[i] == other.projects[j]) {
                if (one.positions[i++] != other.positions[j++]) {
                    return false;
                }
            } else if (one.projects[i] < other.projects[j]) {
                i++;
            } else {
                j++;
            }
        }
        return true;
    }
}
