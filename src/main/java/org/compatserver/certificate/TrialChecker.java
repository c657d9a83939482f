package org.compatserver.certificate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Context;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.WhyNotNewer;
import org.compatserver.verdict.WhyNotNewer.Change;
import org.compatserver.verdict.WhyNotNewer.Trial;
import org.jspecify.annotations.Nullable;

/** Whether what came of trying for a newer version holds: of the same question with the project asked for, too. */
final class TrialChecker {
    private final Context context;
    private final Evidence evidence;
    private final Map<ProjectName, Version> shown = new HashMap<>();
    private final Map<ProjectName, Version> asked = new HashMap<>();

    /** @param newest of what was asked for its newest version; null of anything else */
    TrialChecker(
            Context context,
            Evidence evidence,
            Installation installation,
            Function<ProjectName, @Nullable Version> newest) {
        this.context = context;
        this.evidence = evidence;
        for (Pin pin : installation.pins()) {
            shown.put(pin.project(), pin.version());
            Version most = newest.apply(pin.project());
            if (most != null) {
                asked.put(pin.project(), most.compareTo(pin.version()) < 0 ? most : pin.version());
            }
        }
    }

    /** What is wrong; empty when nothing is, or nobody tried. */
    List<String> check(@Nullable WhyNotNewer why) {
        Trial trial = why == null ? null : why.trial();
        if (why == null || trial == null) {
            return List.of();
        }
        ProjectName project = why.project();
        World world = new World(askingToo(project), evidence);
        Map<ProjectName, Version> free = new HashMap<>(asked);
        free.put(project, trial.version());
        Map<ProjectName, Version> strict = new HashMap<>(shown);
        strict.putAll(free);
        return switch (trial) {
            case Trial.Impossible impossible -> proof(world, impossible.proof(), free);
            case Trial.Trade trade -> {
                List<String> faults = new ArrayList<>(proof(world, trade.proof(), strict));
                faults.addAll(set(world, trade.pins(), free));
                if (!changes(trade.others()).equals(older(trade.pins()))) {
                    faults.add("older than " + shown + " in " + trade.pins() + " is not " + trade.others());
                }
                yield faults;
            }
            case Trial.AsGood(var _, List<Pin> pins, boolean _) -> {
                List<String> faults = new ArrayList<>(set(world, pins, free));
                for (Pin pin : pins) {
                    Version floor = strict.get(pin.project());
                    if (floor != null && pin.version().compareTo(floor) < 0) {
                        faults.add(pin.project() + " is to be at " + floor + " or newer in " + pins);
                    }
                }
                yield faults;
            }
            case Trial.InDoubt _, Trial.NotKnown _ -> List.of();
        };
    }

    private Question askingToo(ProjectName project) {
        Question question = context.question();
        List<Requirement> requirements = new ArrayList<>(question.requirements());
        requirements.add(Requirement.of(project.normalized()));
        return question.about(requirements);
    }

    private static List<String> set(World world, List<Pin> pins, Map<ProjectName, Version> floors) {
        List<String> faults = new ArrayList<>(new InstallationChecker(world, new Installation(pins)).check());
        Map<ProjectName, Version> versions = new HashMap<>();
        pins.forEach(pin -> versions.put(pin.project(), pin.version()));
        floors.forEach((project, floor) -> {
            Version version = versions.get(project);
            if (version == null || version.compareTo(floor) < 0) {
                faults.add(project + " is to be at " + floor + " or newer in " + versions);
            }
        });
        return faults;
    }

    private static Map<ProjectName, String> changes(List<Change> changes) {
        Map<ProjectName, String> result = new HashMap<>();
        changes.forEach(change -> result.put(change.project(), change.from() + " " + change.to()));
        return result;
    }

    private Map<ProjectName, String> older(List<Pin> pins) {
        Map<ProjectName, Version> there = new HashMap<>();
        pins.forEach(pin -> there.put(pin.project(), pin.version()));
        Map<ProjectName, String> result = new HashMap<>();
        shown.forEach((project, version) -> {
            Version other = there.get(project);
            if (other == null || other.compareTo(version) < 0) {
                result.put(project, version + " " + other);
            }
        });
        return result;
    }

    private List<String> proof(World world, Derivation proof, Map<ProjectName, Version> floors) {
        return new ProofChecker(world, new FactChecker(world, new NotBelow(floors))).check(proof);
    }

    /** A proof that no set has everything at these versions or newer leaves aside what is older. */
    private final class NotBelow implements FactChecker.Goal {
        private final Map<ProjectName, Version> floors;

        NotBelow(Map<ProjectName, Version> floors) {
            this.floors = floors;
        }

        @Override
        public boolean leavesAside(ProjectName project, Version version) {
            Version floor = floors.get(project);
            return floor != null && version.compareTo(floor) < 0;
        }

        @Override
        public boolean leavesAside(Box box, List<Claim> claims) {
            return false;
        }

        @Override
        public boolean isSaid(ProjectName project) {
            return context.notices().stream().anyMatch(notice -> notice.contains(project.normalized()));
        }
    }
}
