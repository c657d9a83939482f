package org.compatserver.certificate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.compatserver.certificate.World.Release;
import org.compatserver.certificate.World.State;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Installation.Pin;
import org.jspecify.annotations.Nullable;

/** All that the question and the pins of a set require, extras that are asked for included. */
final class SetReading {
    private final World world;
    private final Map<ProjectName, Version> pins = new HashMap<>();
    private final List<Demand> demands = new ArrayList<>();

    /**
     * A requirement in force.
     *
     * @param by whose it is; null for the question's
     */
    record Demand(@Nullable ProjectName by, Requirement requirement) {
        boolean excludes(ProjectName project, Version version) {
            return requirement.project().equals(project)
                    && !requirement.specifiers().contains(version);
        }
    }

    private record Node(ProjectName project, @Nullable Extra extra) {}

    SetReading(World world, List<Pin> pins) {
        this.world = world;
        pins.forEach(pin -> this.pins.put(pin.project(), pin.version()));
        Deque<Node> open = new ArrayDeque<>();
        world.asked().forEach(requirement -> add(null, requirement, open));
        Set<Node> seen = new HashSet<>();
        for (Node node = open.poll(); node != null; node = open.poll()) {
            if (seen.add(node)) {
                ProjectName by = node.project();
                requirements(by, node.extra()).forEach(requirement -> add(by, requirement, open));
            }
        }
    }

    private void add(@Nullable ProjectName by, Requirement requirement, Deque<Node> open) {
        demands.add(new Demand(by, requirement));
        open.add(new Node(requirement.project(), null));
        requirement.extras().forEach(extra -> open.add(new Node(requirement.project(), extra)));
    }

    private List<Requirement> requirements(ProjectName project, @Nullable Extra extra) {
        Version version = pins.get(project);
        return version == null ? List.of() : requirements(project, version, extra);
    }

    /** What a version requires; nothing where that is not known. */
    List<Requirement> requirements(ProjectName project, Version version, @Nullable Extra extra) {
        Release release = world.release(project, version);
        return release != null && world.state(release) instanceof State.Installable(var _, var metadata, var _)
                ? world.requirements(metadata, extra)
                : List.of();
    }

    @Nullable
    Version version(ProjectName project) {
        return pins.get(project);
    }

    List<Demand> demands() {
        return demands;
    }

    boolean isAskedFor(ProjectName project) {
        return demands.stream()
                .anyMatch(demand ->
                        demand.by() == null && demand.requirement().project().equals(project));
    }

    boolean requires(ProjectName one, ProjectName other) {
        return demands.stream()
                .anyMatch(demand -> Objects.equals(demand.by(), one)
                        && demand.requirement().project().equals(other));
    }

    /** All clauses on the project, constraints included. */
    List<SpecifierSet> clauses(ProjectName project) {
        List<SpecifierSet> clauses = new ArrayList<>(world.constraints(project));
        demands.stream()
                .filter(demand -> demand.requirement().project().equals(project))
                .forEach(demand -> clauses.add(demand.requirement().specifiers()));
        return clauses;
    }
}
