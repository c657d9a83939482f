package org.compatserver.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.compatserver.check.Outcome;
import org.compatserver.round.Round;
import org.compatserver.round.RoundListener;
import org.compatserver.round.RoundService;
import org.compatserver.store.SqliteRounds;

/**
 * A process that runs a {@link MadeUpRound} into a store, or goes on with one, and can be killed. It says how far it is, and writes the {@link RoundDigest} of what came of it.
 *
 * <pre>
 * SHAPE PROJECTS SEED STORE DIGEST
 * </pre>
 */
public final class MadeUpProcess {
    private MadeUpProcess() {}

    public static void main(String[] arguments) throws Exception {
        BigUniverseShape shape = BigUniverseShape.of(arguments[0], Integer.parseInt(arguments[1]));
        InstantSource clock = InstantSource.system();
        MadeUpRound made = new MadeUpRound(shape, Long.parseLong(arguments[2]), clock);
        SqliteRounds store = new SqliteRounds(Path.of(arguments[3]), KilledRounds.SOURCE, SqliteRounds.Limits.DEFAULT);
        RoundService rounds = new RoundService(made.engine(), store, clock);
        System.out.println(KilledRounds.BEGUN);
        RoundListener listener = (done, all) -> {
            if (done * 10 / all > (done - 1) * 10 / all) {
                System.out.println(done + " of " + all);
            }
        };
        switch (rounds.run(made.plan(), false, listener)) {
            case Outcome.Answered<Round>(Round round) -> Files.write(Path.of(arguments[4]), RoundDigest.lines(round));
            case Outcome.Failed<Round>(var fault) -> throw new IllegalStateException(fault.toString());
        }
    }
}
