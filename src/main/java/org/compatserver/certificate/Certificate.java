package org.compatserver.certificate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.Derivation;
import org.compatserver.verdict.Derivation.Claim;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Installation.Pin;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;
import org.compatserver.verdict.Verdict.Complete;
import org.compatserver.verdict.Why;
import org.compatserver.verdict.WhyNotNewer;
import org.jspecify.annotations.Nullable;

/**
 * The second opinion on an answer: whether it follows from what the index says, found out without the resolver. A set that is shown must be
 * admissible, and what is said to be impossible must have a proof whose every step follows.
 */
public final class Certificate {
    private final Evidence evidence;
    private final World world;
    private final List<Asked> asked;
    private final List<String> notices;
    private final List<String> faults = new ArrayList<>();

    private Certificate(Verdict verdict, Evidence evidence) {
        this.evidence = evidence;
        this.world = new World(verdict.context().question(), evidence);
        this.asked = Asked.of(world);
        this.notices = verdict.context().notices();
    }

    /**
     * What is wrong with the answer.
     *
     * @return a sentence for each fault; empty when the answer holds
     */
    public static List<String> check(Verdict verdict, Evidence evidence) {
        Certificate certificate = new Certificate(verdict, evidence);
        certificate.check(verdict);
        return List.copyOf(certificate.faults);
    }

    /**
     * What is wrong with what is said of why versions are what they are, the verdict included.
     *
     * @return a sentence for each fault; empty when all of it holds
     */
    public static List<String> check(Why why, Evidence evidence) {
        Certificate certificate = new Certificate(why.verdict(), evidence);
        certificate.check(why.verdict());
        if (certificate.faults.isEmpty() && why.about() instanceof Why.About.InSet about) {
            certificate.check(about, why.verdict());
        }
        return List.copyOf(certificate.faults);
    }

    /**
     * What is wrong with a set, whoever chose it, as an answer to the question.
     *
     * @return a sentence for each fault; empty when the set is admissible
     */
    public static List<String> check(Question question, Installation installation, Evidence evidence) {
        return List.copyOf(new InstallationChecker(new World(question, evidence), installation).check());
    }

    private void check(Verdict verdict) {
        switch (verdict) {
            case Verdict.Success success -> {
                checkInstallation(verdict, success.installation(), List.of());
                held(success.installation())
                        .forEach(
                                (project, version) -> faults.add(project + " is held at " + version + " in a SUCCESS"));
            }
            case Verdict.CheckWarning warning -> checkWarning(warning);
            case Verdict.InstallError error -> checkProof(error.explanation().proof(), new Nothing());
            case Verdict.Unknown unknown -> {
                if (unknown.files().isEmpty()) {
                    faults.add("UNKNOWN without a file that it depends on");
                }
            }
        }
    }

    private void check(Why.About.InSet about, Verdict verdict) {
        Installation shown = switch (verdict) {
            case Verdict.Success success -> success.installation();
            case Verdict.CheckWarning warning -> warning.installation();
            case Verdict.InstallError _, Verdict.Unknown _ -> new Installation(List.of());
        };
        faults.addAll(new NotNewerChecker(world, shown, List.of()).check(about));
        TrialChecker trials = new TrialChecker(verdict.context(), evidence, shown, this::newest);
        faults.addAll(trials.check(about.pin().whyNotNewer()));
        WhyNotNewer why = about.pin().whyNotNewer();
        if (why != null && about.best() != null) {
            faults.addAll(trials.check(why.tried(about.best())));
        }
    }

    private void checkInstallation(Verdict verdict, Installation installation, List<HeldBack> heldBack) {
        InstallationChecker checker = new InstallationChecker(world, installation);
        List<String> found = checker.check();
        faults.addAll(found);
        if (found.isEmpty()) {
            faults.addAll(new NotNewerChecker(world, installation, heldBack).check());
            TrialChecker trials = new TrialChecker(verdict.context(), evidence, installation, this::newest);
            installation.pins().forEach(pin -> faults.addAll(trials.check(pin.whyNotNewer())));
        }
        checker.assumed().stream()
                .filter(file -> !verdict.context().assumed().contains(file))
                .forEach(file -> faults.add(file + " is taken at its egg-info's word without saying so"));
    }

    private void checkWarning(Verdict.CheckWarning warning) {
        checkInstallation(warning, warning.installation(), warning.heldBack());
        Map<ProjectName, Version> held = held(warning.installation());
        if (held.isEmpty()) {
            faults.add("nothing is held back in a CHECK_WARNING");
        }
        if (!held.keySet().equals(heldBack(warning.heldBack()).keySet())) {
            faults.add("held back are " + held + ", not " + warning.heldBack());
        }
        warning.heldBack().forEach(this::checkHeldBack);
        checkProof(warning.explanation().proof(), new Newest());
        Complete complete = warning.complete();
        if (complete != null) {
            checkProof(complete.proof(), new BeyondFound(complete.points()));
        }
    }

    /** The newest version of what was asked for; null of anything else. */
    private @Nullable Version newest(ProjectName project) {
        return asked.stream()
                .filter(one -> one.project().equals(project))
                .findFirst()
                .map(one -> one.newest(world))
                .orElse(null);
    }

    private static Map<ProjectName, Version> heldBack(List<HeldBack> list) {
        Map<ProjectName, Version> result = new HashMap<>();
        list.forEach(held -> result.put(held.project(), held.to()));
        return result;
    }

    /** The requested projects that are older than they could be alone, with their versions. */
    private Map<ProjectName, Version> held(Installation installation) {
        Map<ProjectName, Version> pins = new HashMap<>();
        for (Pin pin : installation.pins()) {
            pins.put(pin.project(), pin.version());
        }
        Map<ProjectName, Version> result = new HashMap<>();
        for (Asked one : asked) {
            Version newest = one.newest(world);
            Version pinned = pins.get(one.project());
            if (newest != null && pinned != null && pinned.compareTo(newest) < 0) {
                result.put(one.project(), pinned);
            }
        }
        return result;
    }

    private void checkHeldBack(HeldBack held) {
        Asked one = asked.stream()
                .filter(candidate -> candidate.project().equals(held.project()))
                .findFirst()
                .orElse(null);
        Version newest = one == null ? null : one.newest(world);
        if (one == null || newest == null || !newest.equals(held.from())) {
            faults.add(held.project() + " is said to be newest at " + held.from() + ", it is at " + newest);
        } else if (one.skipped(world, held.to(), held.from()).size() != held.releasesBehind()) {
            faults.add(held.project() + " is "
                    + one.skipped(world, held.to(), held.from()).size() + " releases behind, not "
                    + held.releasesBehind());
        }
    }

    private void checkProof(Derivation proof, FactChecker.Goal goal) {
        faults.addAll(new ProofChecker(world, new FactChecker(world, goal)).check(proof));
    }

    /** A proof that no set exists leaves none aside. */
    private class Nothing implements FactChecker.Goal {
        @Override
        public boolean leavesAside(ProjectName project, Version version) {
            return false;
        }

        @Override
        public boolean leavesAside(Box box, List<Claim> claims) {
            return false;
        }

        @Override
        public boolean isSaid(ProjectName project) {
            return notices.stream().anyMatch(notice -> notice.contains(project.normalized()));
        }
    }

    /** A proof that not all can be at their newest leaves older ones aside. */
    private final class Newest extends Nothing {
        @Override
        public boolean leavesAside(ProjectName project, Version version) {
            return asked.stream().filter(one -> one.project().equals(project)).anyMatch(one -> {
                Version newest = one.newest(world);
                return newest != null && version.compareTo(newest) < 0;
            });
        }
    }

    /** A proof that nothing newer than the shown sets exists leaves aside what is no newer than one of them. */
    private final class BeyondFound extends Nothing {
        private final List<Map<ProjectName, Version>> points;

        BeyondFound(List<Map<ProjectName, Version>> points) {
            this.points = points;
        }

        @Override
        public boolean leavesAside(Box box, List<Claim> claims) {
            return points.stream()
                    .anyMatch(point -> point.entrySet().stream()
                            .allMatch(held -> claims.stream()
                                    .anyMatch(claim -> isAtMost(claim, held.getKey(), held.getValue()))));
        }

        private boolean isAtMost(Claim claim, ProjectName project, Version bound) {
            return claim.positive()
                    && Objects.equals(claim.subject().project(), project)
                    && claim.versions().runs().stream()
                            .allMatch(run -> run.last().compareTo(bound) <= 0);
        }
    }
}
