package org.compatserver.engine.solving;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/**
 * A proof, found at one moment, that no set has every requested project at its bar or newer. At each earlier moment at which its facts held and the newest
 * version of every project was at its bar or above it, the packages did not fit either (history.md).
 */
final class Barrier {
    private final int[] bars;
    private final Instant[] assured;
    private final DerivationTree proof;
    private final List<Doubt> doubts;
    private final Map<Doubt, Boolean> answers = new HashMap<>();

    private Barrier(int[] bars, Instant[] assured, DerivationTree proof, List<Doubt> doubts) {
        this.bars = bars;
        this.assured = assured;
        this.proof = proof;
        this.doubts = doubts;
    }

    /**
     * The barrier between the packages and their newest at a moment, its bars as low as they can be, or as far as the budget lets them be lowered.
     *
     * @return null if there is none: they fit
     * @throws BudgetSpent if the budget ends before that is known
     */
    static @Nullable Barrier at(Moment moment, Instant when) {
        Lowering lowering = new Lowering(moment);
        DerivationTree proof = lowering.run();
        if (proof == null) {
            return null;
        }
        int[] bars = lowering.bars;
        Instant[] assured = new Instant[bars.length];
        for (int i = 0; i < bars.length; i++) {
            assured[i] =
                    bars[i] <= 0 ? Instant.MIN : Newest.assured(moment.asks().get(i), bars[i], moment, when);
        }
        return new Barrier(bars, assured, proof, Doubts.of(proof, moment.source()));
    }

    DerivationTree proof() {
        return proof;
    }

    /** The last moment, not after the given one, for which the barrier proves nothing; {@link Instant#MIN} if there is none. */
    Instant lastGap(Instant from, List<Newest> newest, History history) {
        Instant gap = Instant.MIN;
        for (int i = 0; i < bars.length && gap.isBefore(from); i++) {
            if (bars[i] > 0) {
                gap = later(gap, newest.get(i).lastBelow(bars[i], assured[i], from));
            }
        }
        for (Doubt doubt : doubts) {
            if (!gap.isBefore(from) || !doubt.upTo().isAfter(gap)) {
                return gap;
            }
            Instant candidate = doubt.upTo().isBefore(from) ? doubt.upTo() : from;
            if (doubt.after().isBefore(candidate) && candidate.isAfter(gap) && !holds(doubt, history)) {
                gap = candidate;
            }
        }
        return gap;
    }

    private boolean holds(Doubt doubt, History history) {
        return answers.computeIfAbsent(doubt, history::stillHolds);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Finds bars none of which can be lower: each in turn by halving, knowing that where it was there is no set. */
    private static final class Lowering {
        private final Moment moment;
        private final List<Ask> asks;
        final int[] bars;
        private @Nullable DerivationTree proof;

        Lowering(Moment moment) {
            this.moment = moment;
            this.asks = moment.asks();
            this.bars = asks.stream().mapToInt(Ask::newest).toArray();
        }

        @Nullable
        DerivationTree run() {
            if (solve() instanceof Outcome.Impossible) {
                lower();
            }
            return proof;
        }

        private void lower() {
            try {
                for (int i = 0; i < bars.length; i++) {
                    lower(i);
                }
            } catch (BudgetSpent spent) {
                // There is none beyond the bars as they are: that much is proved.
            }
        }

        /** The best guess is right above the first set that is found: what is found is as new as it can be, as a rule. */
        private void lower(int index) {
            int impossible = bars[index];
            int lowest = 0;
            try {
                for (int tries = 0; lowest < impossible; tries++) {
                    bars[index] = tries < 2 ? lowest : (lowest + impossible) / 2;
                    switch (solve()) {
                        case Outcome.Impossible _ -> impossible = bars[index];
                        case Outcome.Solved(var decisions, var _) ->
                            lowest = Math.min(
                                    impossible,
                                    decisions.getOrDefault(asks.get(index).node(), -1) + 1);
                    }
                }
            } finally {
                bars[index] = impossible;
            }
        }

        private Outcome solve() {
            Outcome outcome = moment.search().askPessimistically(Search.request(asks, within(), List.of()));
            if (outcome instanceof Outcome.Impossible(DerivationTree found, var _)) {
                proof = found;
            }
            return outcome;
        }

        private Map<ProjectName, VersionSet> within() {
            Map<ProjectName, VersionSet> within = new HashMap<>();
            for (int i = 0; i < bars.length; i++) {
                if (bars[i] > 0) {
                    within.put(asks.get(i).project(), asks.get(i).from(bars[i]));
                }
            }
            return within;
        }
    }
}
