package org.compatserver.round.solving;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.compatserver.engine.solving.Point;
import org.compatserver.round.solving.Oracle.Reply;
import org.compatserver.round.solving.Party.Span;
import org.jspecify.annotations.Nullable;

/**
 * Walks down the staircase of the sets that two packages can be in, newest first, as far as there may be better ones than those that were found (walk.md, "The walk"). The two cannot both be at their newest.
 */
final class Walk {
    private final Oracle oracle;
    private final Rungs first;
    private final Rungs second;
    private final List<Step> steps = new ArrayList<>();
    private @Nullable Duration leastLag;
    private int leastSkipped = Integer.MAX_VALUE;
    private boolean inDoubt;

    Walk(Oracle oracle, Rungs first, Rungs second) {
        this.oracle = oracle;
        this.first = first;
        this.second = second;
    }

    /** A set that exists, as rungs of the two. */
    record Step(int first, int second) {}

    /** Where the two are looked for. */
    private record Spans(Span first, Span second) {}

    /**
     * All sets that may be the best one, among them the best; null if they cannot be told so: it depends on files that cannot be read without building, or what was presumed was not confirmed. None, if no set exists.
     *
     * @throws org.compatserver.resolver.spi.Budget.BudgetSpent if the budget ends before they are known
     */
    @Nullable
    List<Step> steps(Function<Step, Point> pointOf) {
        int most = first.top();
        int least = 0;
        while (most >= 0 && least <= second.top() && !inDoubt) {
            Step step = next(most, least);
            if (step == null) {
                break;
            }
            add(step);
            most = step.first() - 1;
            least = step.second() + 1;
        }
        return inDoubt || oracle.hasPresumed() && !isEnd(pointOf) ? null : steps;
    }

    /** Whether there is no better one, presumed or not. */
    private boolean isEnd(Function<Step, Point> pointOf) {
        return oracle.isEnd(
                new Span(lowest(first), first.top()),
                new Span(lowest(second), second.top()),
                steps.stream().map(pointOf).toList());
    }

    private void add(Step step) {
        steps.add(step);
        if (first.isTimed() && second.isTimed()) {
            Duration lag = first.lag(step.first()).plus(second.lag(step.second()));
            leastLag = leastLag == null || lag.compareTo(leastLag) < 0 ? lag : leastLag;
        } else if (first.isUntimed() && second.isUntimed()) {
            leastSkipped = Math.min(leastSkipped, first.skipped(step.first()) + second.skipped(step.second()));
        }
    }

    /** The lowest rung that alone is not farther behind than the best step found. */
    private int lowest(Rungs rungs) {
        int rung = rungs.top();
        while (rung > 0 && isWorthwhile(rungs, rung - 1)) {
            rung--;
        }
        return rung;
    }

    private boolean isWorthwhile(Rungs rungs, int rung) {
        return leastLag != null ? rungs.lag(rung).compareTo(leastLag) <= 0 : rungs.skipped(rung) <= leastSkipped;
    }

    /** The step with the first package as new as can be, up to a rung, and the second as new as it can be then, from a rung on. */
    private @Nullable Step next(int most, int least) {
        int low = Math.max(least, lowest(second));
        Span others = new Span(low, second.top());
        Step step = highest(lowest(first), most, span -> new Spans(span, others), Step::first);
        if (step == null) {
            return null;
        }
        int top = step.first() == first.top() ? second.top() - 1 : second.top();
        Span only = new Span(step.first(), step.first());
        Step better = highest(step.second() + 1, top, span -> new Spans(only, span), Step::second);
        return better == null ? step : better;
    }

    /** Looks at the highest rung, then at twice as many each time: what is learned of the same ranges serves many partners. */
    private @Nullable Step highest(int low, int high, Function<Span, Spans> spans, ToIntFunction<Step> rung) {
        int top = high;
        for (int size = 1; top >= low && !inDoubt; size *= 2) {
            int bottom = Math.max(low, top - size + 1);
            Step step = within(bottom, top, spans, rung);
            if (step != null) {
                return step;
            }
            top = bottom - 1;
        }
        return null;
    }

    /** Of what is found in a range, the highest: above each step found it is looked again. */
    private @Nullable Step within(int low, int high, Function<Span, Spans> spans, ToIntFunction<Step> rung) {
        Step best = null;
        int from = low;
        while (from <= high && !inDoubt) {
            Step step = step(spans.apply(new Span(from, high)));
            if (step == null) {
                break;
            }
            best = step;
            from = rung.applyAsInt(step) + 1;
        }
        return inDoubt ? null : best;
    }

    private @Nullable Step step(Spans both) {
        return switch (oracle.presume(both.first(), both.second())) {
            case Reply.Exists(int left, int right) -> new Step(left, right);
            case Reply.Never _ -> null;
            case Reply.InDoubt _ -> {
                inDoubt = true;
                yield null;
            }
        };
    }
}
