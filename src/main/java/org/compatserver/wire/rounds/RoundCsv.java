package org.compatserver.wire.rounds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.compatserver.pep.target.Target;
import org.compatserver.round.Alone;
import org.compatserver.round.Cell;
import org.compatserver.round.Misfit;
import org.compatserver.round.Pairs;
import org.compatserver.round.Pairs.Pair;
import org.compatserver.round.Result;
import org.compatserver.round.Sheet;
import org.jspecify.annotations.Nullable;

/** A round as a table (RFC 4180), a row for each check: packages by themselves first, with no second package, then pairs. */
public final class RoundCsv {
    private static final String HEAD = "python_version,platform,first,first_section,second,second_section,"
            + "result,rule,origin,first_held,second_held,cause\r\n";

    private final Shown shown;
    private final boolean all;
    private final Appendable to;
    private final int[] causes;

    private RoundCsv(Shown shown, boolean all, Appendable to) {
        this.shown = shown;
        this.all = all;
        this.to = to;
        this.causes = shown.causesOfClashes();
    }

    /**
     * Writes it.
     *
     * @param all whether successes count, too
     */
    public static void write(Shown shown, boolean all, Appendable to) throws IOException {
        try {
            new RoundCsv(shown, all, to).write();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write() throws IOException {
        to.append(HEAD);
        List<Sheet> sheets = shown.round().sheets();
        for (int target = 0; target < sheets.size(); target++) {
            List<Alone> alone = sheets.get(target).alone();
            for (int number = 0; number < alone.size(); number++) {
                alone(target, number, alone.get(number));
            }
        }
        (all ? Pairs.all(shown.round()) : Pairs.failures(shown.round())).forEachOrdered(this::pair);
    }

    private void alone(int target, int number, Alone alone) {
        Cell cell = alone.cell();
        if (all || cell == null || cell.result() != Result.SUCCESS) {
            row(target, number, -1, cell, alone.held(), null, causes[alone.clash()]);
        }
    }

    private void pair(Pair pair) {
        Misfit misfit = pair.misfit();
        row(
                pair.target(),
                pair.first(),
                pair.second(),
                pair.cell(),
                misfit == null ? null : shown.round().text(misfit.heldFirst()),
                misfit == null ? null : shown.round().text(misfit.heldSecond()),
                misfit == null ? 0 : causes[misfit.clash()]);
    }

    private void row(
            int target,
            int first,
            int second,
            @Nullable Cell cell,
            @Nullable String firstHeld,
            @Nullable String secondHeld,
            int cause) {
        Target on = shown.round().plan().targets().get(target);
        line(
                on.python().toString(),
                on.platform().toString(),
                shown.name(first),
                section(first),
                second < 0 ? null : shown.name(second),
                second < 0 ? null : section(second),
                cell == null ? "UNDECIDED" : cell.result().name(),
                cell == null ? null : cell.rule().name(),
                cell == null ? null : cell.origin().name(),
                firstHeld,
                secondHeld,
                cause == 0 ? null : String.valueOf(cause));
    }

    private @Nullable String section(int number) {
        return shown.sections().get(shown.round().plan().project(number));
    }

    private void line(@Nullable String... fields) {
        try {
            to.append(Arrays.stream(fields)
                    .map(field -> field == null ? "" : field(field))
                    .collect(Collectors.joining(",", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Quoted where it must be; what a spreadsheet would take for a formula begins with an apostrophe. */
    static String field(String text) {
        String safe = text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
