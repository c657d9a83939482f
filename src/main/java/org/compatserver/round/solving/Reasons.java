package org.compatserver.round.solving;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.compatserver.engine.solving.Search;
import org.compatserver.engine.solving.Spending;
import org.compatserver.resolver.Cause;
import org.compatserver.resolver.DerivationTree;
import org.compatserver.resolver.DerivationTree.External;
import org.compatserver.resolver.Outcome;
import org.compatserver.resolver.Request;
import org.compatserver.resolver.Term;
import org.compatserver.resolver.VersionSolver;
import org.compatserver.resolver.spi.Budget;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.round.Binding;
import org.jspecify.annotations.Nullable;

/** Finds a minimal core of what keeps two packages from their newest: by following what is forced, or from the solver's proof. Safe for many threads. */
final class Reasons {
    /** With more wordings than so many a project's requirements on another are told as one. */
    private static final int MOST_WORDINGS = 4;

    private static final Comparator<Line> FARTHEST = Comparator.comparing(
                    (Line line) -> line.by().toString())
            .thenComparing(line -> line.on().toString())
            .thenComparingInt(line -> line.versions().highest())
            .thenComparing(Line::words);

    private final Scene scene;
    private final Sites sites;

    Reasons(Scene scene, Sites sites) {
        this.scene = scene;
        this.sites = sites;
    }

    /** What lines come to for people. */
    static List<Binding> bindings(List<Line> lines) {
        Map<List<Object>, List<Line>> groups = new LinkedHashMap<>();
        for (Line line : lines) {
            groups.computeIfAbsent(List.of(line.by().project(), line.on().project()), key -> new ArrayList<>())
                    .add(line);
        }
        List<Binding> bindings = new ArrayList<>();
        groups.values().forEach(group -> bindings.addAll(worded(group)));
        return bindings;
    }

    private static List<Binding> worded(List<Line> lines) {
        Map<String, VersionSet> wordings = new LinkedHashMap<>();
        Line newest = lines.getFirst();
        VersionSet all = VersionSet.none(newest.versions().size());
        for (Line line : lines) {
            wordings.merge(line.words(), line.versions(), VersionSet::or);
            all = all.or(line.versions());
        }
        for (Line line : lines) {
            newest = highest(line, all) > highest(newest, all) ? line : newest;
        }
        if (wordings.size() > MOST_WORDINGS) {
            return List.of(binding(newest, all, newest.words() + " in the newest of them"));
        }
        List<Binding> bindings = new ArrayList<>();
        Line first = newest;
        wordings.forEach((words, versions) -> bindings.add(binding(first, versions, words)));
        return bindings;
    }

    /** The newest of a line's versions that is told of all; -1 where none is. */
    private static int highest(Line line, VersionSet all) {
        return line.versions().and(Words.counting(line.by(), all)).highest();
    }

    private static Binding binding(Line line, VersionSet versions, String words) {
        return new Binding(
                line.by().project(),
                Words.versions(line.by(), versions),
                words,
                line.on().project());
    }

    /**
     * The bindings; none where nothing that is known explains it.
     *
     * @throws Budget.BudgetSpent if the budget ends before they are known
     */
    List<Binding> of(Party one, Party other, Tools tools) {
        Question question = Question.of(one, other, tools, new Spending(scene.limits(), scene.clock()));
        Traced traced = new Traced();
        boolean open =
                tools.forcing.traced(one.ask, question.positions(), other.ask, question.otherPositions(), traced);
        Steps steps = open ? proved(question) : traced.steps();
        List<Line> core = minimal(steps.lines, steps.others, question);
        return core.isEmpty() ? List.of() : bindings(withoutLinks(core, steps.others, question));
    }

    /**
     * The two packages at their newest.
     *
     * @param box what the first forces
     * @param otherBox what the second does
     */
    record Question(Party one, Box box, Party other, Box otherBox, Budget budget) {
        static Question of(Party one, Party other, Tools tools, Budget budget) {
            return new Question(
                    one,
                    one.box(LearningPairs.top(one), tools.forcing),
                    other,
                    other.box(LearningPairs.top(other), tools.forcing),
                    budget);
        }

        /** Those of the newest that are possible alone. */
        VersionSet positions() {
            return positions(one, box);
        }

        VersionSet otherPositions() {
            return positions(other, otherBox);
        }

        private static VersionSet positions(Party party, Box box) {
            VersionSet left = box.domain(party.site);
            return left == null ? party.positions(LearningPairs.top(party)) : left;
        }

        Request request(List<External> given) {
            Request asked = Search.request(
                    List.of(one.ask, other.ask),
                    Map.of(one.ask.project(), positions(), other.ask.project(), otherPositions()),
                    List.of());
            return new Request(asked.roots(), asked.newestOrNewer(), List.of(), given);
        }
    }

    /** What was drawn; told only if it came to an end. */
    private final class Traced implements Forcing.Trace {
        private final List<Consumer<Steps>> all = new ArrayList<>();

        @Override
        public void narrowed(Site site, Site by, VersionSet versions, VersionSet allowed) {
            if (site.base.id != by.base.id) {
                all.add(steps -> steps.narrowed(site, by, versions));
            }
        }

        @Override
        public void fellOut(Site site, int position, @Nullable Site target) {
            all.add(steps -> steps.fellOut(site, position, target));
        }

        Steps steps() {
            Steps steps = new Steps();
            all.forEach(each -> each.accept(steps));
            return steps;
        }
    }

    /** What was drawn, as lines; beside them what is no requirement and holds throughout. */
    private final class Steps {
        private final List<Line> lines = new ArrayList<>();
        private final List<External> others = new ArrayList<>();

        void narrowed(Site site, Site by, VersionSet versions) {
            Line.of(by, versions, site).forEach(this::add);
        }

        void fellOut(Site site, int position, @Nullable Site target) {
            VersionSet version = VersionSet.of(site.size(), position);
            if (target != null) {
                Line.of(site, version, target).forEach(this::add);
            } else if (scene.world().dependencies(site.key, position) instanceof Dependencies.Unusable(var reason)) {
                others.add(new External(List.of(new Term(site.key, true, version)), new Cause.CannotBeUsed(reason)));
            } else {
                site.needs(position).requirements().stream()
                        .filter(requirement -> requirement.target().project().equals(site.project()))
                        .forEach(requirement ->
                                Line.add(lines, site, version, sites.of(requirement.target()), requirement));
            }
        }

        private void add(Line line) {
            Line.add(lines, line.by(), line.versions(), line.on(), line.dependency());
        }
    }

    /** The facts of the solver's proof; if there is one that does not rest on what clauses admit, of that. */
    private Steps proved(Question question) {
        Request request = question.request(List.of());
        Steps steps = new Steps();
        PackageSource admittingAll = new AdmittingAll(scene.world().optimistic());
        if (new VersionSolver(admittingAll).solve(request, question.budget())
                instanceof Outcome.Impossible(DerivationTree proof, var _)) {
            External.of(proof).forEach(fact -> add(fact, steps));
        } else if (new Search(scene.world(), question.budget()).ask(request)
                instanceof Search.Answer.Impossible(DerivationTree proof)) {
            External.of(proof).forEach(fact -> add(fact, steps));
        }
        return steps;
    }

    private void add(External fact, Steps steps) {
        switch (fact.cause()) {
            case Cause.Requires(List<Dependency> requirements) -> {
                Dependency requirement = requirements.getFirst();
                var node = fact.conclusion().getFirst().node();
                if (node != null) {
                    Line.add(
                            steps.lines,
                            sites.of(node),
                            fact.conclusion().getFirst().versions(),
                            sites.of(requirement.target()),
                            requirement);
                }
            }
            case Cause.CannotBeUsed _,
                    Cause.PreReleaseNotAdmitted _,
                    Cause.YankedNotAdmitted _,
                    Cause.NotAdmittedThere _ -> steps.others.add(fact);
            case Cause.Asked _, Cause.SameVersion _, Cause.Constrained _, Cause.OnlyNewest _, Cause.BeyondFound _ -> {}
        }
    }

    /** Leaves out line by line as long as the rest is impossible; none if all of them are not. */
    private List<Line> minimal(List<Line> lines, List<External> others, Question question) {
        List<Line> left = used(lines, others, question);
        if (left == null) {
            return List.of();
        }
        for (Line line : left.stream().sorted(FARTHEST).toList()) {
            if (left.contains(line)) {
                List<Line> fewer = new ArrayList<>(left);
                fewer.remove(line);
                List<Line> needed = used(fewer, others, question);
                left = needed == null ? left : needed;
            }
        }
        return left;
    }

    /** Those of the lines that a proof uses; null if there is none. */
    private @Nullable List<Line> used(List<Line> lines, List<External> others, Question question) {
        IdentityHashMap<External, Line> facts = new IdentityHashMap<>();
        List<External> given = new ArrayList<>(others);
        for (Line line : lines) {
            External fact = line.fact();
            facts.put(fact, line);
            given.add(fact);
        }
        Outcome outcome = new VersionSolver(new Bare(scene.world())).solve(question.request(given), question.budget());
        if (!(outcome instanceof Outcome.Impossible(DerivationTree proof, var _))) {
            return null;
        }
        Set<Line> used = new HashSet<>();
        External.of(proof).stream().map(facts::get).filter(Objects::nonNull).forEach(used::add);
        return lines.stream().filter(used::contains).toList();
    }

    /**
     * Without requirements by which one of the two alone forces a project whose own requirements are among the lines, if nothing else is said of which of its
     * versions can be: in which it is forced is said there. What is left may then be said with less.
     */
    private List<Line> withoutLinks(List<Line> core, List<External> others, Question question) {
        Set<Line> links = new Links(core).of(question);
        if (links.isEmpty()) {
            return core;
        }
        List<External> background = new ArrayList<>(others);
        for (Site site : links.stream().map(Line::on).distinct().toList()) {
            for (Box box : List.of(question.box(), question.otherBox())) {
                VersionSet domain = box.domain(site);
                if (domain != null) {
                    background.add(new External(
                            List.of(new Term(null, true, VersionSet.all(1)), new Term(site.key, false, domain)),
                            new Cause.OnlyNewest()));
                }
            }
        }
        if (used(List.of(), background, question) != null) {
            return core;
        }
        List<Line> rest = core.stream().filter(line -> !links.contains(line)).toList();
        // Where clauses admit a version or not it may matter which versions come together.
        return used(rest, background, question) == null ? core : minimal(rest, background, question);
    }
}
