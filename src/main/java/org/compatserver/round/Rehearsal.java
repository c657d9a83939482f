package org.compatserver.round;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.compatserver.check.Outcome;
import org.compatserver.pep.requirement.ProjectName;

/** Use case: what files would do that are not released. A round as ever, and then the same with the files beside the index, which nothing remembers. */
public final class Rehearsal {
    private final List<Unreleased> files;
    private final RoundService released;
    private final RoundEngine engine;
    private final InstantSource clock;

    /**
     * @param released runs rounds without the files
     * @param engine sees the files, too
     */
    public Rehearsal(List<Unreleased> files, RoundService released, RoundEngine engine, InstantSource clock) {
        this.files = List.copyOf(files);
        this.released = released;
        this.engine = engine;
        this.clock = clock;
    }

    /** The packages that neither the index nor the files know, sorted. */
    public Outcome<List<ProjectName>> unknown(Plan plan) {
        return RoundService.guarded(() -> engine.unknown(plan));
    }

    /**
     * Runs both rounds.
     *
     * @param again whether what earlier rounds found is left aside
     */
    public Outcome<Rehearsed> run(Plan plan, boolean again, RoundListener listener) {
        long all = plan.checks();
        return switch (released.run(plan, again, (done, of) -> listener.progress(done, 2 * all))) {
            case Outcome.Failed<Round>(var fault) -> new Outcome.Failed<>(fault);
            case Outcome.Answered<Round>(Round without) ->
                RoundService.guarded(
                        () -> rehearsed(plan, without, (done, of) -> listener.progress(all + done, 2 * all)));
        };
    }

    private Rehearsed rehearsed(Plan plan, Round without, RoundListener listener) {
        Instant begun = clock.instant();
        Draft draft = new Draft(plan, listener);
        // of two moments, lags would differ that the files have no part in
        engine.run(plan, Known.nothingBut(without.begun()), draft);
        return new Rehearsed(Diff.of(without, draft.round(begun, clock.instant())), files, draft.looked());
    }
}
