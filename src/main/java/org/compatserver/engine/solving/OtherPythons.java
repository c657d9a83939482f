package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.target.PythonReleases;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Remedy.Taken;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Whether what cannot be installed on a Python can be on another one: found by solving there. */
final class OtherPythons {
    /** Of what would free it so many are told before this. */
    private static final int TOLD_BEFORE = 2;

    private final Function<Question, CatalogSource> sources;
    private final Budget budget;

    OtherPythons(Function<Question, CatalogSource> sources, Budget budget) {
        this.sources = sources;
        this.budget = budget;
    }

    /** The same verdict, with the nearest Python on which there is a set, if its proof speaks of Pythons or wheels and there is one. */
    Verdict.InstallError beside(Verdict.InstallError error) {
        Question question = error.context().question();
        Explanation explanation = error.explanation();
        Remedy found = dependsOnPython(explanation.proof()) ? nearest(question) : null;
        return found == null
                ? error
                : new Verdict.InstallError(
                        error.context(), explanation.withRemedies(with(explanation.remedies(), found)));
    }

    /** One on which only pre-releases fit is named if there is no other; none when the budget ends, since the verdict is certain without. */
    private @Nullable Remedy nearest(Question question) {
        Remedy withPreReleases = null;
        try {
            for (Target target : nearestFirst(question.target())) {
                List<Taken> taken = taken(question.on(target), question);
                if (!taken.isEmpty()) {
                    Remedy found =
                            new Remedy.OtherPython(Version.of(target.python().minorVersion()), taken);
                    if (taken.stream().noneMatch(one -> one.version().isPreRelease())) {
                        return found;
                    }
                    withPreReleases = withPreReleases == null ? found : withPreReleases;
                }
            }
        } catch (BudgetSpent | IndexFault end) {
            return withPreReleases;
        }
        return withPreReleases;
    }

    private static boolean dependsOnPython(Derivation proof) {
        return proof.facts().stream()
                .anyMatch(fact -> fact.ground() instanceof Ground.CannotBeUsed(var reason)
                        && (reason instanceof Unavailable.RequiresPython
                                || reason instanceof Unavailable.NoMatchingWheel));
    }

    /** No one goes back to Python 2. */
    private static List<Target> nearestFirst(Target target) {
        int minor = target.python().major() == 3 ? target.python().minor() : 0;
        return PythonReleases.minorsOf3().stream()
                .filter(other -> other != minor)
                .sorted(Comparator.comparingInt((Integer other) -> Math.abs(other - minor))
                        .thenComparing(Comparator.reverseOrder()))
                .map(other -> new Target(PythonVersion.newest(3, other), target.platform()))
                .toList();
    }

    /** What is asked for in a set there; empty where there is none, and where less is asked for there. */
    private List<Taken> taken(Question there, Question here) {
        if (!Merging.of(there).requirements().equals(Merging.of(here).requirements())) {
            return List.of();
        }
        Posed posed = Posed.of(there, sources.apply(there));
        return posed.solve(budget) instanceof Outcome.Solved solved
                ? posed.asks().stream()
                        .map(ask -> new Taken(
                                ask.project(), ask.releases().versions().get(solved.position(ask.node()))))
                        .toList()
                : List.of();
    }

    private static List<Remedy> with(List<Remedy> remedies, Remedy other) {
        List<Remedy> all = new ArrayList<>(remedies);
        all.removeIf(remedy -> remedy instanceof Remedy.None);
        long alone = all.stream()
                .filter(remedy -> !(remedy instanceof Remedy.Together))
                .count();
        all.add((int) Math.min(TOLD_BEFORE, alone), other);
        return all;
    }
}
