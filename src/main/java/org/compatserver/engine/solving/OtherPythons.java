package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.engine.solving.Solos.Where;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.Unavailable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.target.PythonReleases;
import org.compatserver.pep.target.PythonVersion;
import org.compatserver.pep.target.Target;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Fact;
import org.compatserver.verdict.Derivation.Ground;
import org.compatserver.verdict.Explanation;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Remedy.Taken;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Whether what cannot be installed on a Python can be on another one, on which each package can be by itself: found by solving there. */
final class OtherPythons {
    /** Of what would free it so many are told before this. */
    private static final int TOLD_BEFORE = 2;

    private final Function<Question, CatalogSource> sources;
    private final Budget budget;
    private final Solos solos;

    OtherPythons(Function<Question, CatalogSource> sources, Budget budget, Solos solos) {
        this.sources = sources;
        this.budget = budget;
        this.solos = solos;
    }

    /** The same verdict, with the nearest Python on which there is a set, if its proof speaks of Pythons or wheels and there is one. */
    Verdict.InstallError beside(Verdict.InstallError error) {
        Question question = error.context().question();
        Explanation explanation = error.explanation();
        Remedy found = dependsOnPython(explanation.proof()) ? nearest(question, blamed(explanation.proof())) : null;
        return found == null
                ? error
                : new Verdict.InstallError(
                        error.context(), explanation.withRemedies(with(explanation.remedies(), found)));
    }

    /** One on which only pre-releases fit is named if there is no other; none when the budget ends, since the verdict is certain without. */
    private @Nullable Remedy nearest(Question question, Set<ProjectName> blamed) {
        Remedy withPreReleases = null;
        try {
            for (Target target : nearestFirst(question.target())) {
                List<Taken> taken = taken(question.on(target), question, blamed);
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

    /** What is asked for in a set there; empty where there is none, where one of the packages cannot be had even alone, and where less is asked for there. */
    private List<Taken> taken(Question there, Question here, Set<ProjectName> blamed) {
        if (!Merging.of(there).requirements().equals(Merging.of(here).requirements())) {
            return List.of();
        }
        Posed posed = Posed.of(there, sources.apply(there));
        SoloAnswers alone = new SoloAnswers(solos, posed.source(), there.strict(), budget);
        if (!eachExists(posed.asks(), blamed, alone)) {
            return List.of();
        }
        SequencedMap<PackageNode, Integer> evident = alone.together(posed.asks(), posed.world());
        if (evident != null) {
            return taken(posed.asks(), evident);
        }
        return switch (posed.solve(budget)) {
            case Outcome.Solved(var decisions, var _) ->
                posed.solveAtNewest(budget) instanceof Outcome.Solved(var newest, var _)
                        ? taken(posed.asks(), newest)
                        : taken(posed.asks(), decisions);
            case Outcome.Impossible _ -> List.of();
        };
    }

    private static List<Taken> taken(List<Ask> asks, Map<PackageNode, Integer> set) {
        return asks.stream()
                .map(ask -> new Taken(
                        ask.project(),
                        ask.releases().versions().get(Objects.requireNonNull(set.get(ask.node()), "It is in the set"))))
                .toList();
    }

    /** Those without which the proof does not hold come first: mostly it is one of them that cannot be had there either. */
    private static boolean eachExists(List<Ask> asks, Set<ProjectName> blamed, SoloAnswers alone) {
        return asks.stream()
                .sorted(Comparator.comparing(ask -> !blamed.contains(ask.project())))
                .allMatch(ask -> alone.find(ask, Where.ANYWHERE).answer() instanceof Answer.Exists);
    }

    private static Set<ProjectName> blamed(Derivation proof) {
        Set<ProjectName> blamed = new HashSet<>();
        for (Fact fact : proof.facts()) {
            if (fact.ground() instanceof Ground.Asked(Requirement requirement)) {
                blamed.add(requirement.project());
            }
        }
        return blamed;
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
