package org.compatserver.referee;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.compatserver.certificate.Certificate;
import org.compatserver.certificate.Evidence;
import org.compatserver.check.Outcome;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.pep.version.Version;
import org.compatserver.referee.Finding.Pins;
import org.compatserver.referee.Finding.Standing;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Question;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** Asks us, and compares with what pip and uv said. Where our verdict and pip's differ, only the checker says who is wrong. */
final class Judge {
    private final Plan plan;
    private final Panel panel;
    private final Hearing hearing;
    private final Asker asker;
    private final Equipment equipment;

    Judge(Plan plan, Panel panel, Hearing hearing, Asker asker, Equipment equipment) {
        this.plan = plan;
        this.panel = panel;
        this.hearing = hearing;
        this.asker = asker;
        this.equipment = equipment;
    }

    /** A requirement whose newest version is another one for us than for pip. */
    record Newest(Case question, Optional<Version> ours, Optional<Version> pip) {
        boolean equal() {
            return ours.equals(pip);
        }
    }

    /** How our newest versions compare to pip's: each requirement for each interpreter alone, where both tell it. */
    List<Newest> newest(List<Case> cases) throws InterruptedException {
        Map<Case, Requirement> solos = new LinkedHashMap<>();
        for (Case one : cases) {
            one.requirements().forEach(r -> solos.put(new Case(one.interpreter(), List.of(r)), r));
        }
        List<Newest> result = new ArrayList<>();
        List<Case> asked = List.copyOf(solos.keySet());
        List<Outcome<Verdict>> outcomes =
                equipment.ours().checkAll(asked.stream().map(this::question).toList());
        for (int i = 0; i < asked.size(); i++) {
            Requirement requirement = Objects.requireNonNull(solos.get(asked.get(i)));
            Answer pip = asker.alone(asked.get(i).interpreter(), requirement);
            Ours ours = Ours.of(outcomes.get(i));
            // where nothing can be installed, pip may still have a newest release, and we say no more
            if (!(pip instanceof Answer.Broken)
                    && ours.newest(requirement.project()).isPresent()) {
                result.add(new Newest(
                        asked.get(i),
                        ours.newest(requirement.project()),
                        asker.newest(asked.get(i).interpreter(), requirement)));
            }
        }
        return result;
    }

    /** How the answers compare, question by question. */
    List<Finding> judge(List<Case> cases) throws InterruptedException {
        List<Outcome<Verdict>> outcomes =
                equipment.ours().checkAll(cases.stream().map(this::question).toList());
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            findings.add(judge(cases.get(i), Ours.of(outcomes.get(i))));
        }
        return findings;
    }

    /** Without what the index says the checker decides nothing: that is a breakdown of this question alone. */
    private Finding judge(Case one, Ours ours) throws InterruptedException {
        Theirs pip = Theirs.ofPip(one, hearing, asker);
        Theirs uv = Theirs.ofUv(one, hearing, asker);
        try {
            return compared(one, ours, pip, uv);
        } catch (Evidence.NotAtHand broken) {
            String what = "the checker cannot read the index: " + broken.getMessage();
            return new Finding(one, ours, pip, uv, Standing.FAULT, what, Pins.NOT_COMPARABLE, List.of(), "");
        }
    }

    private Question question(Case one) {
        Pip pip = Objects.requireNonNull(panel.pips().get(one.interpreter()));
        Instant asOf = pip.release().cutsOff() ? plan.asOf() : null;
        return new Question(
                one.texts(),
                one.requirements(),
                List.of(),
                one.interpreter().target(),
                asOf,
                Question.Sources.WHEELS,
                false,
                false,
                Question.EngineName.RESOLVER,
                Question.Detail.SHORT);
    }

    private Finding compared(Case one, Ours ours, Theirs pip, Theirs uv) throws InterruptedException {
        List<String> differing = List.of();
        Pins pins = Pins.NOT_COMPARABLE;
        String explanation = "";
        Answer.Installed free = pip.installed();
        if (ours.result() == Result.SUCCESS && free != null && hearing.isAtNewest(one, free)) {
            differing = differing(ours.pins(), free);
            pins = differing.isEmpty() ? Pins.EQUAL : Pins.DIFFERENT;
            explanation = differing.isEmpty() ? "" : whyOtherPins(one, ours, free);
        }
        Standing standing = standing(ours, pip);
        if (standing == Standing.UNEXPLAINED) {
            Optional<String> proof = proof(ours, pip, question(one));
            standing = proof.isPresent() ? Standing.PIP_WRONG : Standing.UNEXPLAINED;
            explanation = proof.orElse("");
        }
        String better = free == null ? "" : better(one, ours, free);
        return new Finding(one, ours, pip, uv, standing, explanation, pins, differing, better);
    }

    private static Standing standing(Ours ours, Theirs pip) {
        if (pip.result() == Result.OPEN) {
            return Standing.OPEN;
        }
        if (pip.result() == Result.FAULT || ours.result() == Result.FAULT) {
            return Standing.FAULT;
        }
        return ours.result() == pip.result() ? Standing.EQUAL : Standing.UNEXPLAINED;
    }

    private static List<String> differing(Map<ProjectName, Version> ours, Answer.Installed pips) {
        TreeSet<ProjectName> all = new TreeSet<>(ours.keySet());
        pips.pins().forEach(pin -> all.add(pin.project()));
        List<String> differing = new ArrayList<>();
        for (ProjectName project : all) {
            Version mine = ours.get(project);
            Version theirs = pips.version(project).orElse(null);
            if (!Objects.equals(mine, theirs)) {
                differing.add(project + " " + (mine == null ? "-" : mine) + " / " + (theirs == null ? "-" : theirs));
            }
        }
        return differing;
    }

    /** pip's set may depend on the order of the packages; ours never does. */
    private String whyOtherPins(Case one, Ours ours, Answer.Installed free) throws InterruptedException {
        List<String> faults = Certificate.check(question(one), installation(free), equipment.evidence());
        if (!faults.isEmpty()) {
            return "pip's set does not hold: " + faults.getFirst();
        }
        for (List<String> order : Theirs.otherOrders(one.texts())) {
            if (asker.pip(one.interpreter(), true, order) instanceof Answer.Installed other
                    && differing(ours.pins(), other).isEmpty()) {
                return "pip's set depends on the order: as `" + String.join(" ", order) + "` it is ours";
            }
        }
        return "";
    }

    /** Why pip is wrong, if the checker finds our answer proved and, where pip shows a set that we deny, that set wrong. */
    private Optional<String> proof(Ours ours, Theirs pip, Question question) {
        Verdict verdict = ours.verdict();
        if (verdict == null || verdict instanceof Verdict.Unknown) {
            return Optional.empty();
        }
        List<String> faults = Certificate.check(verdict, equipment.evidence());
        if (!faults.isEmpty()) {
            return Optional.empty();
        }
        if (ours.result().compareTo(pip.result()) < 0) {
            return Optional.of("our set is admissible");
        }
        Answer.Installed shown = pip.shown();
        return shown == null
                ? Optional.empty()
                : Certificate.check(question, installation(shown), equipment.evidence()).stream()
                        .findFirst()
                        .map(fault -> "pip's set does not hold: " + fault);
    }

    private static Installation installation(Answer.Installed installed) {
        return new Installation(installed.pins().stream()
                .map(pin -> new Installation.Pin(
                        pin.project(),
                        pin.project().normalized(),
                        pin.version(),
                        pin.file(),
                        null,
                        pin.version(),
                        null))
                .toList());
    }

    /** What of pip's free answer is better than ours: every requested package at least as new, one newer; or a maximal set that we do not name. */
    private static String better(Case one, Ours ours, Answer.Installed free) {
        Map<ProjectName, Version> pins = ours.pins();
        List<String> newer = new ArrayList<>();
        boolean older = false;
        for (Requirement requirement : one.requirements()) {
            Version mine = pins.get(requirement.project());
            @Nullable Version theirs = free.version(requirement.project()).orElse(null);
            if (mine != null && theirs != null && theirs.compareTo(mine) > 0) {
                newer.add(requirement.project() + " " + theirs + " instead of " + mine);
            }
            older |= mine != null && theirs != null && theirs.compareTo(mine) < 0;
        }
        if (!newer.isEmpty() && !older) {
            return "newer: " + String.join(", ", newer);
        }
        List<Map<ProjectName, Version>> points = ours.points();
        return points.isEmpty() || points.stream().anyMatch(point -> isWithin(free, point))
                ? ""
                : "no maximal set that we name is as new: " + String.join(", ", newer);
    }

    private static boolean isWithin(Answer.Installed free, Map<ProjectName, Version> point) {
        return point.entrySet().stream()
                .allMatch(held -> free.version(held.getKey())
                        .map(version -> version.compareTo(held.getValue()) <= 0)
                        .orElse(true));
    }
}
