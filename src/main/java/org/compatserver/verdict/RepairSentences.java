package org.compatserver.verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.requirement.Requirement;
import org.compatserver.verdict.Installation.Pin;

/** Repairs in words. */
public final class RepairSentences {
    /** What is to be kept in mind of all of them. */
    public static final String CAUTION = "By metadata only: run your tests.";

    /** Of more packages only those are named that are held back. */
    private static final int MOST_NAMED = 5;

    private RepairSentences() {}

    /** What to change: {@code c<4 -> c}, {@code hold a==2.30.3 (a constraint)}. */
    public static String changes(Repair repair) {
        List<String> texts = new ArrayList<>();
        List<String> held = new ArrayList<>();
        for (Edit edit : repair.edits()) {
            if (edit instanceof Edit.Hold(Requirement constraint)) {
                held.add(constraint.toString());
            } else {
                texts.add(edit(edit));
            }
        }
        if (!held.isEmpty()) {
            texts.add("hold " + Phrases.join(held, "and") + (held.size() == 1 ? " (a constraint)" : " (constraints)"));
        }
        return Phrases.join(texts, "and");
    }

    private static String edit(Edit edit) {
        return switch (edit) {
            case Edit.Relax(String asked, Requirement instead) -> asked + " -> " + instead;
            case Edit.LeaveOut(String asked) -> "leave out " + asked;
            case Edit.Loosen(Requirement constraint, Requirement instead) ->
                instead == null
                        ? "drop the constraint " + constraint
                        : "the constraint " + constraint + " -> " + instead;
            case Edit.Hold(Requirement constraint) -> "hold " + constraint;
        };
    }

    /** What comes of it: {@code gives a 2.30.3 and b 2.9.2; behind: a by 171 days}. */
    public static String outcome(Repair repair) {
        return switch (repair.repaired()) {
            case Verdict.Success(var context, Installation installation) -> gives(repair, context, installation);
            case Verdict.CheckWarning warning -> gives(repair, warning.context(), warning.installation());
            case Verdict.Unknown unknown ->
                "gives a set; whether there is a newer one is not known. " + unknown.description();
            case Verdict.InstallError error -> error.explanation().summary();
        };
    }

    private static String gives(Repair repair, Context context, Installation installation) {
        Map<ProjectName, Pin> pins = new HashMap<>();
        installation.pins().forEach(pin -> pins.put(pin.project(), pin));
        Set<ProjectName> held =
                repair.heldBack().stream().map(HeldBack::project).collect(Collectors.toSet());
        List<ProjectName> asked = context.question().requirements().stream()
                .map(Requirement::project)
                .distinct()
                .toList();
        List<String> versions = new ArrayList<>();
        for (ProjectName project : asked) {
            Pin pin = pins.get(project);
            if (pin != null && (asked.size() <= MOST_NAMED || held.contains(project))) {
                versions.add(pin.name() + " " + pin.version());
            }
        }
        if (asked.size() > MOST_NAMED) {
            versions.add("the rest at their newest");
        }
        return "gives " + Phrases.join(versions, "and") + "; " + behind(repair);
    }

    private static String behind(Repair repair) {
        if (repair.heldBack().isEmpty()) {
            return "nothing held back";
        }
        List<String> parts = repair.heldBack().stream()
                .map(held -> held.name() + " by " + Sentences.lag(held))
                .toList();
        return "behind: " + Phrases.join(parts, "and")
                + (repair.isImplausible() ? "; implausible: more than three years" : "");
    }

    /** Said before what whoever asks can do. */
    public static String ownHead(Repairs repairs) {
        String first = switch (repairs.order()) {
            case EDITS -> "fewest changes first";
            case LAG -> "least behind first";
        };
        return (repairs.verdict() instanceof Verdict.CheckWarning
                        ? "You can hold something back, " + first
                        : "You can change what you ask for, " + first)
                + (repairs.complete() ? ":" : " (there may be more):");
    }

    /** Said before what else would make it fit. */
    public static String othersHead(Repairs repairs) {
        return repairs.verdict() instanceof Verdict.CheckWarning
                ? "All would fit at their newest with:"
                : repairs.repairs().isEmpty() ? "It would fit with:" : "As it is asked for it would fit with:";
    }

    /** What would make it fit. */
    public static String remedy(Remedy remedy) {
        return Sentences.change(remedy);
    }

    /** Said where there is nothing else to say. */
    public static String nothing(Repairs repairs) {
        return switch (repairs.verdict()) {
            case Verdict.Success _ -> "Nothing to repair: what you ask for fits as it is, at its newest.";
            case Verdict.Unknown _ -> "Whether there is anything to repair is not known.";
            case Verdict.CheckWarning _, Verdict.InstallError _ ->
                repairs.complete()
                        ? "No change to what you ask for makes it fit, short of asking for nothing."
                        : "No change to what you ask for was found that makes it fit; there may be one.";
        };
    }
}
