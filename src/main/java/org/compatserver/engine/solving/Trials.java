package org.compatserver.engine.solving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.engine.solving.Blame.Told;
import org.compatserver.engine.solving.Search.Answer;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.distribution.Unavailable.Unknowable;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.spi.Budget.BudgetSpent;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Remedy;
import org.compatserver.verdict.Sentences;
import org.compatserver.verdict.WhyNotNewer.Change;
import org.compatserver.verdict.WhyNotNewer.Trial;

/**
 * What comes of asking for a newer version of a dependency beside the packages that were asked for, these staying where they are in a set: with everything else in it
 * as new, and with everything else free.
 */
final class Trials {
    /** So much of the whole budget one trial may cost, or what would free it. */
    private static final double PART = 0.1;

    /** So many things that are older in a set are tried to be had as new. */
    private static final int MOST_ATTEMPTS = 6;

    private final Question question;
    private final CatalogSource source;
    private final World world;
    private final List<Ask> asks;
    private final ShownSet set;
    private final Spending budget;
    private final Pins pins;
    private final Set<String> assumed = new LinkedHashSet<>();
    private final NavigableSet<ProjectName> leftAside = new TreeSet<>();

    /** @param asks of the packages that were asked for, the newest of each being where it is in the set */
    Trials(Question question, CatalogSource source, World world, List<Ask> asks, ShownSet set, Spending budget) {
        this.question = question;
        this.source = source;
        this.world = world;
        this.asks = asks;
        this.set = set;
        this.budget = budget;
        this.pins = new Pins(source);
    }

    /** The source archives whose egg-info the results so far rest on. */
    Set<String> assumed() {
        return assumed;
    }

    /** The projects of which a result so far leaves versions aside without proof. */
    NavigableSet<ProjectName> leftAside() {
        return leftAside;
    }

    /** Tries for a position of a dependency in the set, or any above it. */
    Trial of(ProjectName project, int position) {
        Version version = source.releases(project).versions().get(position);
        try {
            return new One(project, position).run();
        } catch (BudgetSpent spent) {
            return new Trial.NotKnown(version, Sentences.BUDGET);
        } catch (IndexFault fault) {
            return new Trial.NotKnown(version, fault.problem());
        }
    }

    /**
     * The newest position of a dependency that goes with the packages where they are, or may go; that in the set when none above it does.
     *
     * @throws BudgetSpent if the budget ends before it is known
     */
    int newestThatGoes(ProjectName project) {
        int goes = Objects.requireNonNull(set.position(project), "A dependency is in the set");
        int doesNot = source.releases(project).usable().highest() + 1;
        while (goes + 1 < doesNot) {
            int middle = (goes + doesNot) / 2;
            One one = new One(project, middle);
            switch (one.search.ask(one.request(one.free()))) {
                case Answer.Exists(var decisions) ->
                    goes = Objects.requireNonNull(decisions.get(PackageNode.of(project)), "It was asked for");
                case Answer.Depends(var _, var decisions) ->
                    goes = Objects.requireNonNull(decisions.get(PackageNode.of(project)), "It was asked for");
                case Answer.Impossible _ -> doesNot = middle;
            }
        }
        return goes;
    }

    /** What would let the dependency be at a position; empty where that is not one that could be had by itself. */
    List<Remedy> remedies(ProjectName project, int position, Derivation proof) {
        One one = new One(project, position);
        try {
            return new Freeing(source, world, one.all, Freeing.Goal.NEWEST, budget.part(PART)).of(proof);
        } catch (IndexFault fault) {
            return List.of();
        }
    }

    /** One trial. */
    private final class One {
        final ProjectName project;
        final int position;
        final List<Ask> all;
        final Search search;
        final Blame blame;

        One(ProjectName project, int position) {
            this.project = project;
            this.position = position;
            this.all = new ArrayList<>(asks);
            this.all.add(ask());
            this.search = new Search(world, budget.part(PART));
            this.blame = new Blame(source, all, search, question);
        }

        private Ask ask() {
            Requirement requirement = Requirement.of(project.normalized());
            Releases releases = source.releases(project);
            return new Ask(
                    requirement,
                    releases,
                    source.clause(project, requirement.specifiers()),
                    position,
                    releases.usable().minus(releases.preReleases()));
        }

        Trial run() {
            return switch (search.ask(request(free()))) {
                case Answer.Impossible(DerivationTree proof) -> impossible(proof);
                case Answer.Depends doubt -> doubt(doubt);
                case Answer.Exists(var decisions) -> strict(decisions);
            };
        }

        private Trial strict(Map<PackageNode, Integer> goes) {
            return switch (search.ask(request(strict()))) {
                case Answer.Impossible(DerivationTree proof) -> trade(improved(goes), proof);
                case Answer.Depends doubt -> doubt(doubt);
                case Answer.Exists(var decisions) -> new Trial.AsGood(version(), pins(decisions), isNeeded(decisions));
            };
        }

        private Version version() {
            return source.releases(project).versions().get(position);
        }

        Request request(Map<ProjectName, VersionSet> within) {
            return Search.request(all, within, List.of());
        }

        /** What was asked for is where it is or newer. */
        Map<ProjectName, VersionSet> free() {
            return new HashMap<>(Point.newest(all).orNewer(all));
        }

        /** And so is all the rest, as far as it is there. */
        private Map<ProjectName, VersionSet> strict() {
            return but(Set.of());
        }

        private Map<ProjectName, VersionSet> but(Set<ProjectName> others) {
            Map<ProjectName, VersionSet> within = free();
            set.decisions().forEach((node, at) -> {
                if (at > 0 && !others.contains(node.project())) {
                    int size = source.releases(node.project()).versions().size();
                    within.putIfAbsent(node.project(), VersionSet.range(size, at, size));
                }
            });
            return within;
        }

        /** With fewer things older, where such a set is found. */
        private Map<PackageNode, Integer> improved(Map<PackageNode, Integer> found) {
            Map<PackageNode, Integer> best = found;
            Set<ProjectName> kept = new HashSet<>();
            for (int i = 0; i < MOST_ATTEMPTS; i++) {
                Set<ProjectName> older = new LinkedHashSet<>();
                changes(best).forEach(change -> older.add(change.project()));
                ProjectName next = older.stream()
                        .filter(one -> !kept.contains(one))
                        .findFirst()
                        .orElse(null);
                if (next == null || older.size() < 2) {
                    return best;
                }
                kept.add(next);
                older.remove(next);
                if (search.askPessimistically(request(but(older))) instanceof Outcome.Solved(var decisions, var _)) {
                    best = decisions;
                }
            }
            return best;
        }

        private Trial impossible(DerivationTree proof) {
            Told told = told(proof);
            return new Trial.Impossible(version(), told.lines(), told.proof());
        }

        private Trial trade(Map<PackageNode, Integer> decisions, DerivationTree proof) {
            Told told = told(proof);
            return new Trial.Trade(
                    version(), pins(decisions), changes(decisions), isNeeded(decisions), told.lines(), told.proof());
        }

        private Told told(DerivationTree proof) {
            Told told = blame.told(proof);
            assumed.addAll(blame.assumed());
            leftAside.addAll(LeftAside.in(told.proof()));
            return told;
        }

        private Trial doubt(Answer.Depends doubt) {
            return new Trial.InDoubt(
                    version(),
                    search.needed(doubt).stream().map(Unknowable::file).toList());
        }

        private List<Pin> pins(Map<PackageNode, Integer> decisions) {
            assumed.addAll(pins.assumed(decisions));
            return pins.of(new ShownSet(decisions, world));
        }

        private boolean isNeeded(Map<PackageNode, Integer> decisions) {
            ShownSet other = new ShownSet(decisions, world);
            return decisions.keySet().stream()
                    .anyMatch(node -> !node.project().equals(project)
                            && other.dependencies(node).stream()
                                    .anyMatch(one -> one.target().project().equals(project)));
        }

        /** What is older than in the shown set, or gone. */
        private List<Change> changes(Map<PackageNode, Integer> decisions) {
            List<Change> changes = new ArrayList<>();
            set.decisions().forEach((node, at) -> {
                Integer there = decisions.get(node);
                if (node.extra() == null && (there == null || there < at)) {
                    List<Version> versions = source.releases(node.project()).versions();
                    changes.add(new Change(
                            node.project(),
                            source.spelling(node.project(), at),
                            versions.get(at),
                            there == null ? null : versions.get(there)));
                }
            });
            return changes;
        }
    }
}
