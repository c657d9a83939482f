package org.compatserver.round.solving;

import java.util.List;
import java.util.Objects;
import org.compatserver.engine.solving.Ask;
import org.compatserver.engine.solving.Finding;
import org.compatserver.engine.solving.Finding.Found;
import org.compatserver.engine.solving.Point;
import org.compatserver.engine.solving.Spending;
import org.compatserver.round.Clash;
import org.compatserver.round.Result;
import org.compatserver.round.Rule;
import org.jspecify.annotations.Nullable;

/** Solves each pair as a single check would be, and remembers nothing. */
final class SolverPairs implements PairSolver {
    private final Scene scene;

    SolverPairs(Scene scene) {
        this.scene = scene;
    }

    @Override
    public PairAnswer answer(Solo first, Solo second) {
        List<Ask> asks = List.of(Objects.requireNonNull(first.ask()), Objects.requireNonNull(second.ask()));
        Finding finding = new Finding(
                scene.source(),
                scene.world(),
                asks,
                scene.moment(),
                scene.limits(),
                new Spending(scene.limits(), scene.clock()));
        return switch (finding.find()) {
            case Found.AtNewest _ -> new PairAnswer(Result.SUCCESS, Rule.SOLVER, -1, -1, null);
            case Found.Held held -> {
                Point point = held.ranked().getFirst().point();
                yield new PairAnswer(
                        Result.CHECK_WARNING,
                        Rule.SOLVER,
                        held(asks.getFirst(), point.position(0)),
                        held(asks.getLast(), point.position(1)),
                        clash(first, second));
            }
            case Found.Nothing _ -> new PairAnswer(Result.INSTALL_ERROR, Rule.SOLVER, -1, -1, clash(first, second));
            case Found.InDoubt(var doubt) ->
                new PairAnswer(Result.UNKNOWN, Rule.SOLVER, -1, -1, Singles.unknowable(finding, doubt));
        };
    }

    private static int held(Ask ask, int position) {
        return ask.isHeldAt(position) ? position : -1;
    }

    private static Clash clash(Solo first, Solo second) {
        Solo alone = failed(first) != null ? failed(first) : failed(second);
        return alone == null ? new Clash.Between(List.of()) : new Clash.OfOne(Singles.project(alone));
    }

    private static @Nullable Solo failed(Solo solo) {
        return solo.found() instanceof Found.AtNewest ? null : solo;
    }
}
