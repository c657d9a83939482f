package org.compatserver.certificate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.compatserver.certificate.World.Release;
import org.compatserver.certificate.World.State;
import org.compatserver.pep.requirement.Extra;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.SpecifierSet;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.jspecify.annotations.Nullable;

/** Whether a set of pins is admissible for its question: closed, usable, admitted, and without anything that nobody asked for. */
final class InstallationChecker {
    private final World world;
    private final Map<ProjectName, Pin> pins = new HashMap<>();
    private final Map<ProjectName, List<SpecifierSet>> clauses = new HashMap<>();
    private final Set<Node> visited = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> assumed = new ArrayList<>();

    InstallationChecker(World world, Installation installation) {
        this.world = world;
        installation.pins().forEach(pin -> {
            if (pins.put(pin.project(), pin) != null) {
                faults.add(pin.project() + " is pinned twice");
            }
        });
    }

    private record Node(ProjectName project, @Nullable Extra extra) {}

    /** What is wrong; empty when nothing is. */
    List<String> check() {
        world.asked().forEach(requirement -> follow("the question", requirement));
        pins.keySet().stream()
                .filter(project -> !visited.contains(new Node(project, null)))
                .forEach(project -> faults.add(project + " is pinned although nothing requires it"));
        pins.values().stream()
                .filter(pin -> visited.contains(new Node(pin.project(), null)))
                .forEach(this::checkAdmission);
        return faults;
    }

    /** Source archives whose egg-info the set rests on; known after {@link #check()}. */
    List<String> assumed() {
        return assumed;
    }

    private void follow(String who, Requirement requirement) {
        Pin pin = pins.get(requirement.project());
        if (pin == null) {
            faults.add(who + " requires " + requirement + ", which is not pinned");
            return;
        }
        if (requirement.address() != null) {
            faults.add(who + " requires the address " + requirement + ", which is never followed");
        }
        if (!requirement.specifiers().contains(pin.version())) {
            faults.add(who + " requires " + requirement + ", but " + pin.version() + " is pinned");
        }
        clauses.computeIfAbsent(requirement.project(), p -> new ArrayList<>()).add(requirement.specifiers());
        visit(pin, null);
        requirement.extras().forEach(extra -> visit(pin, extra));
    }

    private void visit(Pin pin, @Nullable Extra extra) {
        if (!visited.add(new Node(pin.project(), extra))) {
            return;
        }
        Release release = world.release(pin.project(), pin.version());
        if (release == null || !release.usable()) {
            faults.add(pin.project() + " " + pin.version() + " has no file that counts");
            return;
        }
        switch (world.state(release)) {
            case State.Installable(var file, var metadata, var isAssumed) -> {
                if (!file.filename().equals(pin.file())) {
                    faults.add(pin.file() + " is named, but " + file.filename() + " would be installed");
                }
                if (isAssumed && extra == null) {
                    assumed.add(file.filename());
                }
                String who = pin.project() + " " + pin.version();
                world.requirements(metadata, extra).forEach(requirement -> follow(who, requirement));
            }
            case State.Unknowable(var file) -> faults.add("what " + file.filename() + " requires is not known");
            case State.Impossible() -> faults.add(pin.project() + " " + pin.version() + " cannot be installed");
        }
    }

    private void checkAdmission(Pin pin) {
        List<SpecifierSet> all = new ArrayList<>(clauses.getOrDefault(pin.project(), List.of()));
        List<SpecifierSet> constraints = world.constraints(pin.project());
        all.addAll(constraints);
        if (!Admission.inRange(pin.version(), constraints)) {
            faults.add(pin.project() + " " + pin.version() + " breaks a constraint");
        }
        List<Version> admitted = Admission.admitted(world, pin.project(), all).stream()
                .map(Release::version)
                .toList();
        if (!admitted.contains(pin.version())) {
            faults.add(pin.project() + " " + pin.version() + " is not admitted by " + all);
        }
    }
}
