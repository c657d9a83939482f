package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.engine.solving.Corrections.Bounds;
import org.compatserver.engine.solving.Corrections.Tried;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.verdict.Edit;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Repair;
import org.compatserver.verdict.Repairs;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Verdict.Alternative;

/** Looks for the fewest changes to a question after which it fits; each is verified by answering the changed question. */
final class Repairing {
    /** No one chooses among more. */
    private static final Bounds BOUNDS = new Bounds(Integer.MAX_VALUE, 400, 8, false);

    private final Function<Question, Verdict> answering;
    private final Function<Question, CatalogSource> sources;
    private final Budget budget;
    private final List<Repair> repairs = new ArrayList<>();
    private boolean doubtful;

    /**
     * Works with what answers questions.
     *
     * @param sources what a question sees
     */
    Repairing(Function<Question, Verdict> answering, Function<Question, CatalogSource> sources, Budget budget) {
        this.answering = answering;
        this.sources = sources;
        this.budget = budget;
    }

    /** What could be changed. What was found before the budget ended is told. */
    Repairs of(Question question) {
        Verdict verdict = answering.apply(question);
        boolean complete;
        try {
            complete = switch (verdict) {
                case Verdict.Success _, Verdict.Unknown _ -> true;
                case Verdict.InstallError _ -> relax(new Changes(question));
                case Verdict.CheckWarning warning -> hold(new Changes(question), warning);
            };
        } catch (BudgetSpent spent) {
            complete = false;
        }
        return new Repairs(verdict, Repairs.Order.EDITS, repairs, complete);
    }

    private boolean relax(Changes changes) {
        return new Corrections<>(after -> after(after, changes), changes.cost, Change::covers).seek(BOUNDS)
                && !doubtful;
    }

    private Tried<Change> after(Set<Change> made, Changes changes) {
        Question question = changes.applied(made);
        if (question == null) {
            return new Tried.Fails<>(List.of());
        }
        Posed posed = Posed.of(question, sources.apply(question));
        if (posed.isEmpty()) {
            return new Tried.Fails<>(List.of());
        }
        return switch (posed.solve(budget)) {
            case Outcome.Solved _ -> {
                Verdict repaired = answering.apply(question);
                repairs.add(new Repair(changes.edits(made), made.size(), repaired, heldBack(repaired)));
                yield new Tried.Fits<>();
            }
            case Outcome.Impossible(DerivationTree proof, var _) ->
                new Tried.Fails<>(changes.touching(posed.converted(certain(proof, posed))));
        };
    }

    /** A proof that holds whatever files require that cannot be read without building, if there is one; else all that is not found is in doubt. */
    private DerivationTree certain(DerivationTree proof, Posed posed) {
        if (doubtful || !Proofs.restsOnTheUnknowable(proof)) {
            return proof;
        }
        return switch (posed.solveOptimistically(budget)) {
            case Outcome.Solved _ -> {
                doubtful = true;
                yield proof;
            }
            case Outcome.Impossible(DerivationTree certain, var _) -> certain;
        };
    }

    private static List<HeldBack> heldBack(Verdict repaired) {
        return repaired instanceof Verdict.CheckWarning warning ? warning.heldBack() : List.of();
    }

    /** Every way of holding packages back is a repair, as constraints. */
    private boolean hold(Changes changes, Verdict.CheckWarning warning) {
        List<List<HeldBack>> ways = new ArrayList<>(List.of(warning.heldBack()));
        warning.alternatives().stream().map(Alternative::heldBack).forEach(ways::add);
        for (List<HeldBack> way : ways) {
            List<Requirement> lines = way.stream().map(Repairing::line).toList();
            Verdict repaired = answering.apply(changes.constrained(lines));
            List<Edit> edits = lines.stream().<Edit>map(Edit.Hold::new).toList();
            repairs.add(new Repair(edits, edits.size(), repaired, way));
        }
        return warning.complete() != null && warning.complete().points().size() == ways.size();
    }

    private static Requirement line(HeldBack held) {
        return new Requirement(held.name(), held.project(), List.of(), SpecifierSet.of("==" + held.to()), null, null);
    }
}
