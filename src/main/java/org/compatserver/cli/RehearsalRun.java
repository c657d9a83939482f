package org.compatserver.cli;

import java.util.List;
import org.compatserver.check.Outcome;
import org.compatserver.cli.PlanOptions.Planned;
import org.compatserver.round.Plan;
import org.compatserver.round.Rehearsal;
import org.compatserver.round.RehearsalWriter;
import org.compatserver.round.Rehearsed;
import org.compatserver.wire.Json;
import org.compatserver.wire.RehearsalReply;

/**
 * What {@code compat round --find-links} does: it tells what the files would break and fix.
 *
 * @param again whether everything is checked again
 */
record RehearsalRun(CommandLineFace face, RoundOutput output, boolean skipUnknown, boolean again) {

    /** Does all that; the result is the exit code. */
    int run(Services services, Planned planned, List<String> places) throws Exception {
        if (output.csv != null || output.svg != null || output.expect != null) {
            throw new Usage(
                    "With --find-links it is told what the files would change; --csv, --svg and --expect are about"
                            + " results: leave them out");
        }
        Rehearsal rehearsal = services.rehearsal(places);
        return switch (KnownPlan.of(planned, skipUnknown, rehearsal::unknown, face.console())) {
            case Outcome.Failed<KnownPlan>(var fault) -> face.failed(output.json, fault);
            case Outcome.Answered<KnownPlan>(KnownPlan known) -> give(rehearse(rehearsal, known.plan()));
        };
    }

    private Outcome<Rehearsed> rehearse(Rehearsal rehearsal, Plan plan) {
        try (Watching watching = new Watching(face.console())) {
            return rehearsal.run(plan, again, watching);
        }
    }

    private int give(Outcome<Rehearsed> outcome) {
        return switch (outcome) {
            case Outcome.Failed<Rehearsed>(var fault) -> face.failed(output.json, fault);
            case Outcome.Answered<Rehearsed>(Rehearsed rehearsed) -> {
                face.console()
                        .out()
                        .print(
                                output.json
                                        ? Json.pretty(RehearsalReply.of(rehearsed)) + "\n"
                                        : RehearsalWriter.text(rehearsed));
                face.console().out().flush();
                yield exitCode(rehearsed);
            }
        };
    }

    private int exitCode(Rehearsed rehearsed) {
        if (rehearsed.diff().isWorse(output.failOn.errorsOnly())) {
            return 1;
        }
        return rehearsed.diff().unknown().steps().isEmpty() ? 0 : 2;
    }
}
