package org.compatserver.engine.solving;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.compatserver.catalog.CatalogSource;
import org.compatserver.engine.solving.Dragging.Newer;
import org.compatserver.index.IndexFault;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.resolver.Admission;
import org.compatserver.resolver.spi.Clause;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.WhyDragged;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Binding;
import org.compatserver.verdict.WhyNotNewer.Link;
import org.compatserver.verdict.WhyNotNewer.Reason;
import org.compatserver.verdict.WhyNotNewer.Unmet;
import org.jspecify.annotations.Nullable;

/** Why versions in a set are not newer, as far as a look at the set and at the newer version tells: nothing is solved here. */
final class Ledger {
    private final CatalogSource source;
    private final World world;
    private final ShownSet set;
    private final Map<ProjectName, Ask> asks = new HashMap<>();
    private final Map<ProjectName, List<Demand>> demands = new HashMap<>();
    private @Nullable Map<ProjectName, ProjectName> reachedBy;

    /** What a project in the set requires of another. */
    private record Demand(PackageNode by, Dependency dependency) {}

    Ledger(CatalogSource source, World world, List<Ask> asks, ShownSet set) {
        this.source = source;
        this.world = world;
        this.set = set;
        asks.forEach(ask -> this.asks.put(ask.project(), ask));
    }

    /**
     * The pins with a reason for each that is not at its latest version.
     *
     * @param heldBack the reason for each that was asked for and is held back
     * @param moment to which lags are counted
     */
    List<Pin> explained(List<Pin> pins, Map<ProjectName, String> heldBack, Instant moment) {
        Set<ProjectName> below = new LinkedHashSet<>();
        pins.stream().filter(pin -> !pin.isLatest()).forEach(pin -> below.add(pin.project()));
        if (below.isEmpty()) {
            return pins;
        }
        collect(below);
        return pins.stream()
                .map(pin -> pin.isLatest() ? pin : pin.because(why(pin, heldBack.get(pin.project()), moment)))
                .toList();
    }

    /** Looks once at all that the set requires of these. */
    void collect(Set<ProjectName> projects) {
        for (PackageNode node : set.decisions().keySet()) {
            for (Dependency dependency : set.dependencies(node)) {
                PackageNode target = dependency.target();
                // With extras there is a dependency on each extra's node, and always this one.
                if (target.extra() == null && projects.contains(target.project())) {
                    demands.computeIfAbsent(target.project(), project -> new ArrayList<>())
                            .add(new Demand(node, dependency));
                }
            }
        }
    }

    private WhyNotNewer why(Pin pin, @Nullable String heldBack, Instant moment) {
        ProjectName project = pin.project();
        Releases releases = source.releases(project);
        int position = Objects.requireNonNull(set.position(project), "A pin is in the set");
        int latest = source.newest(project);
        VersionSet skipped = releases.usable()
                .minus(releases.preReleases())
                .and(VersionSet.range(releases.versions().size(), position + 1, latest + 1));
        Duration lag = Lags.since(source, project, skipped, moment);
        return new WhyNotNewer(
                project,
                pin.name(),
                pin.version(),
                pin.latest(),
                skipped.count(),
                lag == null ? null : lag.toDays(),
                reason(project, latest, heldBack),
                null);
    }

    private Reason reason(ProjectName project, int latest, @Nullable String heldBack) {
        if (heldBack != null && Objects.requireNonNull(asks.get(project)).newest() >= latest) {
            return new Reason.Held(heldBack);
        }
        List<Binding> bindings = excluding(project, latest);
        if (!bindings.isEmpty()) {
            return new Reason.Bound(bindings);
        }
        if (heldBack != null) {
            return new Reason.Held(heldBack);
        }
        Releases releases = source.releases(project);
        if (!Admission.admitted(releases, clauses(project)).contains(latest)) {
            return new Reason.NotAdmitted(releases.yanked().contains(latest));
        }
        return ofTheVersionItself(project, latest);
    }

    private List<Clause> clauses(ProjectName project) {
        List<Clause> clauses = new ArrayList<>();
        Ask ask = asks.get(project);
        if (ask != null) {
            clauses.add(ask.clause());
        }
        demands.getOrDefault(project, List.of())
                .forEach(demand -> clauses.add(demand.dependency().clause()));
        return clauses;
    }

    /** All that requires a project in the set: what was asked for, then the requirements of what was, then the rest; what allows least first. */
    List<Binding> requiredBy(ProjectName project) {
        if (!demands.containsKey(project)) {
            collect(Set.of(project));
        }
        return bindings(project, clause -> true);
    }

    /** Whose clauses exclude a version of a project, after {@link #collect}, in the same order. */
    private List<Binding> excluding(ProjectName project, int position) {
        return bindings(project, clause -> !clause.allowed().contains(position));
    }

    private List<Binding> bindings(ProjectName project, Predicate<Clause> which) {
        List<Binding> bindings = new ArrayList<>();
        Ask ask = asks.get(project);
        if (ask != null && which.test(ask.clause())) {
            bindings.add(new Binding.Asked(ask.requirement().toString()));
        }
        Clause constraint = source.releases(project).constraint();
        if (constraint != null && which.test(constraint)) {
            bindings.add(new Binding.Constraint(constraint.specifiers().toString()));
        }
        demands.getOrDefault(project, List.of()).stream()
                .filter(demand -> which.test(demand.dependency().clause()))
                .sorted(Comparator.comparing(
                                (Demand demand) -> !asks.containsKey(demand.by().project()))
                        .thenComparingInt(
                                demand -> demand.dependency().clause().allowed().highest())
                        .thenComparing(demand -> demand.by().project())
                        .thenComparing(demand -> demand.dependency().source()))
                .map(this::binding)
                .distinct()
                .forEach(bindings::add);
        return bindings;
    }

    private Binding binding(Demand demand) {
        ProjectName project = demand.by().project();
        int position = Objects.requireNonNull(set.position(project), "What requires something is in the set");
        List<Version> versions = source.releases(project).versions();
        return new Binding.Required(
                project,
                source.spelling(project, position),
                versions.get(position),
                demand.dependency().source(),
                versions.get(source.newest(project)),
                null,
                chain(project));
    }

    /** Why a dependency is older here than alone, or gone, after {@link #collect}; null where the two sets do not tell. */
    @Nullable
    WhyDragged whyDragged(ProjectName project, Newer alone) {
        if (set.position(project) != null) {
            List<Binding> bindings = excluding(project, alone.position());
            return bindings.isEmpty() ? null : new WhyDragged.Bound(bindings);
        }
        List<PackageNode> roots =
                alone.ask().roots().stream().map(Dependency::target).toList();
        List<ProjectName> way = ShownSet.way(alone.set().reachedBy(roots), project);
        for (int i = 0; i + 1 < way.size(); i++) {
            ProjectName step = way.get(i);
            int there = Objects.requireNonNull(alone.set().position(step), "A step is in the set");
            Integer here = set.position(step);
            if (here == null || here != there) {
                List<Version> versions = source.releases(step).versions();
                return new WhyDragged.NotRequired(
                        step,
                        source.spelling(step, there),
                        versions.get(there),
                        here == null ? null : versions.get(here),
                        i + 2 == way.size());
            }
        }
        return null;
    }

    /** What leads to a project in the set. */
    private List<Link> chain(ProjectName project) {
        if (asks.containsKey(project)) {
            return List.of();
        }
        if (reachedBy == null) {
            reachedBy = set.reachedBy(asks.values().stream()
                    .flatMap(ask -> ask.roots().stream())
                    .map(Dependency::target)
                    .sorted(Comparator.comparing(PackageNode::toString))
                    .toList());
        }
        List<ProjectName> way = ShownSet.way(reachedBy, project);
        return way.subList(0, way.size() - 1).stream().map(this::link).toList();
    }

    private Link link(ProjectName project) {
        return new Link(
                project,
                source.spelling(
                        project,
                        Objects.requireNonNull(set.position(project), "What leads to something is in the set")));
    }

    /** What the version's own metadata says against it here. */
    private Reason ofTheVersionItself(ProjectName project, int position) {
        try {
            return switch (world.dependencies(PackageNode.of(project), position)) {
                case Dependencies.Unusable(var why) -> new Reason.Unusable(why);
                case Dependencies.Known(List<Dependency> dependencies) -> unmet(dependencies);
            };
        } catch (IndexFault fault) {
            return new Reason.NotEvident();
        }
    }

    private Reason unmet(List<Dependency> dependencies) {
        List<Unmet> unmet = new ArrayList<>();
        for (Dependency dependency : dependencies) {
            ProjectName target = dependency.target().project();
            Integer position = set.position(target);
            if (dependency.target().extra() == null
                    && position != null
                    && !dependency.clause().allowed().contains(position)) {
                unmet.add(new Unmet(
                        dependency.source(),
                        target,
                        source.spelling(target, position),
                        source.releases(target).versions().get(position)));
            }
        }
        return unmet.isEmpty() ? new Reason.NotEvident() : new Reason.Needs(unmet);
    }
}
