package org.compatserver.store;

import java.nio.file.Path;
import java.time.Instant;
import org.compatserver.round.Plan;
import org.compatserver.round.RoundStore.RoundProblem;
import org.compatserver.round.RoundStore.Writing;
import org.compatserver.testing.RandomRounds;

/** A process that writes a random round slowly, says how far it is, and can be killed. Arguments: the file, the seed, packages, targets, ms for each row. */
final class WritingProcess {
    static final String BEGUN = "begun";
    static final String SAFE = "safe ";
    static final String DONE = "done";

    private WritingProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        RandomRounds random = new RandomRounds(Long.parseLong(arguments[1]));
        Plan plan = random.plan(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        SqliteRounds store = new SqliteRounds(Path.of(arguments[0]), "source", SqliteRounds.Limits.DEFAULT);
        try (Writing writing = store.begin(plan, Instant.parse("2026-11-20T12:00:00Z"), false)) {
            say(BEGUN);
            write(random, plan, writing, Long.parseLong(arguments[4]));
            RoundProblem problem = writing.finish(Instant.parse("2026-11-20T12:01:00Z"));
            say(problem == null ? DONE : String.valueOf(problem.getMessage()));
        } catch (RoundProblem e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    private static void write(RandomRounds random, Plan plan, Writing writing, long pause) throws InterruptedException {
        int given = 0;
        for (int target = 0; target < plan.targets().size(); target++) {
            writing.alone(target, random.alone(plan, target, writing));
            writing.looked(target, random.projects(target));
            for (int first = plan.size() - 2; first >= 0; first--) {
                if (!writing.known().hasRow(target, first)) {
                    writing.row(target, random.row(plan, target, first, writing));
                    Thread.sleep(pause);
                    if (++given % 20 == 0) {
                        say(SAFE + rows(writing));
                    }
                }
            }
            writing.whole(target, random.wholes(plan, target));
            writing.readings(target, random.readings(plan, target));
        }
    }

    private static int rows(Writing writing) {
        return writing.round().sheets().stream()
                .mapToInt(sheet -> sheet.rows().size())
                .sum();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
