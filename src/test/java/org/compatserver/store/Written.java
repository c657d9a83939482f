package org.compatserver.store;

import java.util.ArrayList;
import java.util.List;
import org.compatserver.round.Alone;
import org.compatserver.round.Known;
import org.compatserver.round.Misfit;
import org.compatserver.round.Plan;
import org.compatserver.round.Round;
import org.compatserver.round.RoundStore.Writing;
import org.compatserver.round.Row;
import org.compatserver.round.Sheet;
import org.compatserver.testing.RandomRounds;

/** Writes random rounds as an engine does, and tells what a round says, whatever its numbers of clashes and texts are. */
final class Written {
    private Written() {}

    /** Gives all that is not there yet, all but the end. */
    static void write(RandomRounds random, Plan plan, Writing writing) {
        for (int target = 0; target < plan.targets().size(); target++) {
            writing.alone(target, random.alone(plan, target, writing));
            writing.looked(target, random.projects(target));
            for (int first = 0; first < plan.size() - 1; first++) {
                if (!writing.known().hasRow(target, first)) {
                    writing.row(target, random.row(plan, target, first, writing));
                }
            }
            writing.whole(target, random.wholes(plan, target));
            writing.readings(target, random.readings(plan, target));
        }
    }

    /** One line for each result. */
    static List<String> lines(Round round) {
        List<String> lines = new ArrayList<>();
        lines.add(round.plan() + " " + round.begun() + " " + round.ended());
        for (Sheet sheet : round.sheets()) {
            lines.add(sheet.target() + " " + sheet.wholes());
            sheet.alone().forEach(one -> lines.add(line(round, one)));
            sheet.rows().forEach(row -> addLines(round, row, lines));
        }
        return lines;
    }

    private static String line(Round round, Alone one) {
        return one.cell() + " " + one.newest() + " " + one.held() + " " + one.pins() + " "
                + round.clashes().get(one.clash()) + " " + one.text();
    }

    private static void addLines(Round round, Row row, List<String> lines) {
        for (int second = row.first() + 1; second <= row.first() + row.cells().length; second++) {
            lines.add(row.first() + " " + second + " " + row.cell(second));
        }
        for (Misfit misfit : row.misfits()) {
            lines.add(row.first() + " " + misfit.second() + " " + round.clash(misfit.clash()) + " "
                    + round.text(misfit.heldFirst()) + " " + round.text(misfit.heldSecond()));
        }
    }

    /** What an earlier round's results say in the numbers of the round that is being written. */
    static List<String> lines(Known.Earlier earlier, Round numbers) {
        List<String> lines = new ArrayList<>();
        earlier.alone().forEach(one -> lines.add(line(numbers, one)));
        earlier.rows().forEach(row -> addLines(numbers, row, lines));
        return lines;
    }
}
