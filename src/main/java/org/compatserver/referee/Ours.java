package org.compatserver.referee;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.compatserver.check.Outcome;
import org.compatserver.pep.requirement.ProjectName;
import org.compatserver.pep.version.Version;
import org.compatserver.verdict.HeldBack;
import org.compatserver.verdict.Installation;
import org.compatserver.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What we said.
 *
 * @param verdict null when something broke down
 * @param message what broke down; else empty
 */
record Ours(Result result, @Nullable Verdict verdict, String message) {

    static Ours of(Outcome<Verdict> outcome) {
        return switch (outcome) {
            case Outcome.Failed<Verdict>(var fault) -> new Ours(Result.FAULT, null, fault.message());
            case Outcome.Answered<Verdict>(var verdict) ->
                new Ours(
                        switch (verdict) {
                            case Verdict.Success success -> Result.SUCCESS;
                            case Verdict.CheckWarning warning -> Result.CHECK_WARNING;
                            case Verdict.InstallError error -> Result.INSTALL_ERROR;
                            case Verdict.Unknown unknown -> Result.UNKNOWN;
                        },
                        verdict,
                        "");
        };
    }

    /** The set shown, project by project; empty when there is none. */
    Map<ProjectName, Version> pins() {
        Installation installation = switch (verdict) {
            case Verdict.Success success -> success.installation();
            case Verdict.CheckWarning warning -> warning.installation();
            case null, default -> null;
        };
        Map<ProjectName, Version> pins = new HashMap<>();
        if (installation != null) {
            installation.pins().forEach(pin -> pins.put(pin.project(), pin.version()));
        }
        return pins;
    }

    /** The newest version of a requested project, where the answer tells it. */
    Optional<Version> newest(ProjectName project) {
        return switch (verdict) {
            case Verdict.Success success -> Optional.ofNullable(pins().get(project));
            case Verdict.CheckWarning warning ->
                warning.heldBack().stream()
                        .filter(held -> held.project().equals(project))
                        .map(HeldBack::from)
                        .findFirst()
                        .or(() -> Optional.ofNullable(pins().get(project)));
            case null, default -> Optional.empty();
        };
    }

    /**
     * Where each maximal set holds something back: the shown one, then the alternatives. Empty when there may be more than these.
     */
    List<Map<ProjectName, Version>> points() {
        List<Map<ProjectName, Version>> points = new ArrayList<>();
        if (verdict instanceof Verdict.CheckWarning warning
                && warning.complete() != null
                && warning.alternatives().size() < 8) {
            points.add(held(warning.heldBack()));
            warning.alternatives().forEach(alternative -> points.add(held(alternative.heldBack())));
        }
        return points;
    }

    private static Map<ProjectName, Version> held(List<HeldBack> list) {
        return list.stream().collect(Collectors.toMap(HeldBack::project, HeldBack::to));
    }

    /** For the report. */
    String text() {
        return verdict instanceof Verdict.CheckWarning warning
                ? result + ": "
                        + warning.heldBack().stream()
                                .map(held -> held.project() + " held " + held.from() + " -> " + held.to())
                                .collect(Collectors.joining(", "))
                : result + (message.isEmpty() ? "" : ": " + message);
    }
}
