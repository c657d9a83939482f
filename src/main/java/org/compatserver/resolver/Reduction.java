package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.jspecify.annotations.Nullable;

/** Finds a core: merges facts into lines, splits those that then say too little, and leaves out line by line (solver.md, "Cores"). */
final class Reduction {
    /** So often lines are split before all facts are taken as they are. */
    private static final int MOST_SPLITS = 60;

    /** So few lines need no second look. */
    private static final int FEW_LINES = 3;

    private static final int ORDERS_BY_CHANCE = 4;
    private static final long SEED = 4;

    private final Theory theory;
    private final List<External> background;
    private List<Strand> strands;
    private final Map<ProjectName, Integer> hops;

    Reduction(List<External> facts, Theory theory) {
        List<External> relevant = Relevant.of(facts);
        this.theory = theory;
        this.background =
                relevant.stream().filter(fact -> isUnderstood(fact, relevant)).toList();
        this.strands = Strand.of(
                relevant.stream().filter(fact -> !isUnderstood(fact, relevant)).toList());
        this.hops = hops(relevant);
    }

    /** What kind of set is sought; and that versions from after the moment that is asked about are not there, where others of the project are spoken of. */
    private static boolean isUnderstood(External fact, List<External> all) {
        return switch (fact.cause()) {
            case Cause.OnlyNewest _, Cause.BeyondFound _ -> true;
            case Cause.CannotBeUsed(Unavailable.UploadedLater _) ->
                all.stream().anyMatch(other -> requiresOf(fact, other));
            case Cause.CannotBeUsed _,
                    Cause.Asked _,
                    Cause.Requires _,
                    Cause.SameVersion _,
                    Cause.Constrained _,
                    Cause.PreReleaseNotAdmitted _,
                    Cause.YankedNotAdmitted _,
                    Cause.NotAdmittedThere _ -> false;
        };
    }

    private static boolean requiresOf(External late, External other) {
        PackageNode node = late.conclusion().getFirst().node();
        PackageNode dependent = other.conclusion().getFirst().node();
        return other.cause() instanceof Cause.Requires
                && node != null
                && dependent != null
                && node.project().equals(dependent.project());
    }

    /** Lines that cannot all hold, and the proof of that. */
    private record Attempt(List<Strand> strands, DerivationTree proof) {}

    Core core() {
        Attempt best = impossible();
        try {
            best = fewest(best);
        } catch (BudgetSpent spent) {
            // What was found up to here is no less true.
        }
        Set<External> used = facts(best.proof());
        return new Core(
                best.strands().stream().map(strand -> strand.only(used).said()).toList(), best.proof());
    }

    private Attempt fewest(Attempt all) {
        Attempt best = minimal(all, bySteps().reversed());
        List<Comparator<Strand>> others = new ArrayList<>(List.of(bySteps()));
        Random random = new Random(SEED);
        for (int i = 0; i < ORDERS_BY_CHANCE; i++) {
            others.add(byChance(all.strands(), random));
        }
        try {
            for (Comparator<Strand> order : others) {
                if (best.strands().size() > FEW_LINES) {
                    Attempt other = minimal(all, order);
                    best = other.strands().size() < best.strands().size() ? other : best;
                }
            }
            return rejoined(best);
        } catch (BudgetSpent spent) {
            return best;
        }
    }

    /** Lines merged as far as they still cannot all hold. */
    private Attempt impossible() {
        for (int splits = 0; splits <= MOST_SPLITS; splits++) {
            switch (solve(strands)) {
                case Outcome.Impossible(DerivationTree proof, var _) -> {
                    return attempt(strands, proof);
                }
                case Outcome.Solved(var decisions, var _) -> strands = split(decisions);
            }
        }
        return switch (solve(strands.stream().map(Strand::exact).toList())) {
            case Outcome.Impossible(DerivationTree proof, var _) ->
                attempt(strands.stream().map(Strand::exact).toList(), proof);
            case Outcome.Solved(var decisions, var _) ->
                throw new IllegalStateException("The facts of a proof allow " + decisions);
        };
    }

    private List<Strand> split(Map<PackageNode, Integer> decisions) {
        List<Strand> split = new ArrayList<>();
        strands.forEach(strand -> split.addAll(strand.split(decisions)));
        return split;
    }

    /** Leaves out line by line, those first that the order puts first. */
    private Attempt minimal(Attempt start, Comparator<Strand> order) {
        Attempt left = start;
        for (Strand strand : start.strands().stream().sorted(order).toList()) {
            List<Strand> fewer = without(left.strands(), strand);
            if (fewer.size() < left.strands().size()
                    && solve(fewer) instanceof Outcome.Impossible(DerivationTree proof, var _)) {
                left = attempt(fewer, proof);
            }
        }
        return left;
    }

    /** Makes one again of lines that were split, where the whole is enough. */
    private Attempt rejoined(Attempt split) {
        Attempt joined = split;
        for (Strand one : split.strands()) {
            for (Strand other : split.strands()) {
                if (one.mergesWith(other)) {
                    joined = joined(joined, one, other);
                }
            }
        }
        return joined;
    }

    private Attempt joined(Attempt attempt, Strand one, Strand other) {
        List<Strand> rest = without(without(attempt.strands(), one), other);
        if (rest.size() != attempt.strands().size() - 2) {
            return attempt;
        }
        List<External> parts = new ArrayList<>(one.parts());
        parts.addAll(other.parts());
        List<Strand> all = new ArrayList<>(rest);
        all.add(Strand.merged(parts));
        return solve(all) instanceof Outcome.Impossible(DerivationTree proof, var _) ? attempt(all, proof) : attempt;
    }

    @SuppressWarnings("ReferenceEquality")
    private static List<Strand> without(List<Strand> strands, Strand left) {
        return strands.stream().filter(strand -> strand != left).toList();
    }

    private Outcome solve(List<Strand> lines) {
        List<External> facts = new ArrayList<>(background);
        lines.forEach(line -> facts.addAll(line.said()));
        return theory.solve(facts);
    }

    /** Only lines that the proof uses. */
    private static Attempt attempt(List<Strand> strands, DerivationTree proof) {
        Set<External> used = facts(proof);
        return new Attempt(
                strands.stream()
                        .filter(strand -> strand.said().stream().anyMatch(used::contains))
                        .toList(),
                proof);
    }

    private static Set<External> facts(DerivationTree proof) {
        Set<External> facts = Collections.newSetFromMap(new IdentityHashMap<>());
        facts.addAll(External.of(proof));
        return facts;
    }

    /** Those first that are nearest to what was asked. */
    private Comparator<Strand> bySteps() {
        return Comparator.comparingInt((Strand strand) -> hops(strand))
                .thenComparingInt(strand -> strand.parts().size());
    }

    private static Comparator<Strand> byChance(List<Strand> strands, Random random) {
        List<Strand> shuffled = new ArrayList<>(strands);
        Collections.shuffle(shuffled, random);
        IdentityHashMap<Strand, Integer> places = new IdentityHashMap<>();
        shuffled.forEach(strand -> places.put(strand, places.size()));
        return Comparator.comparing(strand -> places.getOrDefault(strand, 0));
    }

    private int hops(Strand strand) {
        PackageNode node = strand.parts().getFirst().conclusion().getFirst().node();
        return node == null ? -1 : hops.getOrDefault(node.project(), Integer.MAX_VALUE);
    }

    /** How many requirements lead from what was asked for to each project, at the least. */
    private static Map<ProjectName, Integer> hops(List<External> facts) {
        Map<ProjectName, Integer> hops = new HashMap<>();
        boolean more = true;
        for (int steps = 0; more; steps++) {
            more = false;
            for (External fact : facts) {
                ProjectName target = target(fact);
                PackageNode from = fact.conclusion().getFirst().node();
                int before = from == null ? -1 : hops.getOrDefault(from.project(), Integer.MAX_VALUE);
                if (target != null && before == steps - 1) {
                    more |= hops.putIfAbsent(target, steps) == null;
                }
            }
        }
        return hops;
    }

    private static @Nullable ProjectName target(External fact) {
        boolean requires = fact.cause() instanceof Cause.Asked || fact.cause() instanceof Cause.Requires;
        PackageNode target = fact.conclusion().getLast().node();
        return requires && target != null ? target.project() : null;
    }
}
