package org.compatserver.resolver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.resolver.Incompatibility.Origin;
import org.compatserver.resolver.spi.Dependencies;
import org.compatserver.resolver.spi.Dependencies.Dependency;
import org.compatserver.resolver.spi.PackageNode;
import org.compatserver.resolver.spi.PackageSource;
import org.compatserver.resolver.spi.Releases;
import org.compatserver.resolver.spi.VersionSet;
import org.jspecify.annotations.Nullable;

/** What the source has said during one solve: nodes, and what their versions require, as incompatibilities. */
final class Knowledge {
    private final PackageSource source;
    private final PartialSolution solution;
    private final Propagation propagation;
    private final Map<ProjectName, Project> projects = new HashMap<>();
    private final Map<PackageNode, Node> nodes = new HashMap<>();

    Knowledge(PackageSource source, PartialSolution solution, Propagation propagation) {
        this.source = source;
        this.solution = solution;
        this.propagation = propagation;
    }

    /** The question's node, requiring what the question requires. */
    Node question(List<Dependency> roots) {
        VersionSet one = VersionSet.all(1);
        VersionSet none = VersionSet.none(1);
        Node question =
                new Node(null, new Project(new ProjectName(""), new Releases(List.of(), one, none, none, false, null)));
        question.readings.put(0, known(question, 0, roots));
        return question;
    }

    Node node(PackageNode key) {
        Node node = nodes.get(key);
        if (node == null) {
            Project project = project(key.project());
            if (key.extra() == null) {
                return project.base();
            }
            node = new Node(key, project);
            project.extras.add(node);
            nodes.put(key, node);
        }
        return node;
    }

    /** All nodes that were met, the question apart. */
    Collection<Node> nodes() {
        return nodes.values();
    }

    /** A node that may be in the set or not; null if there is none. Given facts can say that not all are left out. */
    @Nullable
    Node open() {
        for (Node node : nodes.values()) {
            if (node.decided < 0 && node.domain.lowest() < node.absent) {
                return node;
            }
        }
        return null;
    }

    private Project project(ProjectName name) {
        Project project = projects.get(name);
        if (project == null) {
            project = new Project(name, source.releases(name));
            PackageNode key = PackageNode.of(name);
            Node base = new Node(key, project);
            project.base = base;
            projects.put(name, project);
            nodes.put(key, base);
            presume(base, project.releases.usable(), new Origin.NoFile(project));
            if (project.releases.constraint() != null) {
                Cause constrained = new Cause.Constrained(project.releases.constraint());
                presume(base, project.releases.constraint().allowed(), new Origin.Stated(constrained));
            }
        }
        return project;
    }

    private void presume(Node node, VersionSet possible, Origin origin) {
        VersionSet impossible = possible.complement();
        if (!impossible.isEmpty()) {
            solution.presume(node, Incompatibility.of(node, node.at(impossible), origin));
        }
    }

    /** What the position requires; read from the source at most once. */
    Reading read(Node node, int position) {
        Reading reading = node.readings.get(position);
        if (reading == null) {
            PackageNode key = node.key;
            if (key == null) {
                throw new IllegalStateException("The question has one version");
            }
            reading = switch (source.dependencies(key, position)) {
                case Dependencies.Known known -> known(node, position, known.dependencies());
                case Dependencies.Unusable unusable ->
                    unusable(node, position, new Cause.CannotBeUsed(unusable.reason()));
            };
            node.readings.put(position, reading);
        }
        return reading;
    }

    private static Reading unusable(Node node, int position, Cause cause) {
        VersionSet states = VersionSet.of(node.absent + 1, position);
        Incompatibility unusable = Incompatibility.of(node, states, new Origin.Stated(cause));
        return new Reading(List.of(), List.of(new Watch(unusable, 0, 0)));
    }

    private Reading known(Node node, int position, List<Dependency> dependencies) {
        for (Dependency dependency : dependencies) {
            if (dependency.target().equals(node.key)
                    && !dependency.clause().allowed().contains(position)) {
                return unusable(node, position, new Cause.Requires(dependency));
            }
        }
        List<Edge> edges = new ArrayList<>(dependencies.size());
        List<Watch> rules = new ArrayList<>(dependencies.size());
        for (Dependency dependency : dependencies) {
            Node target = node(dependency.target());
            Edge edge = new Edge(target, dependency);
            edges.add(edge);
            if (target != node) {
                rules.add(rule(node, position, edge));
            }
        }
        return new Reading(edges, rules);
    }

    /** The incompatibility of a requirement; one that says so of other versions is widened by this one. */
    private Watch rule(Node node, int position, Edge edge) {
        VersionSet states = VersionSet.of(node.absent + 1, position);
        Edge.Demand demand = edge.demand();
        Watch rule = node.rules.get(demand);
        if (rule == null) {
            rule = propagation.watch(requirement(node, states, edge), 0, 1);
            node.rules.put(demand, rule);
        } else {
            rule.incompatibility = rule.incompatibility.widened(states);
        }
        return rule;
    }

    private static Incompatibility requirement(Node node, VersionSet states, Edge edge) {
        Node target = edge.target();
        return Incompatibility.of(
                node,
                states,
                target,
                target.notAt(edge.dependency().clause().allowed()),
                new Origin.Requirement(node, edge));
    }

    /** Tells the source what it is likely to be asked for next. */
    void expect(Node node, int position) {
        if (node.wishes.expected != position) {
            node.wishes.expected = position;
            source.expect(node.project.name, VersionSet.of(node.project.size(), position));
        }
    }

    /** After 5, 10, 20, 40 … versions in vain, tells the source of as many of the next ones, at most 50. */
    void rejected(Node node, int position) {
        int count = ++node.wishes.rejected;
        if (count >= 5 && count % 5 == 0 && Integer.bitCount(count / 5) == 1) {
            VersionSet.Builder next = new VersionSet.Builder(node.project.size());
            int p = position;
            for (int i = 0; i < Math.min(count, 50) && (p = node.domain.below(p)) >= 0; i++) {
                next.add(p, p + 1);
            }
            source.expect(node.project.name, next.build());
        }
    }
}
